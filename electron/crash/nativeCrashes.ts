import { app, crashReporter } from 'electron';
import type { Logger } from '../log.ts';
import { rotateDumpFiles } from './dumpFiles.ts';
import { startAgain, watchHost, type HostWatch } from './hostWatch.ts';

/** Has crashes leave a dump on this computer, a few of them and nowhere else, and has Baton come back after one of the host. */
export function comeBackAfterCrashes(run: string, dumpFolder: string, log: Logger): HostWatch {
  rotateDumpFiles(dumpFolder);
  const watch = watchHost({
    platform: process.platform,
    run,
    dumpFolder,
    again: startAgain({
      // What an AppImage runs from is gone when it ends.
      program: process.env['APPIMAGE'] ?? process.execPath,
      appPath: app.isPackaged ? null : app.getAppPath(),
      argv: process.argv.slice(1),
    }),
    log,
  });
  // After the watch has begun: it would hand the reporter's connection down to the next host.
  app.setPath('crashDumps', dumpFolder);
  // `extra` is written into dumps of the host alone; that tells them from those of pages.
  crashReporter.start({ uploadToServer: false, extra: { run } });
  app.on('before-quit', watch.goodbye);
  process.on('exit', watch.goodbye);
  // The end of a Windows session lets nobody quit.
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', watch.goodbye);
  });
  return watch;
}
