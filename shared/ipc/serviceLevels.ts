import { z } from 'zod';
import { CalendarId, PolicyId } from '../domain/ids.ts';
import { CalendarValue, SlaPolicyValue } from '../domain/settings.ts';
import { SlaChange, SlaImpact } from '../domain/sla/slaImpact.ts';
import { Instant } from '../domain/ticket/ticket.ts';

/** `''` for a calendar that is not stored yet. */
export const CalendarWish = z.strictObject({
  calendarId: z.union([CalendarId, z.literal('')]),
  value: CalendarValue,
});

/** `''` for a policy that is not stored yet: it goes to the end of the order. */
export const PolicyWish = z.strictObject({
  policyId: z.union([PolicyId, z.literal('')]),
  value: SlaPolicyValue,
});

/** Whoever counts by a calendar keeps it from being deleted; with nobody it is gone. */
export const CalendarRemoval = z.strictObject({
  users: z
    .array(
      z.strictObject({ kind: z.enum(['policy', 'department', 'agent']), id: z.string(), name: z.string() }),
    )
    .readonly(),
});

/** Goes on after the open ticket `after`, `''` to begin; `nowMs` is the instant at which tickets count as overdue, the same for all parts. */
export const ImpactQuestion = z.strictObject({
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
