import type { AgentId, HistoryId } from '../../shared/domain/ids.ts';
import type { HistoryEntry, Ticket } from '../../shared/domain/ticket/ticket.ts';

/** Completes pushed tickets with the history lines a desk would have written. */
export interface DeskLines {
  /** `document` as the desk of this agent would push it, after `before`; anything but a ticket comes back as it is. */
  complete(agentId: AgentId, document: object, before: object | null, nowMs: number): object;
}

/**
 * For tests that say what a ticket is afterwards and do not care how its history tells it: what the builders wrote as `ana`
 * becomes the person's own doing, and every change of holder, status and priority that came without a line gets one. Lines
 * once added stay on the ticket, whatever state a test goes on from.
 */
export function createDeskLines(): DeskLines {
  const added = new Map<string, HistoryEntry[]>();
  return {
    complete(agentId, document, before, nowMs) {
      if (!('history' in document) || !Array.isArray(document.history)) return document;
      const ticket = document as Ticket;
      const own = ticket.history.map((line) =>
        line.by.kind === 'agent' && line.by.id === 'ana'
          ? { ...line, by: { ...line.by, id: agentId } }
          : line,
      );
      const known = new Set(own.map(({ id }) => id));
      const earlier = (added.get(ticket.id) ?? []).filter(({ id }) => !known.has(id));
      const base = before as Ticket | null;
      const isNews = base !== null && own.length === base.history.length;
      const lines = isNews ? linesBetween(base, ticket, agentId, nowMs) : [];
      const missing = lines.filter(({ id }) => !earlier.some((line) => line.id === id));
      if (missing.length > 0) added.set(ticket.id, [...(added.get(ticket.id) ?? []), ...missing]);
      return { ...ticket, history: [...own, ...earlier, ...missing] };
    },
  };
}

function linesBetween(before: Ticket, after: Ticket, agentId: AgentId, nowMs: number): HistoryEntry[] {
  const line = (kind: string): { id: HistoryId; atMs: number; by: { kind: 'agent'; id: AgentId } } => ({
    id: `${kind}-${after.rev}` as HistoryId,
    atMs: nowMs,
    by: { kind: 'agent', id: agentId },
  });
  const from = { departmentId: before.departmentId, assigneeId: before.assigneeId };
  const to = { departmentId: after.departmentId, assigneeId: after.assigneeId };
  const lines: HistoryEntry[] = [];
  if (from.departmentId !== to.departmentId || from.assigneeId !== to.assigneeId) {
    lines.push({ ...line('holder'), kind: 'holder', from, to, cause: 'manual', reason: null });
  }
  if (before.status !== after.status)
    lines.push({ ...line('status'), kind: 'status', from: before.status, to: after.status });
  if (before.priority !== after.priority)
    lines.push({ ...line('priority'), kind: 'priority', from: before.priority, to: after.priority });
  return lines;
}
