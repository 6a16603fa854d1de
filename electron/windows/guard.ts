import { shell, type BrowserWindow } from 'electron';
import type { Logger } from '../log.ts';
import { outsideLink } from './links.ts';

/** Keeps a window on its own page; other links open outside, if they may. */
export function guardWindow(
  window: BrowserWindow,
  isOwnAddress: (address: string) => boolean,
  log: Logger,
): void {
  const { webContents } = window;
  const openOutside = (address: string): void => {
    const link = outsideLink(address);
    if (link === null) {
      log.warn('a link was not opened', { address: address.slice(0, 200) });
      return;
    }
    shell.openExternal(link).catch((cause: unknown) => {
      log.error('the system could not open a link', cause);
    });
  };
  webContents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  webContents.on('will-navigate', (event) => {
    if (isOwnAddress(event.url)) return;
    event.preventDefault();
    openOutside(event.url);
  });
  webContents.on('will-redirect', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  const { session } = webContents;
  // Writing to the clipboard is the only thing a page needs to be granted.
  const granted = new Set(['clipboard-sanitized-write']);
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(granted.has(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => granted.has(permission));
}
