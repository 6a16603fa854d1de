import { z } from 'zod';
import { PolicyId } from '../domain/ids.ts';
import { SLA_TARGETS } from '../domain/settings.ts';
import { POLICY_CONDITIONS } from '../domain/sla/explainPolicy.ts';
import { Actor, Instant, Status } from '../domain/ticket/ticket.ts';
import { command, ticketRef } from './command.ts';

const Length = z.number().min(0);
const span = { fromMs: z.number(), toMs: z.number(), lengthMs: Length };

/** One line of a reckoning; see `DueLine` in `shared/domain/sla/explainDue.ts`. */
const DueLineShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('counted'), ...span }),
  z.strictObject({ kind: z.literal('countedRest'), ...span }),
  z.strictObject({ kind: z.literal('stopped'), status: Status, ...span }),
  z.strictObject({ kind: z.literal('holiday'), date: z.string(), name: z.string() }),
  z.strictObject({ kind: z.literal('exception'), date: z.string(), isClosed: z.boolean() }),
]);

/** Why one target is due when it is due; see `DueExplanation` in `shared/domain/sla/explainDue.ts`. */
export const TargetReckoning = z.strictObject({
  target: z.enum(SLA_TARGETS),
  policyId: z.union([PolicyId, z.literal('')]),
  policyName: z.string(),
  mode: z.enum(['business', 'wallClock']),
  calendarName: z.string(),
  timeZone: z.string(),
  startMs: z.number(),
  dueAtMs: z.number(),
  isManual: z.boolean(),
  budgetMs: Length,
  countedMs: Length,
  leftMs: Length,
  lines: z.array(DueLineShape).readonly(),
  state: z.enum(['running', 'paused', 'met', 'breached', 'metLate']),
  /** 0 while it is not met. */
  metAtMs: Instant,
});
export type TargetReckoning = z.infer<typeof TargetReckoning>;

const PolicyConditionShape = z.strictObject({
  kind: z.enum(POLICY_CONDITIONS),
  accepted: z.array(z.string()).readonly(),
  isMet: z.boolean(),
});

/** Why a ticket is due when it is due: which policy and why, and the reckoning of each target that is measured. */
export const SlaExplanation = z.strictObject({
  policy: z.strictObject({
    policyId: z.union([PolicyId, z.literal('')]),
    policyName: z.string(),
    isChosenByRule: z.boolean(),
    conditions: z.array(PolicyConditionShape).readonly(),
    before: z
      .array(z.strictObject({ policyName: z.string(), failed: z.array(PolicyConditionShape).readonly() }))
      .readonly(),
  }),
  /** Who set the due time by hand, and when; `null` when it was not, or no line tells. */
  setByHand: z.strictObject({ by: Actor, atMs: Instant }).nullable(),
  targets: z.array(TargetReckoning),
});
export type SlaExplanation = z.infer<typeof SlaExplanation>;

/** What a window may ask about due times. */
export const SLA_COMMANDS = {
  /** Why the ticket is due when it is due. Throws `ticket.notFound`. */
  'sla.explain': command(ticketRef, SlaExplanation),
} as const;
