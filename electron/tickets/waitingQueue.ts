import type { TicketId } from '../../shared/domain/ids.ts';
import { UNDO_SECONDS } from '../../shared/ipc/messages.ts';
import type { UndoOutcome, WaitingItem, WhatWasDone } from '../../shared/ipc/waiting.ts';
import type { CollectionName } from '../../shared/sync/wire.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import type { WaitingAccount } from '../sync/waitingAccount.ts';
import type { Journal } from './journal.ts';
import type { Sends } from './sends.ts';

/** Everything that has not reached the server yet, as the person did it. */
export interface WaitingQueue {
  /** Oldest first; what is in its undo time comes last. */
  list(): Promise<WaitingItem[]>;
  /** Throws `undo.tooLate`; nothing has been taken back then. */
  undo(ids: readonly string[]): Promise<UndoOutcome>;
}

/** What the queue looks at. */
export interface QueuePorts {
  readonly journal: Journal;
  readonly sends: Sends;
  readonly account: WaitingAccount;
  readonly stores: DocumentStores;
}

type Line = Omit<WaitingItem, 'number' | 'subject'>;

/** The queue of one replica. */
export function createWaitingQueue({ journal, sends, account, stores }: QueuePorts): WaitingQueue {
  /** Documents that wait without an action that explains them, a ticket and its messages as one. */
  function unexplained(): Line[] {
    const lines = new Map<string, Line>();
    for (const { collection, id, ticketId } of account.list()) {
      if (journal.isOurs(collection, id)) continue;
      const about = collection === 'tickets' ? id : ticketId;
      // The action that joined a message to its ticket stands for both.
      if (about !== '' && journal.isOurs('tickets', about)) continue;
      const key = about === '' ? `${collection} ${id}` : about;
      lines.set(key, {
        id: `document ${key}`,
        what: nameless(collection),
        ticketId: about as TicketId | '',
        sinceMs: 0,
        state: 'waiting',
        dueAtMs: 0,
        canUndo: false,
      });
    }
    return [...lines.values()];
  }

  async function named(lines: readonly Line[]): Promise<WaitingItem[]> {
    const tickets = await stores.tickets.getMany(
      lines.flatMap(({ ticketId }) => (ticketId === '' ? [] : [ticketId])),
    );
    return lines.map((line) => {
      const ticket = tickets.get(line.ticketId);
      return { ...line, number: ticket?.number ?? 0, subject: ticket?.subject ?? '' };
    });
  }

  const list = (): Promise<WaitingItem[]> =>
    named([
      ...unexplained(),
      ...journal.actions().map(({ id, what, ticketId, atMs, isSent }): Line => {
        const state = isSent ? 'sent' : 'waiting';
        return { id, what, ticketId, sinceMs: atMs, state, dueAtMs: 0, canUndo: !isSent };
      }),
      ...sends.all().map(({ sendId, ticketId, kind, setStatus, dueAtMs }): Line => {
        const what: WhatWasDone = { kind, status: setStatus };
        return {
          id: sendId,
          what,
          ticketId,
          sinceMs: dueAtMs - UNDO_SECONDS * 1000,
          state: 'undoTime',
          dueAtMs,
          canUndo: true,
        };
      }),
    ]);

  return {
    list,
    undo: async (ids) => {
      const isSend = new Set(sends.all().map(({ sendId }) => sendId));
      const [first = ''] = ids;
      if (ids.length === 1 && isSend.has(first)) {
        const { ticketId } = await sends.undo(first);
        return { outcome: 'undone', ticketId };
      }
      const ticketId = journal.actions().find(({ id }) => id === first)?.ticketId ?? '';
      const { dependsOn } = await journal.undo(ids);
      if (dependsOn.length === 0) return { outcome: 'undone', ticketId };
      const items = new Map((await list()).map((item) => [item.id, item]));
      return { outcome: 'depends', on: dependsOn.flatMap((id) => items.get(id) ?? []) };
    },
  };
}

function nameless(collection: CollectionName): WhatWasDone {
  switch (collection) {
    case 'tickets':
    case 'messages':
      return { kind: 'change' };
    case 'contacts':
      return { kind: 'contact', name: '' };
    case 'settings':
      return { kind: 'setting' };
  }
}
