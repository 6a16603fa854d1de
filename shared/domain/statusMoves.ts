import type { Status } from './ticket/ticket.ts';

/** What can happen to a status: an agent sets one, or a customer writes. */
export type StatusEvent = Status | 'customerMessage';

/**
 * Every legal move. A missing cell refuses; `closed` is final, a customer who writes then starts a follow-up ticket.
 * Source: product design, section 3.
 */
export const STATUS_MOVES: Readonly<Record<Status, Readonly<Partial<Record<StatusEvent, Status>>>>> = {
  new: { open: 'open', pending: 'pending', onHold: 'onHold', solved: 'solved', customerMessage: 'new' },
  open: { pending: 'pending', onHold: 'onHold', solved: 'solved', customerMessage: 'open' },
  pending: { open: 'open', onHold: 'onHold', solved: 'solved', customerMessage: 'open' },
  onHold: { open: 'open', pending: 'pending', solved: 'solved', customerMessage: 'open' },
  solved: { open: 'open', pending: 'pending', onHold: 'onHold', closed: 'closed', customerMessage: 'open' },
  closed: {},
};

/** Where a move leads, or `undefined` when it is not allowed. */
export function moveStatus(from: Status, event: StatusEvent): Status | undefined {
  return STATUS_MOVES[from][event];
}

/** The statuses an agent may choose next, in display order. */
export function nextStatuses(from: Status): readonly Status[] {
  const moves = STATUS_MOVES[from];
  return (['open', 'pending', 'onHold', 'solved', 'closed'] as const).filter((to) => moves[to] === to);
}
