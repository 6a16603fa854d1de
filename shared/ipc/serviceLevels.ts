import { z } from 'zod';
import { CalendarId, PolicyId } from '../domain/ids.ts';
import { CalendarValue, SlaPolicyValue } from '../domain/settings.ts';
import { PolicyOrder, SlaChange, SlaImpact } from '../domain/sla/slaImpact.ts';
import { Instant } from '../domain/ticket/ticket.ts';
import { command, nothing } from './command.ts';

/** `''` for a calendar that is not stored yet. */
const CalendarWish = z.strictObject({
  calendarId: z.union([CalendarId, z.literal('')]),
  value: CalendarValue,
});

/** `''` for a policy that is not stored yet: it goes to the end of the order. */
const PolicyWish = z.strictObject({
  policyId: z.union([PolicyId, z.literal('')]),
  value: SlaPolicyValue,
});

/** Whoever counts by a calendar keeps it from being deleted; with nobody it is gone. */
const CalendarRemoval = z.strictObject({
  users: z
    .array(
      z.strictObject({ kind: z.enum(['policy', 'department', 'agent']), id: z.string(), name: z.string() }),
    )
    .readonly(),
});

/** Goes on after the open ticket `after`, `''` to begin; `nowMs` is the instant at which tickets count as overdue, the same for all parts. */
const ImpactQuestion = z.strictObject({
  change: SlaChange,
  after: z.string().max(100),
  nowMs: Instant,
});

export const ImpactPart = z.strictObject({
  impact: SlaImpact,
  /** Where the next part begins; null at the end. */
  next: z.string().nullable(),
});
export type ImpactPart = z.infer<typeof ImpactPart>;

/** What a window may ask about calendars and policies. */
export const SERVICE_LEVEL_COMMANDS = {
  /** For supervisors, as the six that follow. Throws `auth.forbidden`; `input.invalid` for one that `checkCalendar` objects to. */
  'calendar.save': command(CalendarWish, z.strictObject({ calendarId: CalendarId })),
  'calendar.remove': command(z.strictObject({ calendarId: CalendarId }), CalendarRemoval),
  /** A new policy goes to the end of the order. Throws `input.invalid` for one that `checkPolicy` objects to. */
  'policy.save': command(PolicyWish, z.strictObject({ policyId: PolicyId })),
  'policy.remove': command(z.strictObject({ policyId: PolicyId }), nothing),
  /** Puts the policies in this order. */
  'policy.arrange': command(z.strictObject({ policyIds: PolicyOrder }), nothing),
  /** What a change would do to the open tickets that are here. Changes nothing. */
  'sla.impact': command(ImpactQuestion, ImpactPart),
} as const;
