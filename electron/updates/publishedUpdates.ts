import { app } from 'electron';
import electronUpdater from 'electron-updater';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { htmlToText } from '../../shared/text/htmlToText.ts';
import { BatonError } from '../../shared/errors.ts';
import { RELEASE_NOTES_MAX_LENGTH } from '../../shared/ipc/updates.ts';
import type { Logger } from '../log.ts';
import type { NewerVersion, UpdateSource } from './updateSource.ts';

/** Written into a package by electron-builder when it was told where versions are published. */
const FEED_FILE = 'app-update.yml';

/**
 * Newer versions from where this package says they are published; `null` for a copy that was not packaged, or that says
 * nothing. The library checks hashes everywhere and signatures where the system has them. Packages of a Linux system are
 * installed only when the person asks for it, because the system then asks for a password.
 */
export function publishedUpdates(log: Logger): UpdateSource | null {
  if (!app.isPackaged || !existsSync(path.join(process.resourcesPath, FEED_FILE))) return null;
  // The library makes its updater for this system when it is first asked for.
  const { autoUpdater } = electronUpdater;
  const asksForPassword = process.platform === 'linux' && process.env['APPIMAGE'] === undefined;
  autoUpdater.logger = {
    info: (message) => {
      log.info('updates', message);
    },
    warn: (message) => {
      log.warn('updates', message);
    },
    error: (message) => {
      log.error('updates', message);
    },
  };
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = !asksForPassword;
  // The library tells failures twice, as an event and as a rejection; without a listener the event would be thrown.
  autoUpdater.on('error', () => undefined);
  return {
    find: async () => {
      const answer = await autoUpdater.checkForUpdates();
      if (!answer?.isUpdateAvailable) return null;
      return newerVersion(answer.updateInfo);
    },
    fetch: async (onPercent) => {
      const tell = ({ percent }: { readonly percent: number }): void => {
        onPercent(Math.min(100, Math.round(percent)));
      };
      autoUpdater.on('download-progress', tell);
      try {
        await autoUpdater.downloadUpdate();
      } catch (cause) {
        const isDamaged = cause instanceof Error && 'code' in cause && cause.code === 'ERR_CHECKSUM_MISMATCH';
        throw new BatonError(
          isDamaged ? 'update.damaged' : 'server.unavailable',
          'the newer version was not fetched',
          {},
          { cause },
        );
      } finally {
        autoUpdater.off('download-progress', tell);
      }
    },
    install: () => {
      const isSilent = true;
      const startsAgain = true;
      autoUpdater.quitAndInstall(isSilent, startsAgain);
    },
  };
}

function newerVersion({
  version,
  releaseNotes,
}: {
  readonly version: string;
  readonly releaseNotes?: string | readonly { readonly note: string | null }[] | null;
}): NewerVersion {
  const parts =
    typeof releaseNotes === 'string' ? [releaseNotes] : (releaseNotes ?? []).map(({ note }) => note ?? '');
  return { version, notes: htmlToText(parts.join('\n\n')).slice(0, RELEASE_NOTES_MAX_LENGTH) };
}
