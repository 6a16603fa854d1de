import type { AgentId, TicketId } from '../../shared/domain/ids.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CommandInput } from '../../shared/ipc/contract.ts';
import type { PresenceState } from '../../shared/ipc/presence.ts';
import {
  combineActivities,
  MISSING_MAX,
  PRESENCE_MAX_TICKETS,
  type MissingBody,
  type PresenceBody,
  type PresenceMode,
  type StreamPresence,
} from '../../shared/sync/presence.ts';
import { hearPresence, presenceState, UNKNOWN_PRESENCE } from '../engine/presencePicture.ts';
import type { Logger } from '../log.ts';
import type { Clock, Scheduler } from '../time.ts';
import { createTopic, type Subscribe } from '../topic.ts';

/** What the event stream does for presence. */
export interface PresenceLine {
  /** The stream is open: the server can be told. */
  opened(): void;
  heard(news: StreamPresence): void;
  /** The server wants a sign of life. */
  asked(): void;
  /** The stream has ended: nothing that was known counts any more. */
  lost(): void;
}

/** Who else is there and what they do, and what this desk's windows show. In memory only. */
export interface Presence {
  state(): PresenceState;
  /** At most once in `NEWS_PAUSE_MS`, and at once when everything becomes unknown. */
  readonly onChange: Subscribe<PresenceState>;
  /** A window says what it shows; it repeats that every minute, and what it does not repeat is forgotten. */
  show(view: CommandInput<'presence.show'>): void;
  /** Lets the server look whether these people are there; what it finds comes as news. */
  miss(agentIds: readonly AgentId[]): void;
  readonly line: PresenceLine;
}

/** The server forgets a device that is silent for 75 s. */
const REPEAT_MS = 30_000;
/** Between two requests: who runs through a list is not followed ticket by ticket. */
const SPACING_MS = 250;
/** A window that has said nothing for so long is gone, however it went. */
const VIEW_LIMIT_MS = 150_000;
const NEWS_PAUSE_MS = 100;

/** Starts with nothing known and nothing shown. */
export function createPresence(options: {
  /** Tells the server what this device shows. */
  readonly send: (body: PresenceBody, signal: AbortSignal) => Promise<void>;
  readonly sendMissing: (body: MissingBody) => Promise<void>;
  readonly meId: AgentId;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Logger;
}): Presence {
  const { clock, scheduler, log } = options;
  const changes = createTopic<PresenceState>();
  const views = new Map<string, { ticketId: TicketId; mode: PresenceMode; atMs: number }>();
  let picture = UNKNOWN_PRESENCE;
  let cancelNews: (() => void) | undefined;
  let sending = new AbortController();
  let isOpen = false;
  let isBusy = false;
  let isOutdated = false;
  let cancelRepeat: () => void = () => undefined;

  function tellSoon(): void {
    cancelNews ??= scheduler.after(NEWS_PAUSE_MS, () => {
      cancelNews = undefined;
      changes.emit(presenceState(picture));
    });
  }

  function shown(): PresenceBody {
    const oldestMs = clock.nowMs() - VIEW_LIMIT_MS;
    for (const [viewId, { atMs }] of views) if (atMs < oldestMs) views.delete(viewId);
    const activities = Array.from(views.values(), ({ ticketId, mode }) => ({ ticketId, mode }));
    return { tickets: combineActivities(activities).slice(0, PRESENCE_MAX_TICKETS) };
  }

  /** One request at a time, and always the newest state: what was overtaken meanwhile is never sent. */
  function send(): void {
    if (!isOpen) return;
    isOutdated = isBusy;
    if (isBusy) return;
    isBusy = true;
    cancelRepeat();
    const { signal } = sending;
    options
      .send(shown(), signal)
      .catch((cause: unknown) => {
        // The next repetition says it again; until then the others see what they saw.
        if (!signal.aborted) log.info('the server was not told what this desk shows', cause);
      })
      .finally(() => {
        scheduler.after(SPACING_MS, () => {
          isBusy = false;
          if (isOutdated) send();
        });
      });
    cancelRepeat = scheduler.after(REPEAT_MS, send);
  }

  function lost(): void {
    isOpen = false;
    isOutdated = false;
    cancelRepeat();
    sending.abort(new BatonError('sync.offline', 'the stream has ended'));
    cancelNews?.();
    cancelNews = undefined;
    if (picture.name === 'unknown') return;
    picture = UNKNOWN_PRESENCE;
    changes.emit(presenceState(picture));
  }

  return {
    state: () => presenceState(picture),
    onChange: changes.subscribe,
    show({ viewId, ticketId, mode }) {
      const known = views.get(viewId);
      if (ticketId === null) views.delete(viewId);
      else views.set(viewId, { ticketId, mode, atMs: clock.nowMs() });
      const isRepeated = (known?.ticketId ?? null) === ticketId && (!known || known.mode === mode);
      if (!isRepeated) send();
    },
    miss: (agentIds) => {
      // Whoever is still missed in a while is asked after again, by this desk or by another one.
      options.sendMissing({ agentIds: agentIds.slice(0, MISSING_MAX) }).catch((cause: unknown) => {
        log.info('the server was not asked after somebody', cause);
      });
    },
    line: {
      opened() {
        isOpen = true;
        sending = new AbortController();
        send();
      },
      heard(news) {
        if (!isOpen) return;
        picture = hearPresence(picture, news, options.meId);
        tellSoon();
      },
      asked: send,
      lost,
    },
  };
}
