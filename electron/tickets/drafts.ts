import type { TicketId } from '../../shared/domain/ids.ts';
import { Draft } from '../../shared/ipc/messages.ts';
import { htmlToText } from '../../shared/text/htmlToText.ts';
import { runDetached, type Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { Clock, Scheduler } from '../time.ts';
import { createTopic, type Subscribe } from '../topic.ts';

/** What agents have typed and not sent: one draft per ticket and kind, on disk as soon as it is saved. */
export interface Drafts {
  of(ticketId: TicketId): readonly Draft[];
  /** Ids of all tickets with a draft. */
  ticketIds(): ReadonlySet<string>;
  /** An empty draft is removed. `viewId` names the window it was typed in, `''` for none. */
  save(ticketId: TicketId, kind: Draft['kind'], html: string, viewId?: string): Promise<void>;
  /** Hears of every draft that a window has saved: others that show the ticket follow. */
  readonly onSaved: Subscribe<{ readonly draft: Draft; readonly viewId: string }>;
  /** Hears of every ticket whose drafts were written. */
  readonly onChange: Subscribe<TicketId>;
  /** Words that come back stand before whatever has been written since. */
  restore(draft: Draft): Promise<void>;
  /** Takes a ticket's drafts away, each as soon as `keep` has it in a safe place. */
  moveAway(ticketId: TicketId, keep: (draft: Draft) => Promise<void>): Promise<void>;
}

const PREFIX = 'draft:';
/** A draft the disk did not take is tried again after this. */
const RETRY_MS = 5000;
const KINDS: readonly Draft['kind'][] = ['reply', 'note'];
/** Looking for words in more than this is not worth it: that much is never empty. */
const SURELY_WORDS = 10_000;

/** The drafts of a replica. */
export function createDrafts(local: LocalStore, clock: Clock, scheduler: Scheduler, log: Logger): Drafts {
  /** What the disk did not take: shown like any other draft, and written as soon as there is room. */
  const unwritten = new Map<string, Draft>();
  let cancelRetry: (() => void) | undefined;
  const changes = createTopic<TicketId>();
  const saved = createTopic<{ readonly draft: Draft; readonly viewId: string }>();

  const key = (ticketId: string, kind: Draft['kind']): string => `${PREFIX}${ticketId}:${kind}`;

  async function write(draft: Draft): Promise<void> {
    const at = key(draft.ticketId, draft.kind);
    const isEmpty = draft.html.length < SURELY_WORDS && htmlToText(draft.html) === '';
    try {
      await (isEmpty ? local.remove(at) : local.set(at, draft));
      unwritten.delete(at);
      changes.emit(draft.ticketId);
    } catch (cause) {
      unwritten.set(at, draft);
      changes.emit(draft.ticketId);
      cancelRetry ??= scheduler.after(RETRY_MS, retry);
      throw cause;
    }
  }

  function retry(): void {
    cancelRetry = undefined;
    for (const draft of unwritten.values()) runDetached(log, 'writing a draft again', write(draft));
  }

  function read(ticketId: TicketId, kind: Draft['kind']): Draft | undefined {
    const stored = unwritten.get(key(ticketId, kind)) ?? local.get(key(ticketId, kind));
    if (stored === undefined) return undefined;
    const parsed = Draft.safeParse(stored);
    if (!parsed.success) log.warn('a draft cannot be read', { ticketId, kind });
    return parsed.data;
  }

  /** One after the other, so that words which come and go at once are all there. */
  let queue: Promise<unknown> = Promise.resolve();
  function inTurn(work: () => Promise<void>): Promise<void> {
    const run = queue.then(work);
    queue = run.catch(() => undefined);
    return run;
  }

  const of = (ticketId: TicketId): Draft[] => KINDS.flatMap((kind) => read(ticketId, kind) ?? []);

  return {
    of,
    ticketIds: () =>
      new Set(
        [...local.list(PREFIX).map(({ key: at }) => at), ...unwritten.keys()].map((at) =>
          at.slice(PREFIX.length, at.lastIndexOf(':')),
        ),
      ),
    onChange: changes.subscribe,
    onSaved: saved.subscribe,
    save: async (ticketId, kind, html, viewId = '') => {
      const draft = { ticketId, kind, html, savedAtMs: clock.nowMs() };
      try {
        await inTurn(() => write(draft));
      } finally {
        // Also what the disk did not take: it is in memory, and it is what the person sees.
        if (viewId !== '') saved.emit({ draft, viewId });
      }
    },
    restore: (draft) =>
      inTurn(() => write({ ...draft, html: draft.html + (read(draft.ticketId, draft.kind)?.html ?? '') })),
    moveAway: (ticketId, keep) =>
      inTurn(async () => {
        for (const draft of of(ticketId)) {
          await keep(draft);
          await write({ ...draft, html: '' });
        }
      }),
  };
}
