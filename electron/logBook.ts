import type { Logger } from './log.ts';
import type { Clock } from './time.ts';

/** A failure as a stranger may read it: what it is called and where it came from, none of its words. */
export interface LoggedFailure {
  readonly name: string;
  readonly code: string;
  /** Places in Baton's own code, the innermost first. */
  readonly places: readonly string[];
}

/** A warning or an error that was logged. */
export interface LoggedLine {
  readonly atMs: number;
  readonly level: 'warn' | 'error';
  /** Our own words: what Baton was doing. */
  readonly message: string;
  /** The failure and its causes. */
  readonly failures: readonly LoggedFailure[];
}

/** A log that also keeps its latest warnings and errors. */
export interface LogBook extends Logger {
  latest(): readonly LoggedLine[];
}

const KEPT_MAX = 100;
const PLACES_MAX = 6;
const CAUSES_MAX = 4;

/**
 * Keeps of a failure only what cannot hold a customer's words: messages of libraries quote what they stumbled over, and
 * details are whatever was at hand. Both go to `log` and nowhere else.
 */
export function createLogBook(log: Logger, clock: Clock): LogBook {
  const lines: LoggedLine[] = [];

  function keep(level: LoggedLine['level'], message: string, detail: unknown): void {
    lines.push({ atMs: clock.nowMs(), level, message, failures: failuresIn(detail) });
    if (lines.length > KEPT_MAX) lines.shift();
  }

  return {
    info: (message, detail) => {
      log.info(message, detail);
    },
    warn: (message, detail) => {
      keep('warn', message, detail);
      log.warn(message, detail);
    },
    error: (message, detail) => {
      keep('error', message, detail);
      log.error(message, detail);
    },
    latest: () => [...lines],
  };
}

function failuresIn(detail: unknown): readonly LoggedFailure[] {
  const failures: LoggedFailure[] = [];
  let current = detail instanceof Error ? detail : causeIn(detail);
  while (current instanceof Error && failures.length < CAUSES_MAX) {
    const code: unknown = 'code' in current ? current.code : '';
    failures.push({
      name: asName(current.name),
      code: asName(typeof code === 'string' || typeof code === 'number' ? String(code) : ''),
      places: placesIn(current.stack ?? ''),
    });
    current = current.cause;
  }
  return failures;
}

function causeIn(detail: unknown): unknown {
  return typeof detail === 'object' && detail !== null && 'cause' in detail ? detail.cause : undefined;
}

/** Names and codes are single words; anything longer could be a sentence about somebody. */
function asName(text: string): string {
  return /^[\w.:-]{1,60}$/u.test(text) ? text : '';
}

/** `at run (main.js:120:4)`: the function, and the file without the folders above it, which name the person. */
function placesIn(stack: string): readonly string[] {
  return stack
    .split('\n')
    .flatMap((line) => {
      const found = /^\s+at (?:([\w.<>$ ]+) \()?(?:.*[/\\])?([\w.-]+:\d+:\d+)\)?$/u.exec(line);
      return found ? [found[1] === undefined ? (found[2] ?? '') : `${found[1]} (${found[2] ?? ''})`] : [];
    })
    .slice(0, PLACES_MAX);
}
