import { BatonError } from '../../shared/errors.ts';
import type { StreamViewer } from '../../shared/sync/wire.ts';
import type { Logger } from '../log.ts';
import type { Scheduler } from '../time.ts';
import { createBackoff } from './backoff.ts';
import { readEventStream, type StreamNews } from './eventStream.ts';
import type { Link } from './link.ts';
import type { PresenceLine } from './presence.ts';
import type { Subscribe } from '../topic.ts';
import type { CollectionReplication } from './replicate.ts';
import type { AccessToken, ServerClient } from './serverClient.ts';

/** What following the server's log needs. */
export interface StreamPorts {
  readonly client: ServerClient;
  readonly accessToken: AccessToken;
  readonly link: Link;
  readonly scheduler: Scheduler;
  readonly random: () => number;
  readonly log: Logger;
  readonly presence: PresenceLine;
  /** The stream may have died without a word: it is opened anew. */
  readonly onRenewal: Subscribe<undefined>;
  /** The server's log ends before what was read from it: it came back from an older backup. */
  readonly onRewound: () => void;
  /** The server says what decides what this person may see. */
  readonly onViewer: (viewer: StreamViewer) => void;
}

/** How the stream stands: `behind` while what was missed is still coming, `current` with nothing left. */
export type StreamState = 'closed' | 'behind' | 'current';

/** When more than this was missed, pulling is faster than the stream's replay. */
const REPLAY_MAX = 2000;
/** Pauses before a stream that ended without a word is opened again. */
const REOPEN_FLOOR_MS = 250;
const REOPEN_CEILING_MS = 20_000;

/** Where the server's log ends now. */
export async function readHead(ports: StreamPorts, signal: AbortSignal): Promise<number> {
  let seq = 0;
  await ports.link.call(signal, async () => {
    const reading = new AbortController();
    const both = AbortSignal.any([signal, reading.signal]);
    const response = await ports.client.events(ports.accessToken, null, both);
    await read(ports, response, both, (news) => {
      if (news.kind !== 'ready') return;
      ports.onViewer(news.ready.viewer);
      seq = news.ready.seq;
      reading.abort(new BatonError('internal', 'heard enough'));
    }).catch((cause: unknown) => {
      if (!reading.signal.aborted || signal.aborted) throw cause;
    });
  });
  return seq;
}

/**
 * Keeps the stream open until the signal is aborted; after a break it resumes behind the last change it has seen. `head` is
 * where the log ended before the pulls began. Rejects with failures that waiting does not cure.
 */
export async function followStream(
  ports: StreamPorts,
  replications: readonly CollectionReplication[],
  head: number,
  signal: AbortSignal,
  onState: (state: StreamState) => void,
): Promise<void> {
  const { link, scheduler, log } = ports;
  const byName = new Map(replications.map((replication) => [replication.name, replication]));
  const reopening = createBackoff(REOPEN_FLOOR_MS, REOPEN_CEILING_MS, ports.random);
  let position = head;
  let target = head;
  while (!signal.aborted) {
    const gap = { isTooWide: false, isRewound: false };
    const reading = new AbortController();
    const both = AbortSignal.any([signal, reading.signal]);
    const endRenewal = ports.onRenewal(() => {
      reading.abort(new BatonError('sync.offline', 'opening the stream anew'));
    });
    const onNews = (news: StreamNews): void => {
      if (news.kind === 'ready') {
        ports.onViewer(news.ready.viewer);
        target = news.ready.seq;
        gap.isTooWide = target - position > REPLAY_MAX;
        if (gap.isTooWide) {
          reading.abort(new BatonError('internal', 'pulling instead'));
          return;
        }
        if (target < position) {
          gap.isRewound = true;
          reading.abort(new BatonError('internal', 'the log is shorter than it was'));
          return;
        }
      } else {
        // It lives: a later end is an accident, not a habit.
        reopening.reset();
      }
      if (news.kind === 'change') {
        const { collection, documents, checkpoint } = news.change;
        byName.get(collection)?.deliver(documents, checkpoint);
        position = Math.max(position, checkpoint.seq);
      }
      onState(position < target ? 'behind' : 'current');
      // Says nothing about the log: the position stays where it is.
      if (news.kind === 'ready') ports.presence.opened();
      if (news.kind === 'presence') ports.presence.heard(news.presence);
      if (news.kind === 'check') ports.presence.asked();
    };
    try {
      const since = position;
      const response = await link.call(signal, () => ports.client.events(ports.accessToken, since, signal));
      await read(ports, response, both, onNews);
    } catch (cause) {
      if (isAborted(signal)) return;
      if (gap.isRewound) {
        ports.onRewound();
        return;
      }
      const isBreak = cause instanceof BatonError && cause.code === 'sync.offline';
      if (!gap.isTooWide && !isBreak) throw cause;
    } finally {
      endRenewal();
      ports.presence.lost();
    }
    onState('closed');
    if (gap.isTooWide) {
      await Promise.race([Promise.all(replications.map((one) => one.pullAgain())), aborted(signal)]);
      position = target;
      continue;
    }
    log.info('the event stream ended');
    // The stream may break where requests still pass; only a probe tells.
    await link.probeNow();
    await pause(scheduler, reopening.next(), signal);
  }
}

function read(
  ports: StreamPorts,
  response: Response,
  signal: AbortSignal,
  onNews: (news: StreamNews) => void,
): Promise<void> {
  return readEventStream({
    response,
    signal,
    scheduler: ports.scheduler,
    onNews,
    onUnreadable: (what, cause) => {
      ports.log.error('the stream brought something unreadable', { what, cause });
    },
  });
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else {
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
    }
  });
}

async function pause(scheduler: Scheduler, delayMs: number, signal: AbortSignal): Promise<void> {
  let cancel: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    cancel = scheduler.after(delayMs, resolve);
  });
  await Promise.race([over, aborted(signal)]);
  cancel();
}

/** Asked through a function, because the answer changes while somebody waits. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
