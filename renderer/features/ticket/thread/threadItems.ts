import type { Message } from '../../../../shared/domain/message.ts';
import { sortHistory } from '../../../../shared/domain/ticket/history.ts';
import type { HistoryEntry } from '../../../../shared/domain/ticket/ticket.ts';

/** What stands in the thread, top to bottom. */
export type ThreadItem =
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message }
  | { readonly kind: 'changes'; readonly key: string; readonly entries: readonly HistoryEntry[] };

/** What the thread says by itself, or what would only be noise between two messages. */
const HIDDEN_KINDS: ReadonlySet<HistoryEntry['kind']> = new Set(['tags', 'contact']);

/**
 * Weaves messages and history into one story, oldest first: a separator for each local day, runs of history between two
 * messages as one block. A status change that belongs to a reopening is left out: the reopening says it.
 */
export function threadItems(
  messages: readonly Message[],
  history: readonly HistoryEntry[],
  startOfDay: (atMs: number) => number,
): ThreadItem[] {
  const entries = tellingEntries(history);
  const items: ThreadItem[] = [];
  let day = Number.NaN;
  let next = 0;
  let run: HistoryEntry[] = [];

  function closeRun(): void {
    const first = run[0];
    if (first) items.push({ kind: 'changes', key: `changes-${first.id}`, entries: run });
    run = [];
  }
  function enterDay(atMs: number): void {
    const start = startOfDay(atMs);
    if (start === day) return;
    closeRun();
    day = start;
    items.push({ kind: 'day', key: `day-${start}`, atMs });
  }
  function entriesBefore(atMs: number): void {
    for (let entry = entries[next]; entry && entry.atMs < atMs; entry = entries[next]) {
      enterDay(entry.atMs);
      run.push(entry);
      next += 1;
    }
  }

  for (const message of byTime(messages)) {
    entriesBefore(message.atMs);
    enterDay(message.atMs);
    closeRun();
    items.push({ kind: 'message', key: message.id, message });
  }
  entriesBefore(Number.POSITIVE_INFINITY);
  closeRun();
  return items;
}

function byTime(messages: readonly Message[]): Message[] {
  return [...messages].sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
}

function tellingEntries(history: readonly HistoryEntry[]): HistoryEntry[] {
  const reopenedAt = new Set(history.filter((entry) => entry.kind === 'reopened').map((entry) => entry.atMs));
  return sortHistory(history).filter(
    (entry) => !HIDDEN_KINDS.has(entry.kind) && !(entry.kind === 'status' && reopenedAt.has(entry.atMs)),
  );
}
