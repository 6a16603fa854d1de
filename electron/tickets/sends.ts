import { z } from 'zod';
import { MessageId, type TicketId } from '../../shared/domain/ids.ts';
import { setStatus } from '../../shared/domain/ticket/actions.ts';
import { BatonError, type ErrorCode } from '../../shared/errors.ts';
import { PendingSend, UNDO_SECONDS, type CommandInput, type Draft } from '../../shared/ipc/contract.ts';
import { runDetached, type Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { Clock, Scheduler } from '../time.ts';
import { composeMessage, readWords } from './composeMessage.ts';
import type { Drafts } from './drafts.ts';
import type { TicketChanges, TicketPorts } from './ticketChanges.ts';

/** Messages on their way: each waits out its undo time on disk, then joins its ticket. */
export interface Sends {
  send(input: CommandInput<'message.send'>): Promise<PendingSend>;
  /** Makes it a draft again. Throws `undo.tooLate` once it has left. */
  undo(sendId: string): Promise<Draft>;
  of(ticketId: TicketId): readonly PendingSend[];
  /** Sends everything that still waits, now. For quitting. */
  flush(): Promise<void>;
}

/** What sends need besides the tickets. */
export interface SendPorts {
  readonly tickets: TicketPorts;
  readonly changes: TicketChanges;
  readonly drafts: Drafts;
  readonly local: LocalStore;
  /** This device's own clock: the undo time is shown by it. */
  readonly deviceClock: Clock;
  readonly scheduler: Scheduler;
  readonly onChange: (ticketId: TicketId) => void;
  /** The message has left, but something with it could not be done. */
  readonly onProblem: (code: ErrorCode, detail: string) => void;
  readonly log: Logger;
}

const PREFIX = 'send:';

const StoredSend = z.strictObject({
  pending: PendingSend,
  messageId: MessageId,
  seenMessageId: z.union([MessageId, z.literal('')]),
});
type StoredSend = z.infer<typeof StoredSend>;

/** Takes up what was on its way when the app closed, then waits for more. */
export function openSends(ports: SendPorts): Sends {
  const { local, drafts, changes, scheduler, log } = ports;
  const timers = new Map<string, () => void>();
  /** A send that is leaving cannot be undone any more. */
  const leaving = new Map<string, Promise<void>>();

  function stored(): readonly StoredSend[] {
    return local.list(PREFIX).flatMap(({ key, value }) => {
      const parsed = StoredSend.safeParse(value);
      if (!parsed.success) log.error('a message on its way cannot be read', { key });
      return parsed.success ? [parsed.data] : [];
    });
  }

  function plan(send: StoredSend): void {
    const { sendId, dueAtMs } = send.pending;
    timers.set(
      sendId,
      scheduler.after(dueAtMs - ports.deviceClock.nowMs(), () => {
        runDetached(log, 'sending a message', leave(send));
      }),
    );
  }

  function leave(send: StoredSend): Promise<void> {
    const { sendId } = send.pending;
    timers.get(sendId)?.();
    timers.delete(sendId);
    const run = leaving.get(sendId) ?? commit(send).finally(() => leaving.delete(sendId));
    leaving.set(sendId, run);
    return run;
  }

  /** Safe to repeat: a crash half way leaves the send on disk, and the message's id tells what has been done. */
  async function commit({ pending, messageId, seenMessageId }: StoredSend): Promise<void> {
    const { ticketId, sendId } = pending;
    const { stores } = ports.tickets;
    try {
      const ticket = await stores.tickets.get(ticketId);
      if (!ticket) throw new BatonError('ticket.notFound', 'the ticket is gone', { ticketId });
      const { nowMs, by } = changes.context();
      const message = composeMessage({
        id: messageId,
        rev: ports.tickets.nextRev(),
        ticketId,
        kind: pending.kind,
        by,
        atMs: nowMs,
        words: readWords(pending.html),
        channel: ticket.channel,
        seenMessageId,
      });
      const join = changes.join(message);
      // Asks the rules before anything is written: a refused message must not stay behind without its ticket.
      const outcome = join(ticket, changes.context());
      if (outcome.kind === 'refused')
        throw new BatonError(outcome.code, 'the ticket takes no message', { ticketId });
      await stores.messages.insert(message);
      await changes.change(ticketId, (current, context) =>
        current.lastMessageId === messageId ? { kind: 'unchanged' } : join(current, context),
      );
      await moveOn(pending);
    } catch (cause) {
      if (!(cause instanceof BatonError)) throw cause;
      // What was typed comes back as a draft instead of being tried for ever.
      await drafts.restore(toDraft(pending));
      ports.onProblem(cause.code, cause.message);
    }
    await local.remove(PREFIX + sendId);
    ports.onChange(ticketId);
  }

  async function moveOn({ ticketId, setStatus: status }: PendingSend): Promise<void> {
    if (status === null) return;
    try {
      await changes.change(ticketId, (ticket, context) => setStatus(ticket, status, context));
    } catch (cause) {
      if (!(cause instanceof BatonError)) throw cause;
      ports.onProblem(cause.code, cause.message);
    }
  }

  function toDraft({ ticketId, kind, html }: PendingSend): Draft {
    return { ticketId, kind, html, savedAtMs: ports.deviceClock.nowMs() };
  }

  for (const send of stored()) plan(send);

  return {
    of: (ticketId) => stored().flatMap(({ pending }) => (pending.ticketId === ticketId ? [pending] : [])),
    send: async (input) => {
      const { html } = readWords(input.html);
      if (!(await ports.tickets.stores.tickets.get(input.ticketId))) {
        throw new BatonError('ticket.notFound', 'no such ticket', { ticketId: input.ticketId });
      }
      const messageId = ports.tickets.newId() as MessageId;
      const pending: PendingSend = {
        sendId: messageId,
        ticketId: input.ticketId,
        kind: input.kind,
        html,
        setStatus: input.setStatus,
        dueAtMs: ports.deviceClock.nowMs() + UNDO_SECONDS * 1000,
      };
      const send: StoredSend = { pending, messageId, seenMessageId: input.seenMessageId };
      await local.set(PREFIX + messageId, send);
      await drafts.save(input.ticketId, input.kind, '');
      plan(send);
      ports.onChange(input.ticketId);
      return pending;
    },
    undo: async (sendId) => {
      const send = stored().find(({ pending }) => pending.sendId === sendId);
      const timer = timers.get(sendId);
      if (!send || !timer || leaving.has(sendId))
        throw new BatonError('undo.tooLate', 'the message has left', { sendId });
      timer();
      timers.delete(sendId);
      const draft = toDraft(send.pending);
      await drafts.restore(draft);
      await local.remove(PREFIX + sendId);
      ports.onChange(draft.ticketId);
      return draft;
    },
    flush: async () => {
      await Promise.all(stored().map(leave));
    },
  };
}
