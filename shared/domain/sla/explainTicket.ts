import type { Contact } from '../contact.ts';
import { effectiveHistory, sortHistory } from '../ticket/history.ts';
import type { Actor, Ticket } from '../ticket/ticket.ts';
import { explainDue, type DueExplanation } from './explainDue.ts';
import { explainPolicy, type PolicyExplanation } from './explainPolicy.ts';
import { verdictFor, type SlaBook } from './slaBook.ts';
import type { SlaState } from './types.ts';

/** One target's reckoning with how it stands. */
export interface Reckoning extends DueExplanation {
  readonly state: SlaState;
  readonly metAtMs: number;
}

/** Everything that is to be said about why a ticket is due when it is due, at `nowMs` (UTC epoch ms). Pure. */
export function explainTicket(
  book: SlaBook,
  ticket: Ticket,
  contact: Contact | null,
  nowMs: number,
): {
  readonly policy: PolicyExplanation;
  readonly setByHand: { readonly by: Actor; readonly atMs: number } | null;
  readonly targets: Reckoning[];
} {
  const line =
    ticket.manualDueAtMs === 0
      ? undefined
      : sortHistory(effectiveHistory(ticket.history)).findLast(({ kind }) => kind === 'due');
  return {
    policy: explainPolicy(ticket, contact, book.policies),
    setByHand: line ? { by: line.by, atMs: line.atMs } : null,
    targets: verdictFor(book, ticket, contact, nowMs).targets.flatMap(({ target, state, metAtMs }) => {
      const reckoning = explainDue(book, ticket, contact, target);
      return reckoning ? [{ ...reckoning, state, metAtMs }] : [];
    }),
  };
}
