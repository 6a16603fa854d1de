import type { AgentId, DepartmentId, PolicyId } from '../../../shared/domain/ids.ts';
import { NOBODY } from '../../../shared/domain/ticket/ticket.ts';
import { AT_RISK_WINDOW_MS } from '../../../shared/domain/views.ts';
import type { WallClock, WallTicket } from '../../../shared/ipc/wall.ts';

/** One clock of one ticket: a line of the wall. */
export interface ClockLine {
  readonly key: string;
  readonly ticket: WallTicket;
  readonly clock: WallClock;
}

/** How near a due instant is: `soon` from the policy's first warning on, and within the hour that "At risk" looks ahead. */
export type ClockState = 'running' | 'soon' | 'over';

export const CLOCK_STATES: readonly ClockState[] = ['over', 'soon', 'running'];

/** What the lines can be grouped by. */
export type WallGrouping = 'department' | 'agent' | 'policy';

/** Lines that belong together; `id` is `''` for those without a holder or a policy. */
export interface LineGroup {
  readonly id: AgentId | DepartmentId | PolicyId | '';
  readonly lines: readonly ClockLine[];
}

/** How near a clock's due instant is at `nowMs`, UTC epoch ms. Due at an instant is still in time at that instant. */
export function clockState(
  { dueAtMs, warnAtMs }: Pick<WallClock, 'dueAtMs' | 'warnAtMs'>,
  nowMs: number,
): ClockState {
  if (nowMs > dueAtMs) return 'over';
  return nowMs >= Math.min(warnAtMs, dueAtMs - AT_RISK_WINDOW_MS) ? 'soon' : 'running';
}

/** Every clock that runs, the one due first before the others. */
export function clockLines(tickets: Iterable<WallTicket>): ClockLine[] {
  const lines: ClockLine[] = [];
  for (const ticket of tickets)
    for (const clock of ticket.clocks) lines.push({ key: `${ticket.id} ${clock.target}`, ticket, clock });
  return lines.sort((a, b) => a.clock.dueAtMs - b.clock.dueAtMs || (a.key < b.key ? -1 : 1));
}

/** The lines in their groups, in the order of the lines. */
export function grouped(lines: readonly ClockLine[], grouping: WallGrouping): LineGroup[] {
  const groups = new Map<LineGroup['id'], ClockLine[]>();
  for (const line of lines) {
    const { departmentId, assigneeId, policyId } = line.ticket;
    const id = grouping === 'department' ? departmentId : grouping === 'agent' ? assigneeId : policyId;
    const group = groups.get(id);
    if (group) group.push(line);
    else groups.set(id, [line]);
  }
  return [...groups].map(([id, own]) => ({ id, lines: own }));
}

/** How many of these lines are over, soon and running at `nowMs`, as a text that changes only when a number does. */
export function countStates(lines: readonly ClockLine[], nowMs: number): string {
  const counts = { over: 0, soon: 0, running: 0 };
  for (const { clock } of lines) counts[clockState(clock, nowMs)] += 1;
  return CLOCK_STATES.map((state) => counts[state]).join(' ');
}

/** Tickets in which a customer waits and that nobody has, the longest wait first. What is snoozed waits for its time. */
export function unownedWaiting(tickets: Iterable<WallTicket>, nowMs: number): WallTicket[] {
  return [...tickets]
    .filter(
      ({ assigneeId, waitingSinceMs, snoozedUntilMs }) =>
        assigneeId === NOBODY && waitingSinceMs > 0 && snoozedUntilMs <= nowMs,
    )
    .sort((a, b) => a.waitingSinceMs - b.waitingSinceMs || (a.id < b.id ? -1 : 1));
}
