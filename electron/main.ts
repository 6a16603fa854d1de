import { app, net, Notification, powerMonitor, type BrowserWindow } from 'electron';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SessionState } from '../shared/ipc/session.ts';
import { DESK } from '../shared/ipc/windows.ts';
import { openDesk, type Desk, type StartupNotice } from './desk.ts';
import type { DeskNews } from './deskNews.ts';
import { openCrashFile } from './crash/crashFile.ts';
import { dumpFilesIn } from './crash/dumpFiles.ts';
import { restartAfterCrashes, sayThatItKeepsFailing } from './crash/hostCrashes.ts';
import { comeBackAfterCrashes } from './crash/nativeCrashes.ts';
import { mendPageCrashes } from './crash/pageCrashes.ts';
import { causeOfStart } from './crash/startCause.ts';
import { startDesktopShell, type DesktopShell } from './desktopShell.ts';
import { withLog } from './diagnostics/withLog.ts';
import { gatherDiagnostics } from './gatherDiagnostics.ts';
import { isWritable, readEnvironment } from './environment.ts';
import { startFirstLook } from './firstLook.ts';
import { openFileLog } from './fileLog.ts';
import type { Handlers } from './ipc/answer.ts';
import { desktopHandlers } from './ipc/desktopHandlers.ts';
import { assignmentHandlers } from './ipc/assignmentHandlers.ts';
import { appHandlers } from './ipc/appHandlers.ts';
import { imageHandlers } from './ipc/imageHandlers.ts';
import { messageHandlers } from './ipc/messageHandlers.ts';
import { noticeHandlers } from './ipc/noticeHandlers.ts';
import { peopleHandlers } from './ipc/peopleHandlers.ts';
import { registerIpc } from './ipc/register.ts';
import { reportHandlers } from './ipc/reportHandlers.ts';
import { ruleHandlers } from './ipc/ruleHandlers.ts';
import { serviceLevelHandlers } from './ipc/serviceLevelHandlers.ts';
import { slaHandlers } from './ipc/slaHandlers.ts';
import { sessionHandlers } from './ipc/sessionHandlers.ts';
import { ticketHandlers } from './ipc/ticketHandlers.ts';
import { updateHandlers } from './ipc/updateHandlers.ts';
import { wallHandlers } from './ipc/wallHandlers.ts';
import { waitingHandlers } from './ipc/waitingHandlers.ts';
import { windowHandlers } from './ipc/windowHandlers.ts';
import { readLicences } from './licences.ts';
import { runDetached } from './log.ts';
import { createLogBook } from './logBook.ts';
import { BACKGROUND_SWITCH } from './login/autostartEntry.ts';
import { createNativeNotices } from './notifications/nativeNotices.ts';
import { createRedeemer } from './redeemer.ts';
import { openStorage } from './replica/storage/openStorage.ts';
import { createSafeStorageBox, hasKeyStore } from './session/safeStorageBox.ts';
import { openPreferences } from './settings/preferencesStore.ts';
import { chosenLocale, createHostTexts, pickLocale, type HostTexts } from './texts.ts';
import { systemClock, systemScheduler } from './time.ts';
import { isWriting } from './updates/isWriting.ts';
import { publishedUpdates } from './updates/publishedUpdates.ts';
import { startUpdates } from './updates/updates.ts';
import { declareAppScheme, serveApp } from './windows/appProtocol.ts';
import { createDeskDoor } from './windows/deskDoor.ts';
import { appLinkAmong, LINK_SCHEME, type AppLink } from './windows/appLinks.ts';
import { APP_ORIGIN, type OwnPages } from './windows/links.ts';
import { takeScreenshot } from './windows/takeScreenshot.ts';
import { createSaveText } from './windows/saveText.ts';
import { createWindowBook } from './windows/windowBook.ts';

/** A desk that does not close in this time is left to its storage, which loses nothing it has accepted. */
const CLOSE_LATEST_MS = 10_000;

const out = path.dirname(import.meta.dirname);
const environment = readEnvironment(process.env);
const earlyNotices: StartupNotice[] = [];
const dataDir = useDataFolder();

const logFolder = path.join(app.getPath('userData'), 'logs');
const logFiles = openFileLog(logFolder);
const log = createLogBook(logFiles, systemClock);
/** What has been built so far and a crash has to reckon with. */
const built: { texts?: HostTexts; desk?: Desk } = {};
const crashFile = openCrashFile(app.getPath('userData'));
const dumpFolder = path.join(app.getPath('userData'), 'crashes');
const startCause = causeOfStart({ argv: process.argv, dumpFolder, file: crashFile, nowMs: Date.now(), log });
if (startCause === 'ended') process.exit(0);
if (crashFile.takeRestart()) earlyNotices.push({ code: 'app.restarted', path: logFolder });
restartAfterCrashes({
  file: crashFile,
  log,
  texts: () => built.texts,
  settle: () => built.desk?.close() ?? Promise.resolve(),
});
declareAppScheme();

/** A link that came before there was a desk to take it. */
let earlyLink = appLinkAmong(process.argv);
let openLink = (link: AppLink): void => {
  earlyLink = link;
};
app.on('open-url', (event, url) => {
  event.preventDefault();
  const link = appLinkAmong([url]);
  if (link !== null) openLink(link);
});
if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);

if (app.requestSingleInstanceLock()) {
  if (startCause !== 'giveUp') comeBackAfterCrashes(randomUUID(), dumpFolder, log);
  // Never awaited here: the app gets ready only after this module has run to its end.
  start().catch((cause: unknown) => {
    log.error('the start failed', cause);
    app.exit(1);
  });
} else {
  app.quit();
}

/** Puts Chromium's own files and ours into one folder. Where that cannot be written the app still starts and says so. */
function useDataFolder(): string {
  const wanted = environment.userData === null ? app.getPath('userData') : path.resolve(environment.userData);
  if (isWritable(wanted)) app.setPath('userData', wanted);
  else {
    earlyNotices.push({ code: 'storage.unwritable', path: wanted });
    app.setPath('userData', mkdtempSync(path.join(tmpdir(), 'baton-')));
  }
  return wanted;
}

async function start(): Promise<void> {
  await app.whenReady();
  const preferences = openPreferences(app.getPath('userData'), log);
  if (preferences.setAside !== undefined)
    earlyNotices.push({ code: 'settings.corrupt', path: preferences.setAside });
  // The picture that a start is asked for is one of the desk.
  if (environment.screenshot !== null) preferences.set({ isIntroduced: true });
  const systemLocale = pickLocale(app.getPreferredSystemLanguages());
  const texts = createHostTexts(chosenLocale(preferences.get(), systemLocale));
  built.texts = texts;
  if (startCause === 'giveUp') {
    sayThatItKeepsFailing(texts);
    app.exit(1);
    return;
  }
  mendPageCrashes({ texts, clock: systemClock, log });
  const pages: OwnPages =
    environment.devUrl === null
      ? { origin: APP_ORIGIN, start: `${APP_ORIGIN}/` }
      : { origin: new URL(environment.devUrl).origin, start: environment.devUrl };
  if (environment.devUrl === null)
    serveApp(path.join(out, 'renderer'), async (messageId, address) =>
      built.desk?.session().name === 'signedIn'
        ? built.desk.workspace().images.load(messageId, address)
        : null,
    );

  const windows = createWindowBook({
    preload: path.join(out, 'preload', 'preload.cjs'),
    pages,
    places: {
      get: () => preferences.windowPlaces(),
      set: (places) => {
        preferences.setWindowPlaces(places);
      },
    },
    onOpened: (subject, window) => {
      shell.windowOpened(subject, window);
    },
    onFullScreen: (window, isFullScreen) => {
      tellWindows('window.fullScreenChanged', { window, isFullScreen });
    },
    scheduler: systemScheduler,
    log,
  });

  // The window and the replica open side by side; whoever asks early waits for the desk.
  let setHandlers: (handlers: Handlers) => void = () => undefined;
  const opening = new Promise<Handlers>((resolve) => {
    setHandlers = resolve;
  });
  const whenOpen = new Proxy({} as Handlers, {
    get: (_target, name) => async (input: unknown) => {
      const handlers = (await opening) as unknown as Record<string, (input: unknown) => unknown>;
      return handlers[String(name)]?.(input);
    },
  });
  const tellWindows = registerIpc({
    handlers: whenOpen,
    windows: () => windows.contents(),
    isAtHome: (contents, url) => windows.isAtHome(contents, url),
    log,
  });
  const showDesk = (): void => {
    windows.show(DESK);
  };
  const deskDoor = createDeskDoor({ window: () => windows.find(DESK), show: showDesk }, tellWindows);

  const shell: DesktopShell = startDesktopShell({
    windows,
    deskDoor,
    tell: tellWindows,
    preferences,
    texts,
    systemLocale,
    icons: path.join(app.getAppPath(), 'build', 'icons'),
    isDevelopment: environment.devUrl !== null,
    trayHost: environment.trayHost,
    clock: systemClock,
    scheduler: systemScheduler,
    log,
  });
  // Whoever had a window before a crash must not look for it afterwards.
  const isWindowAsked = earlyLink !== null || startCause !== 'asWished';
  const isInBackground = process.argv.includes(BACKGROUND_SWITCH) && !isWindowAsked;
  const firstLook = startFirstLook(systemScheduler);
  if (isInBackground) firstLook.end();
  const opened = shell.openFirst(isInBackground);
  app.on('second-instance', (_event, args) => {
    const link = appLinkAmong(args);
    if (link === null) shell.showDesk();
    else openLink(link);
  });

  const redeemer = createRedeemer(environment.connect, log);
  const tell: DeskNews = (name, payload) => {
    tellWindows(name, payload);
    shell.note(name);
    if (name !== 'session.changed') return;
    const session = payload as SessionState;
    redeemer.note(session);
    if (session.name === 'signedOut') windows.closeOthers();
  };
  const desk = await openDesk({
    dataDir,
    openStorage: ({ filePath }) =>
      openStorage({
        filePath,
        mode: 'worker',
        workerUrl: pathToFileURL(path.join(import.meta.dirname, 'storageWorker.js')),
      }),
    box: createSafeStorageBox(log),
    clock: systemClock,
    scheduler: systemScheduler,
    random: Math.random,
    firstLook: firstLook.over,
    log,
    tell,
    preferences: () => preferences.get(),
    // By Chromium's network: through the proxies of this system, with its certificates.
    fetchOutside: (input, init) => net.fetch(input as string, init),
    noticeHost: {
      system: createNativeNotices(Notification, process.platform),
      texts,
      timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
      idleMs: () => powerMonitor.getSystemIdleTime() * 1000,
      playSound: () => {
        if (windows.find(DESK) === undefined) return false;
        tell('notices.sounded', {});
        return true;
      },
      openTicket: (ticketId) => {
        deskDoor.tell('ticket.openRequested', { ticketId });
      },
      oldChoice: preferences.oldNotices,
    },
  });
  built.desk = desk;
  closeBeforeQuit(desk);
  shell.attach(desk);
  if (desk.isSecretUnprotected()) {
    log.warn('this system has no key store: the session rests in a file that only this user may read');
  }

  const updates = startUpdates({
    source: publishedUpdates(log),
    clock: systemClock,
    scheduler: systemScheduler,
    random: Math.random,
    isBusy: () => desk.syncStatus().name !== 'stopped' && isWriting(desk.workspace(), systemClock.nowMs()),
    onChange: (state) => {
      tell('update.changed', state);
    },
    log,
  });

  const diagnostics = (): Promise<string> =>
    gatherDiagnostics({
      desk,
      desktop: shell.state(),
      preferences: preferences.get(),
      systemLocale,
      windows: windows.kinds(),
      setAside: [...earlyNotices, ...desk.startupNotices()].map(({ code }) => code),
      dumps: dumpFilesIn(dumpFolder),
      log: log.latest(),
      nowMs: systemClock.nowMs(),
    });

  setHandlers({
    ...appHandlers({
      info: () => ({
        version: app.getVersion(),
        platform: process.platform,
        systemLocale,
        hasKeyStore: hasKeyStore(),
        startupNotices: [...earlyNotices, ...desk.startupNotices()],
      }),
      onDeskReady: () => {
        firstLook.end();
        deskDoor.ready();
        const window = windows.find(DESK);
        if (window && environment.screenshot !== null) {
          runDetached(log, 'the screenshot', photograph(window, environment.screenshot));
        }
      },
      preferences: {
        get: () => preferences.get(),
        set: shell.setPreferences,
      },
    }),
    ...desktopHandlers(desk, {
      state: shell.state,
      openSettings: shell.openSettings,
      answerClosing: shell.answerClosing,
      diagnostics,
      diagnosticsWithLog: async () => withLog(await diagnostics(), logFiles.files()),
      saveText: createSaveText(log),
      licences: () => readLicences([import.meta.dirname, path.join(out, 'renderer')]),
    }),
    ...sessionHandlers(desk),
    ...ticketHandlers(desk),
    ...messageHandlers(desk),
    ...noticeHandlers(desk),
    ...peopleHandlers(desk),
    ...waitingHandlers(desk),
    ...assignmentHandlers(desk),
    ...ruleHandlers(desk),
    ...slaHandlers(desk),
    ...serviceLevelHandlers(desk),
    ...reportHandlers(desk, createSaveText(log)),
    ...imageHandlers(desk),
    ...updateHandlers(updates),
    ...wallHandlers(desk),
    ...windowHandlers(desk, windows, deskDoor),
  });
  redeemer.start(desk, tell);
  await opened;
  openLink = shell.openLink;
  if (earlyLink !== null) openLink(earlyLink);
}

/** Lets the desk finish before the process ends: no new work, sends committed, replica closed last. */
function closeBeforeQuit(desk: Desk): void {
  let isClosed = false;
  let closing: Promise<void> | undefined;
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    closing ??= Promise.race([
      desk.close(),
      new Promise<void>((resolve) => setTimeout(resolve, CLOSE_LATEST_MS)),
    ])
      .catch((cause: unknown) => {
        log.error('closing failed', cause);
      })
      .then(() => {
        isClosed = true;
        app.quit();
      });
  });
}

/** Leaves a picture of the desk and, unless told to stay, quits. */
async function photograph(window: BrowserWindow, file: string): Promise<void> {
  await takeScreenshot(window, file);
  log.info('screenshot', { file });
  if (!environment.keep) app.quit();
}
