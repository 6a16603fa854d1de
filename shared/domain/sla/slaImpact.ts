import { z } from 'zod';
import type { Contact } from '../contact.ts';
import { CalendarId, PolicyId, type SettingId } from '../ids.ts';
import type { Rev } from '../rev.ts';
import { CalendarValue, SlaPolicyValue, type Setting } from '../settings.ts';
import { Instant, NO_DUE_MS, Ticket } from '../ticket/ticket.ts';
import { arrangedOrders } from './policy.ts';
import { nextDue, type SlaBook } from './slaBook.ts';

/** Policies in the order in which they are to be tried. */
export const PolicyOrder = z.array(PolicyId).max(1000);

/** A change of the service levels that is not saved yet. An id of `''` is one that is not there yet. */
export const SlaChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('policy'),
    policyId: z.union([PolicyId, z.literal('')]),
    value: SlaPolicyValue,
  }),
  z.strictObject({ kind: z.literal('removePolicy'), policyId: PolicyId }),
  z.strictObject({ kind: z.literal('arrangePolicies'), policyIds: PolicyOrder }),
  z.strictObject({
    kind: z.literal('calendar'),
    calendarId: z.union([CalendarId, z.literal('')]),
    value: CalendarValue,
  }),
]);
export type SlaChange = z.infer<typeof SlaChange>;

/** What a policy or calendar is called while it is not there yet. */
const NOT_SAVED_ID = 'not-saved';
const NOT_SAVED_REV = 'not-saved' as Rev;

/** The team's settings as they would be with the change. */
export function settingsWith(settings: readonly Setting[], change: SlaChange): Setting[] {
  const without = (id: string): Setting[] => settings.filter((setting) => setting.id !== id);
  switch (change.kind) {
    case 'policy':
      return [
        ...without(change.policyId),
        { ...unsaved(change.policyId), kind: 'sla-policy', value: change.value },
      ];
    case 'calendar':
      return [
        ...without(change.calendarId),
        { ...unsaved(change.calendarId), kind: 'calendar', value: change.value },
      ];
    case 'removePolicy':
      return without(change.policyId);
    case 'arrangePolicies': {
      const orders: ReadonlyMap<string, number> = arrangedOrders(change.policyIds);
      return settings.map((setting) =>
        setting.kind === 'sla-policy'
          ? { ...setting, value: { ...setting.value, order: orders.get(setting.id) ?? setting.value.order } }
          : setting,
      );
    }
  }
}

/** Calendars that keep their rev keep what was computed, so what is changed must not. */
function unsaved(id: string): Pick<Setting, 'id' | 'rev' | 'updatedAtMs'> {
  return { id: (id === '' ? NOT_SAVED_ID : id) as SettingId, rev: NOT_SAVED_REV, updatedAtMs: 0 };
}

const Due = z.strictObject({ policyId: z.string(), nextDueAtMs: Instant });

/** One ticket that a change concerns: which policy applies and when it is next due, before and after. */
export const SlaMove = z.strictObject({
  ticket: Ticket.pick({ id: true, number: true, subject: true, priority: true }),
  before: Due,
  after: Due,
});
export type SlaMove = z.infer<typeof SlaMove>;

const count = z.int().min(0);

/** What a change does to tickets, counted; a ticket can be in several of the counts. */
export const SlaImpact = z.strictObject({
  checked: count,
  /** Something about them is other than before. */
  changed: count,
  otherPolicy: count,
  /** Due earlier, or due at all; due later, or not any more. */
  earlier: count,
  later: count,
  newlyOverdue: count,
  noLongerOverdue: count,
  /** The most affected first: what becomes overdue, what no longer is, then by how far the due time moves. */
  moves: z.array(SlaMove).readonly(),
});
export type SlaImpact = z.infer<typeof SlaImpact>;

/** So many of the most affected are listed. */
export const SLA_MOVES_MAX = 50;

/** Nothing looked at yet. */
export const NO_IMPACT: SlaImpact = {
  checked: 0,
  changed: 0,
  otherPolicy: 0,
  earlier: 0,
  later: 0,
  newlyOverdue: 0,
  noLongerOverdue: 0,
  moves: [],
};

/** What becomes of one ticket; `null` when nothing changes for it. */
export function moveOf(
  ticket: Ticket,
  contact: Contact | null,
  books: { readonly before: SlaBook; readonly after: SlaBook },
): SlaMove | null {
  const before = nextDue(books.before, ticket, contact);
  const after = nextDue(books.after, ticket, contact);
  if (before.policyId === after.policyId && before.nextDueAtMs === after.nextDueAtMs) return null;
  const { id, number, subject, priority } = ticket;
  return { ticket: { id, number, subject, priority }, before, after };
}

/** Counts `checked` more tickets and those of them that change at all. `nowMs` is UTC epoch ms. */
export function addToImpact(
  impact: SlaImpact,
  checked: number,
  moves: readonly SlaMove[],
  nowMs: number,
): SlaImpact {
  const countOf = (test: (move: SlaMove) => boolean): number => moves.filter(test).length;
  return {
    checked: impact.checked + checked,
    changed: impact.changed + moves.length,
    otherPolicy: impact.otherPolicy + countOf(({ before, after }) => before.policyId !== after.policyId),
    earlier: impact.earlier + countOf(({ before, after }) => after.nextDueAtMs < before.nextDueAtMs),
    later: impact.later + countOf(({ before, after }) => after.nextDueAtMs > before.nextDueAtMs),
    newlyOverdue: impact.newlyOverdue + countOf((move) => overdueStep(move, nowMs) === 1),
    noLongerOverdue: impact.noLongerOverdue + countOf((move) => overdueStep(move, nowMs) === -1),
    moves: mostAffected([...impact.moves, ...moves], nowMs),
  };
}

/** Puts two counts together, as if all of it had been counted at once. */
export function joinImpacts(one: SlaImpact, other: SlaImpact, nowMs: number): SlaImpact {
  return {
    checked: one.checked + other.checked,
    changed: one.changed + other.changed,
    otherPolicy: one.otherPolicy + other.otherPolicy,
    earlier: one.earlier + other.earlier,
    later: one.later + other.later,
    newlyOverdue: one.newlyOverdue + other.newlyOverdue,
    noLongerOverdue: one.noLongerOverdue + other.noLongerOverdue,
    moves: mostAffected([...one.moves, ...other.moves], nowMs),
  };
}

/** 1 becomes overdue, -1 no longer is, 0 neither. */
function overdueStep({ before, after }: SlaMove, nowMs: number): -1 | 0 | 1 {
  const wasOverdue = before.nextDueAtMs < nowMs;
  const isOverdue = after.nextDueAtMs < nowMs;
  if (wasOverdue === isOverdue) return 0;
  return isOverdue ? 1 : -1;
}

function mostAffected(moves: readonly SlaMove[], nowMs: number): SlaMove[] {
  const rank = (move: SlaMove): number => {
    const step = overdueStep(move, nowMs);
    return step === 1 ? 0 : step === -1 ? 1 : 2;
  };
  const distance = ({ before, after }: SlaMove): number => {
    const [a, b] = [before.nextDueAtMs, after.nextDueAtMs];
    // Due at all, or not any more, is less of a move than it looks: those without come last.
    return a >= NO_DUE_MS || b >= NO_DUE_MS ? 0 : Math.abs(a - b);
  };
  return moves
    .toSorted(
      (a, b) => rank(a) - rank(b) || distance(b) - distance(a) || (a.ticket.id < b.ticket.id ? -1 : 1),
    )
    .slice(0, SLA_MOVES_MAX);
}
