import { screen, type BrowserWindow, type WebContents } from 'electron';
import { DESK, windowQuery, type WindowKind, type WindowSubject } from '../../shared/ipc/windows.ts';
import type { Logger } from '../log.ts';
import type { Scheduler } from '../time.ts';
import {
  recallPlace,
  rememberPlace,
  sanePlace,
  WINDOW_SIZES,
  type RememberedPlace,
  type WindowPlace,
} from '../windowPlace.ts';
import { isPageOf, type OwnPages } from './links.ts';
import { focusWindow, openWindow, workAreas } from './openWindow.ts';

/** Every window that is open: one desk, one wall, and as many single tickets as the person likes. */
export interface WindowBook {
  /** Opens a window, or brings the one that is open already before the person's eyes. */
  show(subject: WindowSubject): BrowserWindow;
  find(subject: WindowSubject): BrowserWindow | undefined;
  /** The window the person works in; `null` when it is none of ours. */
  focused(): WindowSubject | null;
  contents(): readonly WebContents[];
  kinds(): readonly WindowKind[];
  /** True while the contents of one of our windows show the page that this window was opened with. */
  isAtHome(contents: WebContents, address: string): boolean;
  /** Leaves the desk alone: nobody is signed in any more. */
  closeOthers(): void;
}

/** What the book works with. */
export interface WindowBookPorts {
  readonly preload: string;
  readonly pages: OwnPages;
  readonly places: { get(): readonly RememberedPlace[]; set(places: readonly RememberedPlace[]): void };
  readonly onOpened: (subject: WindowSubject, window: BrowserWindow) => void;
  readonly onFullScreen: (subject: WindowSubject, isFullScreen: boolean) => void;
  readonly scheduler: Scheduler;
  readonly log: Logger;
}

interface Entry {
  readonly subject: WindowSubject;
  readonly window: BrowserWindow;
}

/** Further windows of one kind stand so far from the one before, so that none hides another. */
const CASCADE_STEP = 28;
const CASCADE_MAX = 8;

/** The book of a start: no window is open yet. */
export function createWindowBook(ports: WindowBookPorts): WindowBook {
  const { pages, places } = ports;
  const entries = new Map<string, Entry>();

  /** Places of single tickets step aside for those that are open. */
  function placeFor(subject: WindowSubject): WindowPlace | null {
    const place = recallPlace(places.get(), subject.kind, workAreas());
    const siblings = [...entries.values()].filter(({ subject: { kind } }) => kind === subject.kind).length;
    if (!place || siblings === 0) return place;
    const step = (siblings % CASCADE_MAX) * CASCADE_STEP;
    return { ...place, x: place.x + step, y: place.y + step, isMaximised: false, isFullScreen: false };
  }

  function open(subject: WindowSubject): BrowserWindow {
    const key = windowQuery(subject);
    const window = openWindow({
      ...ports,
      subject,
      place: placeFor(subject),
      onPlace: (place) => {
        places.set(rememberPlace(places.get(), subject.kind, workAreas(), place));
      },
      onFullScreen: (isFullScreen) => {
        ports.onFullScreen(subject, isFullScreen);
      },
    });
    entries.set(key, { subject, window });
    ports.onOpened(subject, window);
    window.on('closed', () => {
      if (entries.get(key)?.window === window) entries.delete(key);
    });
    return window;
  }

  /** A screen has come or gone: windows return to where they were with these screens, and none is left out of reach. */
  function follow(): void {
    const screens = workAreas();
    for (const { subject, window } of entries.values()) {
      if (window.isFullScreen() || window.isMaximized() || window.isMinimized()) continue;
      const now = { ...window.getBounds(), isMaximised: false, isFullScreen: false };
      const known = subject.kind === 'ticket' ? null : recallPlace(places.get(), subject.kind, screens);
      const { x, y, width, height } = sanePlace(known ?? now, screens, WINDOW_SIZES[subject.kind]);
      window.setBounds({ x, y, width, height });
    }
  }
  screen.on('display-added', follow);
  screen.on('display-removed', follow);

  const book: WindowBook = {
    show: (subject) => {
      const known = book.find(subject);
      if (!known) return open(subject);
      focusWindow(known);
      return known;
    },
    find: (subject) => entries.get(windowQuery(subject))?.window,
    focused: () => [...entries.values()].find(({ window }) => window.isFocused())?.subject ?? null,
    kinds: () => [...entries.values()].map(({ subject }) => subject.kind),
    contents: () => [...entries.values()].map(({ window }) => window.webContents),
    isAtHome: (contents, address) =>
      [...entries.values()].some(
        ({ subject, window }) => window.webContents === contents && isPageOf(pages, subject, address),
      ),
    closeOthers: () => {
      for (const { subject, window } of [...entries.values()]) if (subject.kind !== DESK.kind) window.close();
    },
  };
  return book;
}
