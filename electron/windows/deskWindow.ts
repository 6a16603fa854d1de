import { BrowserWindow, nativeTheme, screen, shell } from 'electron';
import type { Preferences } from '../../shared/ipc/contract.ts';
import type { Logger } from '../log.ts';
import type { Scheduler } from '../time.ts';
import { MINIMUM_SIZE, sanePlace, type WindowPlace } from '../windowPlace.ts';
import { isOwnPage, outsideLink, type OwnPages } from './links.ts';

/** What the desk window needs. */
export interface DeskWindowPorts {
  readonly preload: string;
  readonly pages: OwnPages;
  readonly colorScheme: Preferences['colorScheme'];
  readonly place: WindowPlace | null;
  readonly onPlace: (place: WindowPlace) => void;
  readonly scheduler: Scheduler;
  readonly log: Logger;
}

/** The page's own backgrounds, so that nothing flashes before its first paint. */
const BACKGROUND = { light: '#ffffff', dark: '#1a1b1e' };
/** A window that is being dragged reports every step; the place is kept when it rests. */
const PLACE_REST_MS = 400;
/** A page that has not painted by then is shown as it is, so that a fault can be seen. */
const SHOW_LATEST_MS = 4000;

/** Opens the desk: sandboxed, bound to Baton's own pages, where it was last time. */
export function openDeskWindow(ports: DeskWindowPorts): BrowserWindow {
  const { pages, scheduler, log } = ports;
  nativeTheme.themeSource = ports.colorScheme === 'auto' ? 'system' : ports.colorScheme;
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
  const { isMaximised, ...bounds } = sanePlace(ports.place, screens);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: Math.min(MINIMUM_SIZE.width, bounds.width),
    minHeight: Math.min(MINIMUM_SIZE.height, bounds.height),
    show: false,
    title: 'Baton',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    autoHideMenuBar: false,
    webPreferences: {
      preload: ports.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: true,
    },
  });
  if (isMaximised) window.maximize();

  const show = (): void => {
    cancelShow();
    if (!window.isDestroyed() && !window.isVisible()) window.show();
  };
  const cancelShow = scheduler.after(SHOW_LATEST_MS, show);
  window.once('ready-to-show', show);

  let cancelPlace: () => void = () => undefined;
  const notePlace = (): void => {
    cancelPlace();
    cancelPlace = scheduler.after(PLACE_REST_MS, keepPlace);
  };
  const keepPlace = (): void => {
    if (!window.isDestroyed())
      ports.onPlace({ ...window.getNormalBounds(), isMaximised: window.isMaximized() });
  };
  window.on('resize', notePlace);
  window.on('move', notePlace);
  window.on('close', () => {
    cancelPlace();
    keepPlace();
  });

  guard(window, pages, log);
  window.loadURL(pages.start).catch((cause: unknown) => {
    log.error('the page did not load', cause);
  });
  return window;
}

/** Keeps a window on Baton's own pages; other links open outside, if they may. */
function guard(window: BrowserWindow, pages: OwnPages, log: Logger): void {
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
    if (isOwnPage(pages, event.url)) return;
    event.preventDefault();
    openOutside(event.url);
  });
  webContents.on('will-redirect', (event) => {
    if (!isOwnPage(pages, event.url)) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  webContents.on('render-process-gone', (_event, details) => {
    log.error('the page has crashed', details);
  });
  const { session } = webContents;
  // Writing to the clipboard is the only thing a page needs to be granted.
  const granted = new Set(['clipboard-sanitized-write']);
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(granted.has(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => granted.has(permission));
}

/** Brings a window before the person's eyes. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  if (!window.isVisible()) window.show();
  window.focus();
}
