import { z } from 'zod';
import { HistoryId } from '../ids.ts';
import { effectiveHistory, sortHistory } from './history.ts';
import type { Deed } from './deeds.ts';
import { Actor, Instant, isOpenStatus, NOBODY, STATUSES, type HistoryEntry, type Ticket } from './ticket.ts';

/** A change that did not take effect because another's came first. */
export const LostChange = z.strictObject({
  /** The `mergeLost` line. */
  entryId: HistoryId,
  field: z.string(),
  kept: z.string(),
  dropped: z.string(),
  /** Who made the change that stands, and when; `null` when no line tells. */
  overtakenBy: z.strictObject({ by: Actor, atMs: Instant }).nullable(),
  canRedo: z.boolean(),
});
export type LostChange = z.infer<typeof LostChange>;

type LostEntry = Extract<HistoryEntry, { kind: 'mergeLost' }>;

/** The history kind that tells of a merged field. */
const LINE_KINDS: Readonly<Record<string, HistoryEntry['kind']>> = {
  holder: 'holder',
  status: 'status',
  priority: 'priority',
  subject: 'subject',
  snoozedUntilMs: 'snooze',
  contactId: 'contact',
  manualDueAtMs: 'due',
};

/**
 * The changes of one agent that were overtaken and still are: not those they have settled, not those whose value the ticket
 * has by now, and not those they have replaced with a later change of their own. Of several in one field the last. Pure.
 */
export function lostChanges(ticket: Ticket, agentId: string, settled: ReadonlySet<string>): LostChange[] {
  const byField = new Map<string, LostEntry>();
  for (const entry of sortHistory(ticket.history)) {
    if (entry.kind === 'mergeLost' && entry.by.kind === 'agent' && entry.by.id === agentId)
      byField.set(entry.field, entry);
  }
  const standing = sortHistory(effectiveHistory(ticket.history));
  return [...byField.values()].flatMap((entry) => {
    const { id, field, dropped } = entry;
    // What stands now; it may have changed again since the two met.
    const kept = valueOf(ticket, field) ?? entry.kept;
    const lines = standing.filter((line) => line.kind === LINE_KINDS[field]);
    const isReplaced = lines.some(
      (line) => line.by.kind === 'agent' && line.by.id === agentId && line.atMs > entry.atMs,
    );
    if (settled.has(id) || isReplaced || kept === dropped) return [];
    const winner = lines.at(-1);
    const overtakenBy = winner ? { by: winner.by, atMs: winner.atMs } : null;
    return [{ entryId: id, field, kept, dropped, overtakenBy, canRedo: redoOf(ticket, entry) !== null }];
  });
}

/** What sets a lost change again, `null` when nothing can. */
export function redoLost(ticket: Ticket, entryId: string): Deed | null {
  const entry = ticket.history.find(({ id }) => id === entryId);
  return entry?.kind === 'mergeLost' ? redoOf(ticket, entry) : null;
}

function redoOf(ticket: Ticket, { entryId, field, dropped }: LostEntry): Deed | null {
  if (ticket.status === 'closed') return null;
  switch (field) {
    case 'priority':
      return { kind: 'priority', priority: dropped };
    case 'subject':
      return { kind: 'subject', subject: dropped };
    case 'status': {
      const status = STATUSES.find((known) => known === dropped);
      return status ? { kind: 'status', status } : null;
    }
    case 'snoozedUntilMs':
      return { kind: 'snooze', untilMs: Number(dropped) };
    case 'manualDueAtMs':
      return isOpenStatus(ticket.status) ? { kind: 'due', dueAtMs: Number(dropped) } : null;
    case 'holder': {
      const line = ticket.history.find(({ id }) => id === entryId);
      if (line?.kind !== 'holder') return null;
      const { departmentId, assigneeId } = line.to;
      if (departmentId === ticket.departmentId) return { kind: 'assign', assigneeId };
      const reason = line.reason ?? { code: 'expertise', text: '' };
      return { kind: 'transfer', departmentId, assigneeId: NOBODY, reason };
    }
    default:
      return null;
  }
}

function valueOf(ticket: Ticket, field: string): string | undefined {
  switch (field) {
    case 'holder':
      return `${ticket.departmentId}/${ticket.assigneeId}`;
    case 'status':
    case 'priority':
    case 'subject':
    case 'contactId':
    case 'language':
      return ticket[field];
    case 'snoozedUntilMs':
    case 'manualDueAtMs':
      return String(ticket[field]);
    default:
      return undefined;
  }
}
