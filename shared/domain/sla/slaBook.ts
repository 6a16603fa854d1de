import type { Contact } from '../contact.ts';
import type { PolicyId } from '../ids.ts';
import type { Rev } from '../rev.ts';
import type { Setting } from '../settings.ts';
import { NO_DUE_MS, type Ticket } from '../ticket/ticket.ts';
import { compileCalendar, validateCalendar } from './calendar.ts';
import type { CalendarProblem, CompiledCalendar } from './calendar.ts';
import { choosePolicy, orderPolicies } from './policy.ts';
import type { SlaPolicy } from './policy.ts';
import type { SlaVerdict } from './types.ts';
import { nextDueOf, slaVerdict } from './verdict.ts';

/** One calendar of a book. */
export interface BookCalendar {
  readonly rev: Rev;
  /** `null` when this platform does not know the calendar's time zone. */
  readonly compiled: CompiledCalendar | null;
  readonly problems: readonly CalendarProblem[];
}

/** A team's SLA settings, ready for arithmetic. Build it again when settings change, not per ticket. */
export interface SlaBook {
  /** By setting id. */
  readonly calendars: ReadonlyMap<string, BookCalendar>;
  /** In the order in which they are tried. */
  readonly policies: readonly SlaPolicy[];
}

/**
 * Compiles the calendars and orders the policies among `settings`; other kinds are left alone. A calendar whose `rev` is
 * the one in `previous` keeps what was already computed. A calendar that cannot be used never throws: its problems are kept.
 */
export function buildSlaBook(settings: readonly Setting[], previous?: SlaBook): SlaBook {
  const calendars = new Map<string, BookCalendar>();
  for (const setting of settings) {
    if (setting.kind !== 'calendar') continue;
    const known = previous?.calendars.get(setting.id);
    calendars.set(setting.id, known?.rev === setting.rev ? known : bookCalendar(setting));
  }
  return { calendars, policies: orderPolicies(settings) };
}

/** The ticket's verdict at `nowMs` (UTC epoch ms) under the policy that applies; `policyName` is `''` when none does. */
export function verdictFor(
  book: SlaBook,
  ticket: Ticket,
  contact: Contact | null,
  nowMs: number,
): SlaVerdict & { readonly policyName: string } {
  const policy = choosePolicy(ticket, contact, book.policies);
  const { policyId, targets, nextDueAtMs } = slaVerdict(ticket, policy, calendarOf(book, policy), nowMs);
  return { policyId, policyName: policy?.value.name ?? '', targets, nextDueAtMs };
}

/** The derived SLA columns of a ticket: the cheap part of `verdictFor`, for use at every write. */
export function nextDue(
  book: SlaBook,
  ticket: Ticket,
  contact: Contact | null,
): { readonly policyId: PolicyId | ''; readonly nextDueAtMs: number } {
  const policy = choosePolicy(ticket, contact, book.policies);
  return { policyId: policy?.id ?? '', nextDueAtMs: nextDueOf(ticket, policy, calendarOf(book, policy)) };
}

/**
 * Budget left of a target that stands still while none runs, ms in its own mode, the nearest to its end first; `null` when none
 * does. Goes by the policy stored on the ticket, so that a line of a list needs no contact.
 */
export function pausedLeft(book: SlaBook, ticket: Ticket): number | null {
  if (!ticket.isOpen || ticket.policyId === '' || ticket.nextDueAtMs < NO_DUE_MS) return null;
  const policy = book.policies.find(({ id }) => id === ticket.policyId) ?? null;
  const leftMs = slaVerdict(ticket, policy, calendarOf(book, policy), 0)
    .targets.filter(({ state }) => state === 'paused')
    .map(({ remainingMs }) => remainingMs);
  return leftMs.length === 0 ? null : Math.min(...leftMs);
}

/** True when it depends on plan or standing of the customer which policy applies to a ticket. */
export function asksContact(book: SlaBook): boolean {
  return book.policies.some(
    ({ value }) => value.isActive && (value.match.vipOnly || value.match.plans.length > 0),
  );
}

/** The calendar a policy counts by; `null` without a policy, or when the calendar is missing or cannot be used. */
export function calendarOf(book: SlaBook, policy: SlaPolicy | null): CompiledCalendar | null {
  return policy ? (book.calendars.get(policy.value.calendarId)?.compiled ?? null) : null;
}

function bookCalendar(setting: Extract<Setting, { kind: 'calendar' }>): BookCalendar {
  const problems = validateCalendar(setting.value);
  const isUsable = !problems.some(({ code }) => code === 'unknownTimeZone');
  return { rev: setting.rev, compiled: isUsable ? compileCalendar(setting.value) : null, problems };
}
