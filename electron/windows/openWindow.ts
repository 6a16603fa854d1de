import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { WindowSubject } from '../../shared/ipc/windows.ts';
import type { Logger } from '../log.ts';
import type { Scheduler } from '../time.ts';
import { sanePlace, WINDOW_SIZES, type Area, type WindowPlace } from '../windowPlace.ts';
import { guardWindow } from './guard.ts';
import { isPageOf, pageOf, type OwnPages } from './links.ts';

/** What a window needs. */
export interface WindowPorts {
  readonly subject: WindowSubject;
  readonly preload: string;
  readonly pages: OwnPages;
  readonly place: WindowPlace | null;
  /** The window has come to rest somewhere. */
  readonly onPlace: (place: WindowPlace) => void;
  readonly onFullScreen: (isFullScreen: boolean) => void;
  readonly scheduler: Scheduler;
  readonly log: Logger;
}

/** The page's own backgrounds, so that nothing flashes before its first paint. */
const BACKGROUND = { light: '#ffffff', dark: '#1a1b1e' };
/** A window that is being dragged reports every step; the place is kept when it rests. */
const PLACE_REST_MS = 400;
/** A page that has not painted by then is shown as it is, so that a fault can be seen. */
const SHOW_LATEST_MS = 4000;

/** What a window may cover of each screen, the first screen first. */
export function workAreas(): readonly Area[] {
  return [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
}

/** Opens a window: sandboxed, bound to its own page, where it belongs. */
export function openWindow(ports: WindowPorts): BrowserWindow {
  const { subject, pages, scheduler, log } = ports;
  const sizes = WINDOW_SIZES[subject.kind];
  const { isMaximised, isFullScreen, ...bounds } = sanePlace(ports.place, workAreas(), sizes);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: Math.min(sizes.least.width, bounds.width),
    minHeight: Math.min(sizes.least.height, bounds.height),
    show: false,
    title: 'Baton',
    fullscreen: isFullScreen,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    autoHideMenuBar: subject.kind !== 'desk',
    webPreferences: {
      preload: ports.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: true,
      // The sound of a notice comes when nobody has clicked.
      autoplayPolicy: 'no-user-gesture-required',
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
    if (window.isDestroyed()) return;
    ports.onPlace({
      ...window.getNormalBounds(),
      isMaximised: window.isMaximized(),
      isFullScreen: window.isFullScreen(),
    });
  };
  window.on('resize', notePlace);
  window.on('move', notePlace);
  for (const [event, isFull] of [
    ['enter-full-screen', true],
    ['leave-full-screen', false],
  ] as const) {
    // The two events have signatures of their own, which one call cannot name.
    window.on(event as 'enter-full-screen', () => {
      notePlace();
      ports.onFullScreen(isFull);
    });
  }
  window.on('close', () => {
    cancelPlace();
    keepPlace();
  });

  guardWindow(window, (address) => isPageOf(pages, subject, address), log);
  window.loadURL(pageOf(pages, subject)).catch((cause: unknown) => {
    log.error('the page did not load', cause);
  });
  return window;
}

/** Brings a window before the person's eyes. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  if (!window.isVisible()) window.show();
  window.focus();
}
