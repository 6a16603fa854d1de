import { BatonError } from '../../shared/errors.ts';
import type { UpdateProblem, UpdateState } from '../../shared/ipc/updates.ts';
import type { Logger } from '../log.ts';
import type { Clock, Scheduler } from '../time.ts';
import type { UpdateSource } from './updateSource.ts';

/** Keeps this copy of Baton current without getting in anybody's way. */
export interface Updates {
  state(): UpdateState;
  /** Looks now. Resolves when the answer is known; fetching goes on afterwards. */
  check(): Promise<UpdateState>;
  /** Restarts into what was fetched: `now`, or `whenIdle`, when nobody has written for a while. Without one, nothing happens. */
  restart(when: 'now' | 'whenIdle'): UpdateState;
  stop(): void;
}

/** What updates are made from. */
export interface UpdatePorts {
  /** `null` for a copy that is not updated by itself. */
  readonly source: UpdateSource | null;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** True while somebody is in the middle of something: a draft just written, a message in its undo time. */
  readonly isBusy: () => boolean;
  readonly onChange: (state: UpdateState) => void;
  readonly log: Logger;
}

/** The start of the app comes first. */
const FIRST_CHECK_MS = 60_000;
const CHECK_PAUSE_MS = 6 * 60 * 60 * 1000;
/** Desks that start together do not ask together. */
const CHECK_SPREAD_MS = 30 * 60 * 1000;
const IDLE_LOOK_MS = 30_000;

/** Starts looking for newer versions: soon after the start, then four times a day. */
export function startUpdates(ports: UpdatePorts): Updates {
  const { source, clock, scheduler, log } = ports;
  let state: UpdateState = source ? upToDate(0, null) : { name: 'off' };
  let checking: Promise<UpdateState> | undefined;
  let cancelCheck = source ? scheduler.after(FIRST_CHECK_MS, checkAgain) : () => undefined;
  let cancelIdle: () => void = () => undefined;

  function to(next: UpdateState): UpdateState {
    state = next;
    ports.onChange(next);
    return next;
  }

  function checkAgain(): void {
    cancelCheck = scheduler.after(CHECK_PAUSE_MS + ports.random() * CHECK_SPREAD_MS, checkAgain);
    check().catch((cause: unknown) => {
      log.error('looking for a newer version failed', cause);
    });
  }

  function check(): Promise<UpdateState> {
    // What is here already is not fetched a second time; the next start finds what has come since.
    if (!source || state.name === 'downloading' || state.name === 'ready') return Promise.resolve(state);
    checking ??= look(source).finally(() => {
      checking = undefined;
    });
    return checking;
  }

  async function look(from: UpdateSource): Promise<UpdateState> {
    to({ name: 'checking' });
    try {
      const found = await from.find();
      if (!found) return to(upToDate(clock.nowMs(), null));
      const { version, notes } = found;
      const fetching = to({ name: 'downloading', version, percent: 0 });
      fetchIt(from, version, notes).catch((cause: unknown) => {
        log.warn('a newer version could not be fetched', cause);
        to(upToDate(clock.nowMs(), problemOf(cause)));
      });
      return fetching;
    } catch (cause) {
      log.warn('nobody says whether there is a newer version', cause);
      return to(upToDate(clock.nowMs(), problemOf(cause)));
    }
  }

  async function fetchIt(from: UpdateSource, version: string, notes: string): Promise<void> {
    await from.fetch((percent) => {
      if (state.name === 'downloading') to({ ...state, percent });
    });
    to({ name: 'ready', version, notes, restartsWhenIdle: false, problem: null });
  }

  function install(from: UpdateSource): void {
    try {
      from.install();
    } catch (cause) {
      log.error('the newer version was not installed', cause);
      if (state.name === 'ready') to({ ...state, restartsWhenIdle: false, problem: 'notInstalled' });
    }
  }

  function waitForIdle(from: UpdateSource): void {
    cancelIdle();
    cancelIdle = scheduler.after(IDLE_LOOK_MS, () => {
      if (ports.isBusy()) waitForIdle(from);
      else install(from);
    });
  }

  return {
    state: () => state,
    check,
    restart: (when) => {
      if (!source || state.name !== 'ready') return state;
      if (when === 'now') {
        install(source);
        return state;
      }
      waitForIdle(source);
      return to({ ...state, restartsWhenIdle: true });
    },
    stop: () => {
      cancelCheck();
      cancelIdle();
    },
  };
}

function upToDate(checkedAtMs: number, problem: UpdateProblem | null): UpdateState {
  return { name: 'upToDate', checkedAtMs, problem };
}

function problemOf(cause: unknown): UpdateProblem {
  return cause instanceof BatonError && cause.code === 'update.damaged' ? 'damaged' : 'unreachable';
}
