import { z } from 'zod';
import { MessageId, type TicketId } from '../../shared/domain/ids.ts';
import { mentionsIn } from '../../shared/domain/mentions.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { ActionResult } from '../../shared/domain/ticket/actions.ts';
import { performAll, type Deed } from '../../shared/domain/ticket/deeds.ts';
import { isCounted } from '../../shared/domain/ticket/messageKeys.ts';
import { BatonError, type ErrorCode } from '../../shared/errors.ts';
import type { CommandInput } from '../../shared/ipc/contract.ts';
import { type Draft, PendingSend, UNDO_SECONDS } from '../../shared/ipc/messages.ts';
import type { WhatWasDone } from '../../shared/ipc/waiting.ts';
import { runDetached, type Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { Clock, Scheduler } from '../time.ts';
import { composeMessage, readWords } from './composeMessage.ts';
import type { Drafts } from './drafts.ts';
import { mentionableIn } from './mentionable.ts';
import type { TicketChanges, TicketPorts } from './ticketChanges.ts';

/** Messages on their way: each waits out its undo time on disk, then joins its ticket. */
export interface Sends {
  send(input: CommandInput<'message.send'>): Promise<PendingSend>;
  /** Makes it a draft again. Throws `undo.tooLate` once it has left. */
  undo(sendId: string): Promise<Draft>;
  of(ticketId: TicketId): readonly PendingSend[];
  all(): readonly PendingSend[];
  /** Sends everything that still waits, now. For quitting. */
  flush(ticketId?: TicketId): Promise<void>;
}

/** What sends need besides the tickets. */
export interface SendPorts {
  readonly tickets: TicketPorts;
  readonly changes: TicketChanges;
  readonly drafts: Drafts;
  readonly local: LocalStore;
  /** Server-corrected time, by which windows show the undo time. */
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly onChange: (ticketId: TicketId) => void;
  /** Words are a draft again. */
  readonly onReturned: (draft: Draft, cause: 'undone' | 'refused') => void;
  /** The message has left, but something with it could not be done. */
  readonly onProblem: (code: ErrorCode, detail: string) => void;
  readonly log: Logger;
}

const PREFIX = 'send:';
/** A send the disk did not take is tried again after this. */
const STUCK_PAUSE_MS = 5000;

const StoredSend = z.strictObject({
  pending: PendingSend,
  messageId: MessageId,
  seenMessageId: z.union([MessageId, z.literal('')]),
  seenAnswers: z.int().min(0).optional(),
});
type StoredSend = z.infer<typeof StoredSend>;

/** Takes up what was on its way when the app closed, then waits for more. */
export function openSends(ports: SendPorts): Sends {
  const { local, drafts, changes, scheduler, log } = ports;
  const timers = new Map<string, () => void>();
  /** A send that is leaving cannot be undone any more. */
  const leaving = new Map<string, Promise<void>>();
  /** Sends the disk did not take, and what keeps them from being tried again. */
  const stuck = new Map<string, () => void>();

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
      // Never longer than the undo time: the clock may have been set back since.
      scheduler.after(Math.min(dueAtMs - ports.clock.nowMs(), UNDO_SECONDS * 1000), () => {
        runDetached(log, 'sending a message', leave(send));
      }),
    );
  }

  function leave(send: StoredSend): Promise<void> {
    const { sendId } = send.pending;
    timers.get(sendId)?.();
    timers.delete(sendId);
    stuck.get(sendId)?.();
    const run = leaving.get(sendId) ?? commit(send).finally(() => leaving.delete(sendId));
    leaving.set(sendId, run);
    return run;
  }

  /** Safe to repeat: a crash half way leaves the send on disk, and the message's id tells what has been done. */
  async function commit(send: StoredSend): Promise<void> {
    const { pending, messageId, seenMessageId, seenAnswers } = send;
    const { ticketId, sendId } = pending;
    const { stores } = ports.tickets;
    try {
      const ticket = await stores.tickets.get(ticketId);
      if (!ticket) throw new BatonError('ticket.notFound', 'the ticket is gone', { ticketId });
      const { nowMs, by } = changes.context();
      const begun = await stores.messages.get(messageId);
      const words = readWords(pending.html);
      const isNote = pending.kind === 'note';
      const { directory, meId } = ports.tickets;
      const message =
        begun ??
        composeMessage({
          id: messageId,
          rev: ports.tickets.nextRev(),
          ticketId,
          kind: pending.kind,
          by,
          atMs: nowMs,
          words,
          channel: ticket.channel,
          seenMessageId,
          ...(pending.kind === 'reply' && { seenAnswers }),
          ...(isNote && { mentions: mentionsIn(words.text, mentionableIn(directory, ticket, meId)) }),
        });
      const join = changes.joining(message);
      // Asks the rules before anything is written: a refused message must not stay behind without its ticket.
      const outcome = performAll([join], ticket, changes.context());
      if (outcome.kind === 'refused')
        throw new BatonError(outcome.code, 'the ticket takes no message', { ticketId });
      // After a crash half way: it has joined already when the ticket has counted it, whoever has written since.
      if (!begun || !isCounted(ticket, messageId)) await joinThread(pending, message, join, outcome);
    } catch (cause) {
      if (!(cause instanceof BatonError)) throw cause;
      if (cause.code.startsWith('storage.')) {
        tryLater(send, cause);
        return;
      }
      // What was typed comes back as a draft instead of being tried for ever.
      const draft = toDraft(pending);
      await drafts.restore(draft);
      ports.onReturned(draft, 'refused');
      ports.onProblem(cause.code, cause.message);
    }
    await local.remove(PREFIX + sendId).catch((cause: unknown) => {
      if (!(cause instanceof BatonError)) throw cause;
      tryLater(send, cause);
    });
    ports.onChange(ticketId);
  }

  /** Part of it may be on disk, so it is no draft any more: it goes on as soon as the disk takes it. */
  function tryLater(send: StoredSend, cause: BatonError): void {
    const { sendId } = send.pending;
    if (!stuck.has(sendId)) ports.onProblem(cause.code, cause.message);
    stuck.set(
      sendId,
      scheduler.after(STUCK_PAUSE_MS, () => {
        runDetached(log, 'sending a message again', leave(send));
      }),
    );
  }

  /** The message and the status set along with it are one action. A status that does not follow any more is left out. */
  async function joinThread(
    { ticketId, kind, setStatus: status }: PendingSend,
    message: Message,
    join: Deed,
    joined: ActionResult,
  ): Promise<void> {
    const move: Deed[] = status === null ? [] : [{ kind: 'status', status }];
    const after = joined.kind === 'changed' ? joined.ticket : null;
    const moved = after && performAll(move, after, changes.context());
    const isRefused = moved?.kind === 'refused';
    const deeds = isRefused ? [join] : [join, ...move];
    const what: WhatWasDone = { kind, status: isRefused ? null : status };
    await changes.perform(ticketId, deeds, {
      what,
      made: [message],
      first: () => ports.tickets.stores.messages.insert(message),
    });
    if (isRefused) ports.onProblem(moved.code, 'the ticket does not allow this');
  }

  function toDraft({ ticketId, kind, html }: PendingSend): Draft {
    return { ticketId, kind, html, savedAtMs: ports.clock.nowMs() };
  }

  for (const send of stored()) plan(send);

  return {
    all: () => stored().map(({ pending }) => pending),
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
        dueAtMs: ports.clock.nowMs() + UNDO_SECONDS * 1000,
      };
      const send: StoredSend = {
        pending,
        messageId,
        seenMessageId: input.seenMessageId,
        seenAnswers: input.seenAnswers,
      };
      await local.set(PREFIX + messageId, send);
      plan(send);
      // From here on it is on its way: a draft that cannot be removed must not make it look unsent.
      await drafts.save(input.ticketId, input.kind, '').catch((cause: unknown) => {
        log.error('the draft of a sent message could not be removed', cause);
      });
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
      ports.onReturned(draft, 'undone');
      return draft;
    },
    flush: async (ticketId) => {
      const leaving = stored().filter(
        ({ pending }) => ticketId === undefined || pending.ticketId === ticketId,
      );
      await Promise.all(leaving.map(leave));
    },
  };
}
