import { z } from 'zod';
import { AgentId, CalendarId, DepartmentId, SettingId } from './ids.ts';
import { NoticeMarks } from './noticeMarks.ts';
import { NoticeSettings } from './noticeSettings.ts';
import { Rev } from './rev.ts';
import { RuleValue } from './rules/ruleValue.ts';
import { Instant, Priority, Status } from './ticket/ticket.ts';

export const ROLES = ['agent', 'supervisor', 'administrator'] as const;
export const AVAILABILITIES = ['available', 'busy', 'away', 'off'] as const;

export const AgentValue = z.strictObject({
  name: z.string().min(1).max(120),
  email: z.email().max(320),
  role: z.enum(ROLES),
  departmentIds: z.array(DepartmentId),
  /** 1 is first level. */
  level: z.int().min(1).max(9),
  skills: z.array(z.string().min(1).max(60)),
  /** BCP 47 languages this agent answers in. */
  languages: z.array(z.string().min(2).max(20)),
  /** How much open work this agent holds at once, in priority-weighted tickets. */
  capacity: z.number().min(0).max(1000),
  availability: z.enum(AVAILABILITIES),
  /** When `availability` was chosen; absent on agents stored before it was kept. */
  availabilitySinceMs: Instant.optional(),
  substituteId: z.union([AgentId, z.literal('')]),
  /** The substitute takes over from this instant until that one; 0 or absent leaves the end open. */
  substituteFromMs: Instant.optional(),
  substituteUntilMs: Instant.optional(),
  /** Most open tickets of one department this agent holds; a department not named has only its own limit. */
  departmentLimits: z.record(DepartmentId, z.int().min(0).max(1000)).optional(),
  /** When this agent works; absent or `''` follows the department. */
  calendarId: z.union([CalendarId, z.literal('')]).optional(),
  /** What this person wants to hear of, and when; absent while they have chosen nothing. */
  notices: NoticeSettings.optional(),
  isActive: z.boolean(),
});

/** What an agent must fulfil to be handed a ticket, besides working in its department and being connected; each can be switched off. */
export const DISTRIBUTION_FILTERS = [
  'availability',
  'level',
  'skills',
  'language',
  'capacity',
  'declined',
  'calendar',
] as const;
export type DistributionFilter = (typeof DISTRIBUTION_FILTERS)[number];

/** How a department hands its waiting tickets out. Source: product design, section 5. */
export const Distribution = z.strictObject({
  filtersOff: z.array(z.enum(DISTRIBUTION_FILTERS)),
  order: z.enum(['nearestDue', 'oldestFirst']),
  /** Whoever had this contact's last ticket comes first, where they fulfil the rest. */
  prefersLastAgent: z.boolean(),
  /** Least level by priority; priorities not named take everybody. */
  levels: z.record(z.string().max(40), z.int().min(1).max(9)),
  /** Most open tickets of this department one agent holds; 0 is no limit. */
  limitPerAgent: z.int().min(0).max(1000),
  /** How long the first in line has to take a ticket before the next one asks after them. */
  graceMs: z.int().min(500).max(600_000),
  /** Minutes after which waiting tickets leave an owner who is offline, away or off; 0 is never. */
  returnAfterMinutes: z.int().min(0).max(10_080),
  returnTo: z.enum(['pool', 'substitute']),
});
export type Distribution = z.infer<typeof Distribution>;

export const DepartmentValue = z.strictObject({
  name: z.string().min(1).max(120),
  /** Mantine colour name for the department's dot. */
  color: z.string().max(30),
  calendarId: z.union([CalendarId, z.literal('')]),
  /** Who leads it: the second station of an escalation; absent or `''` when nobody does. */
  leadId: z.union([AgentId, z.literal('')]).optional(),
  /** Who gets a reopened ticket when its last owner is not available. Source: product design, section 4. */
  reopenTo: z.enum(['lastOwner', 'pool', 'auto']),
  assignment: z.enum(['manual', 'leastLoaded', 'roundRobin', 'bestSkill']),
  /** Absent on departments that were never changed: `distributionOf` says what holds then. */
  distribution: Distribution.optional(),
});

/** Minutes after local midnight, half-open: `fromMinute` ≤ t < `toMinute` ≤ 1440. */
export const OpenWindow = z
  .strictObject({ fromMinute: z.int().min(0).max(1439), toMinute: z.int().min(1).max(1440) })
  .refine((window) => window.fromMinute < window.toMinute, { error: 'a window must end after it starts' });
export type OpenWindow = z.infer<typeof OpenWindow>;

/** A local date, `YYYY-MM-DD`. */
const LocalDate = z.iso.date();

export const CalendarValue = z.strictObject({
  name: z.string().min(1).max(120),
  /** IANA time zone, for example `Europe/Prague`. */
  timeZone: z.string().min(1).max(60),
  /** Seven lists, Monday first; several windows a day are allowed (lunch breaks). */
  week: z.array(z.array(OpenWindow).max(12)).length(7),
  holidays: z.array(z.strictObject({ date: LocalDate, name: z.string().max(120) })).max(2000),
  /** Dated exceptions replace that day's windows; an empty list closes the day. They win over holidays. */
  exceptions: z.array(z.strictObject({ date: LocalDate, windows: z.array(OpenWindow).max(12) })).max(500),
});
export type CalendarValue = z.infer<typeof CalendarValue>;

export const SLA_TARGETS = ['firstResponse', 'nextResponse', 'resolution'] as const;
export type SlaTarget = (typeof SLA_TARGETS)[number];

const TargetMinutes = z.strictObject({
  minutes: z.int().min(1).max(5_256_000),
  mode: z.enum(['business', 'wallClock']),
});

/** Most steps of one escalation chain, and most of its actions a step. */
export const ESCALATION_STEPS_MAX = 10;
const ESCALATION_ACTIONS_MAX = 10;
/** Longest time between a due instant and a step, in minutes: 30 days. */
export const ESCALATION_MAX_MINUTES = 43_200;

/** Stations of an escalation besides agents named one by one. `owner` is whoever holds the ticket at that moment. */
export const ESCALATION_STATIONS = ['owner', 'lead', 'supervisors'] as const;

/** One thing a step does besides telling people. */
const EscalationAction = z.discriminatedUnion('kind', [
  /** To this priority, or one level up for `''`. Never lowers. */
  z.strictObject({ kind: z.literal('raisePriority'), value: Priority }),
  /** To the department's lead, back to its pool, or to an agent. */
  z.strictObject({ kind: z.literal('reassign'), value: z.union([z.enum(['lead', 'pool']), AgentId]) }),
  z.strictObject({ kind: z.literal('addTag'), value: z.string().min(1).max(60) }),
]);
export type EscalationAction = z.infer<typeof EscalationAction>;

/** One step of an escalation chain: at an instant before or after a target is due, some are told and something is done. */
const EscalationStep = z.strictObject({
  /** Made once and kept: with the ticket and the run of a target it names what has been done already. */
  id: z.string().min(1).max(40),
  /** An empty list means every target. */
  targets: z.array(z.enum(SLA_TARGETS)).max(SLA_TARGETS.length),
  /** Wall-clock minutes after the due instant; negative is before it. */
  minutesAfterDue: z.int().min(-ESCALATION_MAX_MINUTES).max(ESCALATION_MAX_MINUTES),
  notify: z.array(z.union([z.enum(ESCALATION_STATIONS), AgentId])).max(20),
  actions: z.array(EscalationAction).max(ESCALATION_ACTIONS_MAX),
});
export type EscalationStep = z.infer<typeof EscalationStep>;

export const SlaPolicyValue = z.strictObject({
  name: z.string().min(1).max(120),
  /** Policies apply in ascending order; the first match wins. */
  order: z.int().min(0),
  isActive: z.boolean(),
  /** An empty list matches everything. */
  match: z.strictObject({
    departmentIds: z.array(DepartmentId),
    priorities: z.array(Priority),
    tags: z.array(z.string()),
    plans: z.array(z.string()),
    channels: z.array(z.string()),
    languages: z.array(z.string()),
    vipOnly: z.boolean(),
  }),
  calendarId: CalendarId,
  /** Targets by priority; `''` is the fallback for priorities not named. A missing target is not measured. */
  targets: z.record(
    z.string().max(40),
    z.strictObject({
      firstResponse: TargetMinutes.nullable(),
      nextResponse: TargetMinutes.nullable(),
      resolution: TargetMinutes.nullable(),
    }),
  ),
  pausedStatuses: z.array(Status),
  /** Percent of the budget used up at which a warning is due. */
  warnAtPercent: z.array(z.int().min(1).max(99)),
  /** Minutes of the target's own time (business or wall clock) left at which a warning is due. */
  warnBeforeMinutes: z.array(z.int().min(1).max(ESCALATION_MAX_MINUTES)).max(10).optional(),
  escalation: z.array(EscalationStep).max(ESCALATION_STEPS_MAX).optional(),
  /** Warnings, breaches and escalations under this policy come through quiet hours. */
  ignoresQuietHours: z.boolean().optional(),
});
export type SlaPolicyValue = z.infer<typeof SlaPolicyValue>;

const CannedReplyValue = z.strictObject({
  title: z.string().min(1).max(120),
  /** `''` fits every language. */
  language: z.string().max(20),
  departmentId: z.union([DepartmentId, z.literal('')]),
  html: z.string().max(20_000),
});

const TagValue = z.strictObject({ name: z.string().min(1).max(60), color: z.string().max(30) });

const settingBase = { id: SettingId, rev: Rev, updatedAtMs: Instant };

/** Everything a team configures, told apart by `kind`. */
export const Setting = z.discriminatedUnion('kind', [
  z.strictObject({ ...settingBase, kind: z.literal('agent'), value: AgentValue }),
  z.strictObject({ ...settingBase, kind: z.literal('department'), value: DepartmentValue }),
  z.strictObject({ ...settingBase, kind: z.literal('calendar'), value: CalendarValue }),
  z.strictObject({ ...settingBase, kind: z.literal('sla-policy'), value: SlaPolicyValue }),
  z.strictObject({ ...settingBase, kind: z.literal('rule'), value: RuleValue }),
  z.strictObject({ ...settingBase, kind: z.literal('canned-reply'), value: CannedReplyValue }),
  z.strictObject({ ...settingBase, kind: z.literal('tag'), value: TagValue }),
  /** No setting of the team: one person's own, see `noticeMarks.ts`. */
  z.strictObject({ ...settingBase, kind: z.literal('notice-marks'), value: NoticeMarks }),
]);
export type Setting = z.infer<typeof Setting>;
export type SettingKind = Setting['kind'];
export type SettingOf<K extends SettingKind> = Extract<Setting, { kind: K }>;
export type AgentValue = z.infer<typeof AgentValue>;
export type DepartmentValue = z.infer<typeof DepartmentValue>;

const DEFAULT_DISTRIBUTION: Distribution = {
  filtersOff: [],
  order: 'nearestDue',
  prefersLastAgent: true,
  levels: {},
  limitPerAgent: 0,
  graceMs: 4000,
  returnAfterMinutes: 0,
  returnTo: 'pool',
};

/** How a department hands its tickets out, also where nobody has chosen yet. */
export function distributionOf(department: Pick<DepartmentValue, 'distribution'>): Distribution {
  return department.distribution ?? DEFAULT_DISTRIBUTION;
}
