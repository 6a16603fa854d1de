import { effectiveHistory } from '../../../shared/domain/ticket/history.ts';
import {
  isOpenStatus,
  rankOf,
  type HistoryEntry,
  type Ticket,
} from '../../../shared/domain/ticket/ticket.ts';

/**
 * The ticket as it was when something happened: what its history tells of later is undone (holder, status, priority, tags,
 * subject, contact, due time set by hand). Everything else is as it is now. `upToMs` is UTC epoch ms, inclusive.
 */
export function ticketThen(ticket: Ticket, upToMs: number): Ticket {
  const lines = effectiveHistory(ticket.history);
  const later = lines.filter(({ atMs, kind }) => atMs > upToMs && kind !== 'created');
  if (later.length === 0) return ticket;
  const then = later.reduceRight((current, line) => ({ ...current, ...undone(current, line) }), ticket);
  return { ...then, isOpen: isOpenStatus(then.status), priorityRank: rankOf(then.priority) };
}

function undone(ticket: Ticket, line: HistoryEntry): Partial<Ticket> {
  switch (line.kind) {
    case 'holder':
      return { ...line.from };
    case 'status':
      return { status: line.from };
    case 'reopened':
      return { reopenCount: Math.max(0, ticket.reopenCount - 1) };
    case 'priority':
      return { priority: line.from };
    case 'tags':
      return {
        tags: [...ticket.tags.filter((tag) => !line.added.includes(tag)), ...line.removed],
      };
    case 'subject':
      return { subject: line.from };
    case 'due':
      return { manualDueAtMs: line.from };
    case 'contact':
      return { contactId: line.from };
    case 'created':
    case 'snooze':
    case 'slaBreach':
    case 'mergeLost':
    case 'followUp':
    case 'accepted':
    case 'rule':
    case 'escalation':
      return {};
  }
}
