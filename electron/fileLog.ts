import electronLog from 'electron-log/node';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { consoleLog, type Logger } from './log.ts';

/** A log that can be handed to whoever looks for a fault. */
export interface FileLog extends Logger {
  /** The files it is in, newest first. */
  files(): readonly string[];
}

/** When a file is full it moves back by one; the oldest falls off. */
const FILES_MAX = 5;
const FILE_MAX_BYTES = 1_000_000;
const NAME = 'baton';

/**
 * Writes the log to files in a folder, and to standard error as before. Never more than `maxFiles` files of about
 * `maxBytes` each. A folder that cannot be written costs the files, not the start.
 */
export function openFileLog(folder: string, maxBytes = FILE_MAX_BYTES, maxFiles = FILES_MAX): FileLog {
  const fileAt = (place: number): string =>
    path.join(folder, place === 0 ? `${NAME}.log` : `${NAME}.${String(place)}.log`);
  const files = electronLog.create({ logId: folder });
  files.transports.console.level = false;
  files.transports.file.resolvePathFn = () => fileAt(0);
  files.transports.file.maxSize = maxBytes;
  files.transports.file.format = '{iso} {level} {text}';
  files.transports.file.archiveLogFn = () => {
    for (let place = maxFiles - 2; place >= 0; place -= 1)
      if (existsSync(fileAt(place))) renameSync(fileAt(place), fileAt(place + 1));
  };
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    consoleLog.warn('the log cannot be kept in files', cause);
    files.transports.file.level = false;
  }
  const write = (level: keyof Logger, message: string, detail: unknown): void => {
    consoleLog[level](message, detail);
    files[level](message, ...(detail === undefined ? [] : [detail]));
  };
  return {
    info: (message, detail) => {
      write('info', message, detail);
    },
    warn: (message, detail) => {
      write('warn', message, detail);
    },
    error: (message, detail) => {
      write('error', message, detail);
    },
    files: () => {
      if (!existsSync(folder)) return [];
      const names = new Set(readdirSync(folder));
      return Array.from({ length: maxFiles }, (_, place) => fileAt(place)).filter((file) =>
        names.has(path.basename(file)),
      );
    },
  };
}
