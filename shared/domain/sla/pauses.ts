import type { HistoryEntry, Status, Ticket } from '../ticket/ticket.ts';
import { NO_DUE_MS } from '../ticket/ticket.ts';
import type { Span } from './calendar.ts';

type StatusEntry = Extract<HistoryEntry, { kind: 'status' }>;

/** A stretch in which a ticket kept one status: `fromMs` ≤ t < `toMs`, UTC epoch ms; the last one ends at `NO_DUE_MS`. */
export interface StatusSpan extends Span {
  readonly status: Status;
}

/**
 * Which status a ticket had when, from its creation on: ascending, touching, never empty. Merged history may hold entries
 * twice or out of order. The ticket's own status has the last word: it holds since the latest entry whatever that entry says.
 */
export function statusSpans(ticket: Ticket): StatusSpan[] {
  const entries = statusEntries(ticket.history);
  const spans: StatusSpan[] = [];
  let status = entries[0]?.from ?? (isClosed(ticket.status) ? 'open' : ticket.status);
  let fromMs = ticket.createdAtMs;
  for (const entry of entries) {
    // An entry from before the creation (an import, a wrong clock) decides only what the ticket started as.
    const atMs = Math.min(entry.atMs, NO_DUE_MS);
    if (atMs > fromMs) {
      spans.push({ status, fromMs, toMs: atMs });
      fromMs = atMs;
    }
    status = entry.to;
  }
  if (isClosed(ticket.status) && !isClosed(status)) {
    // Solved without an entry that says so (an import, a merge): it was solved when the ticket says.
    if (ticket.solvedAtMs > fromMs) {
      spans.push({ status, fromMs, toMs: ticket.solvedAtMs });
      fromMs = ticket.solvedAtMs;
    }
  }
  if (fromMs < NO_DUE_MS) spans.push({ status: ticket.status, fromMs, toMs: NO_DUE_MS });
  return spans;
}

/** The stretches in which the ticket was solved or closed; the last one ends at `NO_DUE_MS` while it still is. */
export function closedSpans(spans: readonly StatusSpan[]): Span[] {
  return joined(spans, isClosed);
}

/** Everything that stops the resolution clock, paused and closed stretches in one ascending list. */
export function stoppedSpans(spans: readonly StatusSpan[], pausedStatuses: readonly Status[]): Span[] {
  return joined(spans, (status) => isClosed(status) || pausedStatuses.includes(status));
}

/** True when nobody owes the customer anything any more. */
export function isClosed(status: Status): boolean {
  return status === 'solved' || status === 'closed';
}

function joined(spans: readonly StatusSpan[], isWanted: (status: Status) => boolean): Span[] {
  const result: { fromMs: number; toMs: number }[] = [];
  for (const { status, fromMs, toMs } of spans) {
    if (!isWanted(status)) continue;
    const last = result.at(-1);
    if (last?.toMs === fromMs) last.toMs = toMs;
    else result.push({ fromMs, toMs });
  }
  return result;
}

/** The status entries by time, each once. Already in order nearly always, so that is tried first. */
function statusEntries(history: readonly HistoryEntry[]): StatusEntry[] {
  const entries: StatusEntry[] = [];
  let isAscending = true;
  for (const entry of history) {
    if (entry.kind !== 'status') continue;
    const last = entries.at(-1);
    if (last && last.atMs >= entry.atMs) isAscending = false;
    entries.push(entry);
  }
  return isAscending ? entries : inOrder(entries, history.find((entry) => entry.kind === 'created')?.status);
}

function inOrder(entries: readonly StatusEntry[], firstStatus: Status | undefined): StatusEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const waiting = [...byId.values()].sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
  const ordered: StatusEntry[] = [];
  while (waiting.length > 0) {
    const first = waiting[0];
    if (!first) break;
    const status = ordered.at(-1)?.to ?? firstStatus;
    // Steps of one instant follow each other by what they say; their ids need not be in the order they were made.
    const ties = waiting.findIndex((entry) => entry.atMs !== first.atMs);
    const next = waiting.findIndex((entry, index) => (ties === -1 || index < ties) && entry.from === status);
    ordered.push(...waiting.splice(Math.max(0, next), 1));
  }
  return ordered;
}
