import type { Logger } from '../../electron/log.ts';

/** A log nobody reads. */
export const silentLog: Logger = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
