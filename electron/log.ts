/** What the host writes down for people who look for a fault. `detail` must hold nothing secret. */
export interface Logger {
  info(message: string, detail?: unknown): void;
  warn(message: string, detail?: unknown): void;
  error(message: string, detail?: unknown): void;
}

/** Writes to standard error, one line and its detail. */
export const consoleLog: Logger = {
  info: (message, detail) => {
    write('info', message, detail);
  },
  warn: (message, detail) => {
    write('warn', message, detail);
  },
  error: (message, detail) => {
    write('error', message, detail);
  },
};

function write(level: string, message: string, detail: unknown): void {
  const rest = detail === undefined ? [] : [detail];
  console.error(`${new Date().toISOString()} ${level} ${message}`, ...rest);
}

/** Lets a promise run on its own; its failure is logged under `what`, never lost. */
export function runDetached(log: Logger, what: string, promise: Promise<unknown>): void {
  promise.catch((cause: unknown) => {
    log.error(`${what} failed`, cause);
  });
}
