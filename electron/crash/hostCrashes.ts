import { app, dialog } from 'electron';
import { decideAfterCrash } from '../engine/crashes.ts';
import type { Logger } from '../log.ts';
import type { HostTexts } from '../texts.ts';
import type { CrashFile } from './crashFile.ts';

/** What starting again after a crash of the host takes. */
export interface HostCrashPorts {
  readonly file: CrashFile;
  readonly log: Logger;
  /** The words to end with, once they are known. */
  readonly texts: () => HostTexts | undefined;
  /** Lets what was accepted reach the disk; resolves or rejects, whatever state the host is in. */
  readonly settle: () => Promise<void>;
}

/** A host in an unknown state gets this long to write what it can. */
const SETTLE_LATEST_MS = 3000;

/**
 * After a failure that nobody has caught the host's state cannot be trusted: it settles what it can, ends and starts again.
 * One that keeps failing says so and ends. A rejected promise that nobody waits for concerns one piece of work; it is logged.
 */
export function restartAfterCrashes({ file, log, texts, settle }: HostCrashPorts): void {
  let isEnding = false;
  process.on('unhandledRejection', (cause) => {
    log.error('unhandled', cause);
  });
  process.on('uncaughtException', (cause) => {
    log.error('uncaught', cause);
    if (isEnding) return;
    isEnding = true;
    const { verdict, crashesMs } = decideAfterCrash(file.read(), Date.now());
    file.write(crashesMs);
    const end = (): void => {
      if (verdict === 'startAgain') app.relaunch();
      else sayThatItKeepsFailing(texts());
      app.exit(1);
    };
    const latest = new Promise<void>((resolve) => setTimeout(resolve, SETTLE_LATEST_MS));
    Promise.race([settle(), latest]).then(end, end);
  });
}

/** The last words of a Baton that does not start again. To be said once the app is ready, where they are known. */
export function sayThatItKeepsFailing(words: HostTexts | undefined): void {
  dialog.showErrorBox(
    words?.text('crash:host.title') ?? 'Baton',
    words?.text('crash:host.text') ?? 'Baton could not be started.',
  );
}
