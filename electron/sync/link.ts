import { BatonError, type ErrorCode } from '../../shared/errors.ts';
import type { Logger } from '../log.ts';
import type { Clock, Scheduler } from '../time.ts';
import { createTopic, type Subscribe } from '../topic.ts';
import { createBackoff } from './backoff.ts';
import { isPassing } from './serverClient.ts';

/** Whether the server can be reached, and since when not. */
export type LinkState =
  | { readonly name: 'up' }
  | { readonly name: 'down'; readonly sinceMs: number; readonly problem: ErrorCode | null };

/** The one opinion on whether the server can be reached. Everybody who talks to it goes through `call`. */
export interface Link {
  state(): LinkState;
  /** The server is there but cannot do what it is asked for; `null` while it can. */
  trouble(): ErrorCode | null;
  readonly onChange: Subscribe<LinkState>;
  /**
   * Runs a request until it has an answer: while the server is away it waits and tries again. Throws failures that
   * waiting does not cure, and the signal's reason when it is aborted.
   */
  call<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T>;
  /** Somebody has noticed that the server is away. */
  reportDown(cause: unknown): void;
  /** Looks now instead of at the next turn; resolves after the look. */
  probeNow(): Promise<void>;
  stop(): void;
}

const PROBE_FLOOR_MS = 500;
const PROBE_CEILING_MS = 20_000;

/** A server that answers, but not with what it was asked for: a person has to see to it. */
const TROUBLES: ReadonlySet<ErrorCode> = new Set([
  'server.troubled',
  'server.notBaton',
  'server.otherVersion',
  'server.newerVersion',
  'server.olderVersion',
]);

/** `probe` asks the server for a sign of life; it rejects when there is none. */
export function createLink(options: {
  readonly probe: () => Promise<unknown>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: () => number;
  readonly log: Logger;
}): Link {
  const { probe, clock, scheduler, log } = options;
  const changes = createTopic<LinkState>();
  const backoff = createBackoff(PROBE_FLOOR_MS, PROBE_CEILING_MS, options.random);
  const hurry = createTopic<undefined>();
  /** What the calls that wait have met, one entry each. */
  const troubles = new Map<symbol, ErrorCode>();
  let state: LinkState = { name: 'up' };
  let cancelProbe: () => void = () => undefined;
  let probing: Promise<void> | undefined;
  let isStopped = false;

  function goDown(cause: unknown): void {
    if (isStopped) return;
    const code = cause instanceof BatonError ? cause.code : 'sync.offline';
    // Being offline is a state of its own; only what a person must act on is a problem.
    const problem = code === 'sync.offline' || code === 'server.unavailable' ? null : code;
    const wasUp = state.name === 'up';
    if (wasUp) log.info('the server is away', { code });
    if (state.name === 'up' || state.problem !== problem) {
      state = { name: 'down', sinceMs: state.name === 'down' ? state.sinceMs : clock.nowMs(), problem };
      changes.emit(state);
    }
    if (wasUp) planProbe();
  }

  function planProbe(): void {
    cancelProbe();
    if (isStopped || state.name === 'up') return;
    cancelProbe = scheduler.after(backoff.next(), () => void look());
  }

  function look(): Promise<void> {
    probing ??= probe()
      .then(
        () => {
          backoff.reset();
          if (state.name === 'up' || isStopped) return;
          log.info('the server is back');
          state = { name: 'up' };
          changes.emit(state);
        },
        (cause: unknown) => {
          goDown(cause);
          planProbe();
        },
      )
      .finally(() => {
        probing = undefined;
      });
    return probing;
  }

  function whenUp(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (state.name === 'up') return Promise.resolve();
    return new Promise((resolve, reject) => {
      const end = changes.subscribe((now) => {
        if (now.name === 'up') settle(resolve);
      });
      const onAbort = (): void => {
        settle(() => {
          reject(signal.reason instanceof Error ? signal.reason : new BatonError('internal', 'stopped'));
        });
      };
      signal.addEventListener('abort', onAbort, { once: true });
      function settle(done: () => void): void {
        end();
        signal.removeEventListener('abort', onAbort);
        done();
      }
    });
  }

  /** Ends early when the signal is aborted, and when somebody wants it tried now. */
  function pause(delayMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = scheduler.after(delayMs, done);
      const end = hurry.subscribe(done);
      signal.addEventListener('abort', done, { once: true });
      function done(): void {
        cancel();
        end();
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }

  function noteTrouble(call: symbol, code: ErrorCode | null): void {
    if ((troubles.get(call) ?? null) === code) return;
    if (code === null) troubles.delete(call);
    else troubles.set(call, code);
    changes.emit(state);
  }

  return {
    state: () => state,
    onChange: changes.subscribe,
    reportDown: goDown,
    trouble: () => [...troubles.values()][0] ?? null,
    probeNow: async () => {
      cancelProbe();
      hurry.emit(undefined);
      await look();
    },
    call: async (signal, run) => {
      const pauses = createBackoff(PROBE_FLOOR_MS, PROBE_CEILING_MS, options.random);
      const own = Symbol('call');
      try {
        for (;;) {
          await whenUp(signal);
          try {
            return await run();
          } catch (cause) {
            signal.throwIfAborted();
            const code = cause instanceof BatonError ? cause.code : null;
            if (code === null || !(isPassing(cause) || TROUBLES.has(code))) throw cause;
            if (TROUBLES.has(code)) {
              log.warn('the server is in trouble', cause);
              noteTrouble(own, code);
            }
            if (code !== 'rate.limited' && code !== 'server.troubled') goDown(cause);
            // A server that greets but fails to work would otherwise be asked without a pause.
            if (code !== 'sync.offline') await pause(pauses.next(), signal);
          }
        }
      } finally {
        noteTrouble(own, null);
      }
    },
    stop: () => {
      isStopped = true;
      cancelProbe();
    },
  };
}
