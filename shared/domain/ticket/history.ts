import { NOBODY, type HistoryEntry, type Holder, type HolderEntry, type Ticket } from './ticket.ts';

/** History in the order it happened: by instant, then id, so that every device reads the same story. */
export function sortHistory(entries: readonly HistoryEntry[]): HistoryEntry[] {
  return [...entries].sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The union of two histories by id, in order; of two lines with one id the first history's stands. */
export function mergeHistory(a: readonly HistoryEntry[], b: readonly HistoryEntry[]): HistoryEntry[] {
  const byId = new Map<string, HistoryEntry>();
  for (const entry of a) byId.set(entry.id, entry);
  for (const entry of b) if (!byId.has(entry.id)) byId.set(entry.id, entry);
  return sortHistory([...byId.values()]);
}

/** The entries that took effect: without those a merge has overruled. */
export function effectiveHistory(history: readonly HistoryEntry[]): HistoryEntry[] {
  const lost = new Set<string>();
  for (const entry of history)
    if (entry.kind === 'mergeLost' && entry.entryId !== '') lost.add(entry.entryId);
  return lost.size === 0 ? [...history] : history.filter((entry) => !lost.has(entry.id));
}

/** Every move of responsibility that took effect, in order. */
export function holderMoves(ticket: Ticket): HolderEntry[] {
  return sortHistory(effectiveHistory(ticket.history)).filter((entry) => entry.kind === 'holder');
}

/** So soon a bulk turned round by the same agent was a slip. */
const BULK_UNDO_MS = 10 * 60_000;

/** The moves that say something about how a ticket was passed on: not those of a bulk that was taken back at once. */
function tellingMoves(ticket: Ticket): HolderEntry[] {
  const telling: HolderEntry[] = [];
  for (const move of holderMoves(ticket)) {
    const before = telling.at(-1);
    if (before && takesBack(move, before)) telling.pop();
    else telling.push(move);
  }
  return telling;
}

function takesBack(move: HolderEntry, before: HolderEntry): boolean {
  return (
    move.cause === 'bulk' &&
    before.cause === 'bulk' &&
    move.by.kind === 'agent' &&
    before.by.kind === 'agent' &&
    move.by.id === before.by.id &&
    move.atMs - before.atMs <= BULK_UNDO_MS &&
    move.to.departmentId === before.from.departmentId &&
    move.to.assigneeId === before.from.assigneeId
  );
}

/** Hops: moves away from a holder who had it, to another agent or another department. Taking an unowned ticket is none. */
export function hopCount(ticket: Ticket): number {
  const moves = tellingMoves(ticket);
  // From where the move before has led: two who made the same move apart have moved the ticket once.
  return moves.filter((move, index) => isHop(moves[index - 1]?.to ?? move.from, move.to)).length;
}

function isHop(from: Holder, to: Holder): boolean {
  const leavesAgent = from.assigneeId !== NOBODY && to.assigneeId !== NOBODY;
  return from.departmentId !== to.departmentId || (leavesAgent && from.assigneeId !== to.assigneeId);
}

/** How often a history tells that a solved ticket came back. */
export function reopenings(history: readonly HistoryEntry[]): number {
  return effectiveHistory(history).filter(({ kind }) => kind === 'reopened').length;
}

/** True when responsibility has come straight back: agent or department A, then B, then A again. */
export function isPingPong(ticket: Ticket): boolean {
  const moves = tellingMoves(ticket);
  const agents: string[] = [];
  const departments: string[] = [];
  for (const [index, move] of moves.entries()) {
    if (index === 0) {
      departments.push(move.from.departmentId);
      if (move.from.assigneeId !== NOBODY) agents.push(move.from.assigneeId);
    }
    if (departments.at(-1) !== move.to.departmentId) departments.push(move.to.departmentId);
    if (move.to.assigneeId !== NOBODY && agents.at(-1) !== move.to.assigneeId)
      agents.push(move.to.assigneeId);
  }
  return returns(agents) || returns(departments);
}

function returns(run: readonly string[]): boolean {
  return run.some((value, index) => index >= 2 && run[index - 2] === value);
}

/** A time in which one holder had the ticket. Instants are UTC epoch ms. */
export interface HolderSpan {
  readonly holder: Holder;
  readonly fromMs: number;
  /** When it went on, or when it was solved; 0 while it lasts. */
  readonly untilMs: number;
}

/** Who had the ticket when, in order, from its creation on. Two moves at one instant count as one. */
export function holderSpans(ticket: Ticket): HolderSpan[] {
  const moves = holderMoves(ticket);
  const current: Holder = { departmentId: ticket.departmentId, assigneeId: ticket.assigneeId };
  const starts = [
    { holder: moves[0]?.from ?? current, fromMs: ticket.createdAtMs },
    ...moves.map((move) => ({ holder: move.to, fromMs: move.atMs })),
  ];
  return starts.flatMap(({ holder, fromMs }, index) => {
    const next = starts[index + 1];
    if (next && next.fromMs <= fromMs) return [];
    return [{ holder, fromMs, untilMs: next ? next.fromMs : Math.max(0, ticket.solvedAtMs) }];
  });
}

/** Moves that changed the department, in order; the field calls them reassignments. */
export function departmentChanges(ticket: Ticket): HolderEntry[] {
  return holderMoves(ticket).filter((move) => move.from.departmentId !== move.to.departmentId);
}

/** The agent who held the ticket last, or `''` when nobody ever did. */
export function lastOwner(ticket: Ticket): HolderEntry['to']['assigneeId'] {
  if (ticket.assigneeId !== NOBODY) return ticket.assigneeId;
  const moves = holderMoves(ticket);
  for (let index = moves.length - 1; index >= 0; index -= 1) {
    const move = moves[index];
    if (move && move.to.assigneeId !== NOBODY) return move.to.assigneeId;
    if (move && move.from.assigneeId !== NOBODY) return move.from.assigneeId;
  }
  return NOBODY;
}
