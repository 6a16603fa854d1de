import { z } from 'zod';
import { SettingId, TicketId } from '../domain/ids.ts';
import { RULE_TRIGGERS } from '../domain/rules/ruleKinds.ts';
import { RuleValue } from '../domain/rules/ruleValue.ts';
import { Instant, RuleDeed, Ticket } from '../domain/ticket/ticket.ts';
import { command, nothing } from './command.ts';

/** `''` for a rule that is not stored yet. */
const RuleRef = z.union([SettingId, z.literal('')]);

const RuleWish = z.strictObject({ ruleId: RuleRef, value: RuleValue });

/** How often a rule has run in the last 30 days, and when last; 0 when not in that time. */
export const RuleCount = z.strictObject({ ruleId: z.string(), count: z.int().min(0), lastAtMs: Instant });
export type RuleCount = z.infer<typeof RuleCount>;

/** One run of a rule. */
export const RuleLogLine = z.strictObject({
  id: z.string(),
  ticketId: TicketId,
  number: z.int(),
  subject: z.string(),
  atMs: Instant,
  trigger: z.enum(RULE_TRIGGERS),
  deeds: z.array(RuleDeed).readonly(),
});
export type RuleLogLine = z.infer<typeof RuleLogLine>;

/** Goes on with a dry run at `offset`, 0 to begin; the whole is asked in parts, newest tickets first. */
const DryRunQuestion = z.strictObject({ ruleId: RuleRef, value: RuleValue, offset: z.int().min(0) });

/** A ticket a rule would change, as it is now, and what would become of each action. */
export const DryRunHit = z.strictObject({
  ticket: Ticket.pick({
    id: true,
    number: true,
    subject: true,
    status: true,
    priority: true,
    departmentId: true,
    assigneeId: true,
    policyId: true,
    createdAtMs: true,
  }),
  deeds: z.array(RuleDeed).readonly(),
});
export type DryRunHit = z.infer<typeof DryRunHit>;

export const DryRunPart = z.strictObject({
  /** How many tickets this part has looked at. */
  checked: z.int().min(0),
  hits: z.array(DryRunHit).readonly(),
  /** Where the next part begins; null at the end. */
  next: z.int().nullable(),
});
export type DryRunPart = z.infer<typeof DryRunPart>;

/** What a window may ask about rules. */
export const RULE_COMMANDS = {
  /** Stores a rule, a new one at the end of the order. Throws `input.invalid` for one that `checkRule` objects to. */
  'rules.save': command(RuleWish, z.strictObject({ ruleId: SettingId })),
  'rules.remove': command(z.strictObject({ ruleId: SettingId }), nothing),
  /** Puts the rules in this order. */
  'rules.arrange': command(z.strictObject({ ruleIds: z.array(SettingId).max(1000) }), nothing),
  'rules.counts': command(nothing, z.array(RuleCount)),
  /** The last 100 runs of a rule in the last 30 days, newest first. */
  'rules.log': command(z.strictObject({ ruleId: SettingId }), z.array(RuleLogLine)),
  /** What a rule would do to the tickets that are here, had its trigger come up now. Changes nothing. */
  'rules.dryRun': command(DryRunQuestion, DryRunPart),
} as const;
