import { app, BrowserWindow, nativeTheme, powerMonitor, net, session, type WebContents } from 'electron';
import type { TicketId } from '../shared/domain/ids.ts';
import { noticeSettingsOf } from '../shared/domain/noticeSettings.ts';
import { BatonError } from '../shared/errors.ts';
import type { CommandInput, EventName } from '../shared/ipc/contract.ts';
import type { Preferences } from '../shared/ipc/preferences.ts';
import { zoomStep, type DesktopState, type SettingsSection } from '../shared/ipc/desktop.ts';
import type { ShortcutId } from '../shared/ipc/shortcuts.ts';
import { DESK, SETTINGS, type WindowSubject } from '../shared/ipc/windows.ts';
import { createAttention } from './attention/attention.ts';
import { followDesk, type DeskFacts, type DeskFollower } from './attention/deskFacts.ts';
import type { Desk } from './desk.ts';
import type { DeskNews } from './deskNews.ts';
import { createGlobalKey } from './keys/globalKey.ts';
import { runDetached, type Logger } from './log.ts';
import { setStartAtLogin } from './login/startAtLogin.ts';
import { followPower } from './power/power.ts';
import type { PreferencesStore } from './settings/preferencesStore.ts';
import { createSpelling } from './spelling/spelling.ts';
import { chosenLocale, type HostTexts, type Locale } from './texts.ts';
import type { Clock, Scheduler } from './time.ts';
import { createTray, type BatonTray } from './tray/tray.ts';
import { hasTrayHost } from './tray/trayHost.ts';
import { trayModel, type TrayAction } from './tray/trayModel.ts';
import type { AppLink } from './windows/appLinks.ts';
import { decideClosing } from './windows/closing.ts';
import { attachContextMenu } from './windows/attachContextMenu.ts';
import type { DeskDoor } from './windows/deskDoor.ts';
import { installMenu } from './windows/menu.ts';
import { focusWindow } from './windows/openWindow.ts';
import type { WindowBook } from './windows/windowBook.ts';

/** Baton among the other programs of a computer: tray, menus, closing, keys, spelling, sleep and network. */
export interface DesktopShell {
  /** A window was opened: it gets its size of text, its context menu, and what closing it means. */
  readonly windowOpened: (subject: WindowSubject, window: BrowserWindow) => void;
  /** The first window, or only the tray when the system has started Baton by itself. */
  readonly openFirst: (isInBackground: boolean) => Promise<void>;
  readonly showDesk: () => void;
  /** From now on there is a desk to tell of. */
  readonly attach: (desk: Desk) => void;
  /** The desk has told its windows something. */
  readonly note: (name: EventName) => void;
  readonly setPreferences: (changes: Partial<Preferences>) => Preferences;
  readonly openSettings: (section: SettingsSection | null) => void;
  readonly answerClosing: (answer: CommandInput<'closing.answer'>) => void;
  readonly openLink: (link: AppLink) => void;
  readonly state: () => DesktopState;
}

/** What the shell stands on. */
export interface ShellPorts {
  readonly windows: WindowBook;
  readonly deskDoor: DeskDoor;
  readonly tell: DeskNews;
  readonly preferences: PreferencesStore;
  readonly texts: HostTexts;
  readonly systemLocale: Locale;
  readonly icons: string;
  readonly isDevelopment: boolean;
  /** Set when the desktop cannot be asked whether it shows a tray. */
  readonly trayHost: boolean | null;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Logger;
}

/** Panels of a desktop may come up after Baton does. */
const TRAY_AGAIN_MS = 20_000;

/** Takes its place on the desktop. */
export function startDesktopShell(ports: ShellPorts): DesktopShell {
  const { windows, deskDoor, tell, preferences, texts, clock, scheduler, log } = ports;
  const { platform } = process;
  let desk: Desk | undefined;
  let follower: DeskFollower | undefined;
  let facts: DeskFacts = { name: 'signedOut' };
  let tray: BatonTray | undefined;
  let isQuitting = false;
  let isCloseAsked = false;
  let isLoginSet = true;
  let wantedSection: DesktopState['wantedSection'] = null;
  let laterLink: AppLink | undefined;
  const spelling = createSpelling(session.defaultSession, changed, log);
  const globalKey = createGlobalKey(() => {
    const window = windows.find(DESK);
    if (window?.isFocused() && tray) window.hide();
    else if (window?.isFocused()) window.minimize();
    else showDesk();
  });
  const attention = createAttention({
    platform,
    window: () => windows.find(DESK),
    isFocused: () => BrowserWindow.getFocusedWindow() !== null,
    texts,
  });

  app.on('before-quit', () => {
    isQuitting = true;
  });
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
  app.on('activate', showDesk);
  apply(preferences.get(), undefined);

  function changed(): void {
    tell('desktop.changed', state());
  }

  function state(): DesktopState {
    return {
      background: platform === 'darwin' ? 'always' : tray ? 'tray' : 'minimise',
      globalKey: globalKey.state(),
      isLoginSet,
      dictionaries: platform === 'darwin' ? [] : spelling.dictionaries(),
      wantedSection,
    };
  }

  function showDesk(): void {
    windows.show(DESK);
  }

  /** What a preference does outside of the windows; `before` is undefined at the start. */
  function apply(now: Preferences, before: Preferences | undefined): void {
    nativeTheme.themeSource = now.colorScheme === 'auto' ? 'system' : now.colorScheme;
    texts.setLanguage(chosenLocale(now, ports.systemLocale));
    showMenu(now);
    if (now.zoomPercent !== before?.zoomPercent) for (const contents of windows.contents()) zoom(contents);
    if (now.spellLanguages !== before?.spellLanguages) spelling.set(now.spellLanguages);
    globalKey.set(now.globalShortcut);
    // At every start again: the program may have moved.
    if (now.startAtLogin !== (before?.startAtLogin ?? false)) setLogin(now.startAtLogin);
    showTray();
  }

  function setLogin(isWanted: boolean): void {
    try {
      setStartAtLogin(isWanted);
      isLoginSet = true;
    } catch (cause) {
      log.error('starting with the system could not be set', cause);
      isLoginSet = false;
    }
  }

  function setPreferences(changes: Partial<Preferences>): Preferences {
    const before = preferences.get();
    const now = preferences.set(changes);
    if (now.keepClosed !== before.keepClosed) desk?.keepClosedChanged();
    apply(now, before);
    tell('preferences.changed', now);
    changed();
    return now;
  }

  function zoom(contents: WebContents): void {
    if (!contents.isDestroyed()) contents.setZoomFactor(preferences.get().zoomPercent / 100);
  }

  function zoomBy(direction: 1 | -1 | 0): void {
    const { zoomPercent } = preferences.get();
    setPreferences({ zoomPercent: direction === 0 ? 100 : zoomStep(zoomPercent, direction) });
  }

  function showMenu({ shortcuts }: Preferences): void {
    installMenu({
      texts,
      platform,
      isDevelopment: ports.isDevelopment,
      shortcuts,
      onChosen: chooseInMenu,
      onZoom: zoomBy,
      onSettings: openSettings,
    });
  }

  /** What belongs to a ticket happens in the window that shows one; help lies over the window the person works in. */
  function chooseInMenu(item: ShortcutId): void {
    if (item === 'settings') {
      openSettings(null);
      return;
    }
    if (item === 'wall') {
      openWall();
      return;
    }
    const focused = windows.focused();
    const isHere =
      focused !== null && (focused.kind === 'desk' || focused.kind === 'ticket' || item === 'help');
    if (isHere) tell('menu.chosen', { item, window: focused });
    else deskDoor.tell('menu.chosen', { item, window: DESK });
  }

  /** Nobody signed in has nothing to see there: the desk says so. */
  function openWall(): void {
    windows.show(desk?.session().name === 'signedIn' ? { kind: 'wall' } : DESK);
  }

  /** Paused here is paused on all machines of the person. */
  async function pauseNotices(untilMs: number): Promise<void> {
    const signedIn = desk?.session();
    if (!desk || signedIn?.name !== 'signedIn') return;
    const { tickets, directory } = desk.workspace();
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const settings = noticeSettingsOf(directory.agent(signedIn.agentId)?.notices, timeZone);
    await tickets.setNotices({ ...settings, pausedUntilMs: untilMs });
  }

  function openSettings(section: SettingsSection | null): void {
    if (section !== null) wantedSection = { section, count: (wantedSection?.count ?? 0) + 1 };
    changed();
    windows.show(SETTINGS);
  }

  function showTray(): void {
    tray?.show(trayModel(facts, clock.nowMs(), texts));
  }

  async function lookForTray(): Promise<void> {
    const isThere = ports.trayHost ?? (await hasTrayHost(platform));
    if (!isThere) {
      scheduler.after(TRAY_AGAIN_MS, () => {
        runDetached(log, 'looking for a tray', lookForTray());
      });
      return;
    }
    tray = createTray({ icons: ports.icons, platform, onAction: actInTray, log });
    showTray();
    changed();
  }

  function actInTray(action: TrayAction): void {
    switch (action.name) {
      case 'openDesk':
        showDesk();
        return;
      case 'openSettings':
        openSettings(null);
        return;
      case 'openWall':
        openWall();
        return;
      case 'pauseNotices':
        attempt('pausing notices', () => pauseNotices(action.untilMs));
        return;
      case 'quit':
        app.quit();
        return;
      case 'openTicket':
        deskDoor.tell('ticket.openRequested', { ticketId: action.ticketId });
        return;
      case 'setAvailability':
        attempt('setting the availability', async () =>
          desk?.workspace().tickets.setAvailability({ availability: action.availability }),
        );
    }
  }

  /** For what the person asked of the tray: when it fails the window says why. */
  function attempt(what: string, work: () => Promise<unknown>): void {
    work().catch((cause: unknown) => {
      log.error(`${what} failed`, cause);
      showDesk();
      tell('problem.raised', { code: cause instanceof BatonError ? cause.code : 'internal', detail: '' });
    });
  }

  function onClose(event: { preventDefault: () => void }, window: BrowserWindow): void {
    const closing = decideClosing({
      platform,
      choice: preferences.get().onClose,
      isQuitting,
      isSignedIn: desk?.session().name === 'signedIn',
      hasTray: tray !== undefined,
      isAsked: isCloseAsked,
    });
    if (closing === 'close') return;
    event.preventDefault();
    if (closing === 'hide') window.hide();
    else if (closing === 'minimise') window.minimize();
    else {
      isCloseAsked = true;
      focusWindow(window);
      tell('closing.asked', { hasTray: tray !== undefined });
    }
  }

  async function openTicketLink(link: Extract<AppLink, { kind: 'ticket' | 'ticketNumber' }>): Promise<void> {
    const { queries } = desk?.workspace() ?? {};
    if (!queries) return;
    let ticketId: TicketId | undefined;
    if (link.kind === 'ticket') ticketId = (await queries.get(link.ticketId))?.ticket.id;
    else
      ticketId = (await queries.find(`#${String(link.number)}`)).find(
        ({ number }) => number === link.number,
      )?.id;
    if (ticketId === undefined) throw new BatonError('ticket.notFound', 'no ticket for a link');
    deskDoor.tell('ticket.openRequested', { ticketId });
  }

  function openLink(link: AppLink): void {
    showDesk();
    if (link.kind === 'unknown') {
      log.warn('a link was not understood');
      tell('problem.raised', { code: 'link.unknown', detail: '' });
    } else if (link.kind === 'invitation') desk?.offerInvitation(link.link);
    else if (desk?.session().name === 'signedIn') attempt('opening a link', () => openTicketLink(link));
    // Whoever signs in next has come to see it.
    else laterLink = link;
  }

  followPower({
    power: powerMonitor,
    isNetworkThere: () => net.isOnline(),
    scheduler,
    onWake: () => {
      desk?.woke();
      lookAtServer();
    },
    onNetwork: lookAtServer,
    onAway: (isAway) => {
      tell('machine.changed', { isAway });
    },
    log,
  });

  /** Whoever has slept or changed networks must not wait for the next turn. */
  function lookAtServer(): void {
    if (desk?.session().name !== 'signedIn') return;
    runDetached(log, 'looking for the server', desk.retry());
    follower?.note('sync.changed');
  }

  return {
    windowOpened: (subject, window) => {
      const { webContents } = window;
      webContents.on('dom-ready', () => {
        zoom(webContents);
      });
      webContents.on('zoom-changed', (_event, direction) => {
        zoomBy(direction === 'in' ? 1 : -1);
      });
      attachContextMenu(window, texts);
      window.on('focus', () => {
        window.flashFrame(false);
      });
      if (subject.kind === 'desk')
        window.on('close', (event) => {
          onClose(event, window);
        });
    },
    openFirst: async (isInBackground) => {
      const looking = lookForTray();
      if (!isInBackground) {
        showDesk();
        runDetached(log, 'looking for a tray', looking);
        return;
      }
      await looking;
      // Without a tray it waits on the taskbar, where it can be seen.
      if (tray || platform === 'darwin') return;
      const window = windows.show(DESK);
      window.once('show', () => {
        window.minimize();
      });
    },
    showDesk,
    attach: (opened) => {
      desk = opened;
      follower = followDesk({
        desk: opened,
        nowMs: () => clock.nowMs(),
        scheduler,
        onFacts: (now) => {
          facts = now;
          showTray();
          attention.show(now);
        },
        log,
      });
    },
    note: (name) => {
      follower?.note(name);
      if (name !== 'session.changed' || desk?.session().name !== 'signedIn' || !laterLink) return;
      const link = laterLink;
      laterLink = undefined;
      openLink(link);
    },
    setPreferences,
    openSettings,
    answerClosing: ({ choice, isRemembered }) => {
      isCloseAsked = false;
      if (choice === 'stay') return;
      if (isRemembered) setPreferences({ onClose: choice });
      if (choice === 'quit') app.quit();
      else if (tray) windows.find(DESK)?.hide();
      else windows.find(DESK)?.minimize();
    },
    openLink,
    state,
  };
}
