import { z } from 'zod';
import { AgentId, DepartmentId } from '../domain/ids.ts';
import { Instant, Priority } from '../domain/ticket/ticket.ts';
import { command } from './command.ts';
import { TicketRow } from './lists.ts';

export const REPORT_GROUPS = ['policy', 'department', 'agent', 'priority'] as const;
export const ReportGroupBy = z.enum(REPORT_GROUPS);
export type ReportGroupBy = z.infer<typeof ReportGroupBy>;

/** What a report is about. Instants are UTC epoch ms: `fromMs` ≤ t < `beforeMs`, and the span before it from `previousFromMs` on. */
export const ReportQuestion = z.strictObject({
  fromMs: Instant,
  beforeMs: Instant,
  previousFromMs: Instant,
  groupBy: ReportGroupBy,
  /** Only what happened in this department; `''` for all. */
  departmentId: z.union([DepartmentId, z.literal('')]),
  /** Only tickets of this priority; `null` for all, `''` is none set. */
  priority: Priority.nullable(),
  /** Only tickets with this tag; `''` for all. */
  tag: z.string().max(60),
});
export type ReportQuestion = z.infer<typeof ReportQuestion>;

const Count = z.int().min(0);
const Length = z.number().min(0).nullable();

/** What became of one target. Lengths are in ms, `null` where nothing was measured. */
export const TargetFigures = z.strictObject({
  met: Count,
  breached: Count,
  /** Reached at all, in time, late or unmeasured: what the lengths are of. */
  done: Count,
  wallMedianMs: Length,
  wallP90Ms: Length,
  businessMedianMs: Length,
  businessP90Ms: Length,
});
export type TargetFigures = z.infer<typeof TargetFigures>;

const bothTargets = { firstResponse: TargetFigures, resolution: TargetFigures };

/** One line of the table. */
export const ReportLine = z.strictObject({
  /** Id of a policy, department or agent, or a priority; `''` for none. */
  key: z.string(),
  /** Tickets that have something in the span. */
  tickets: Count,
  ...bothTargets,
});
export type ReportLine = z.infer<typeof ReportLine>;

const MetAndBreached = z.strictObject({ met: Count, breached: Count });

/** One bar of the chart. */
export const BucketFigures = z.strictObject({
  fromMs: Instant,
  beforeMs: Instant,
  firstResponse: MetAndBreached,
  resolution: MetAndBreached,
});
export type BucketFigures = z.infer<typeof BucketFigures>;

export const Report = z.strictObject({
  /** Names it for `reports.tickets` and `reports.export`. */
  reportId: z.string(),
  question: ReportQuestion,
  /** `own`: only what this agent did. */
  scope: z.enum(['team', 'own']),
  lines: z.array(ReportLine),
  total: ReportLine,
  /** The span before, over everything and by key. */
  previousTotal: ReportLine,
  previousLines: z.array(ReportLine),
  buckets: z.array(BucketFigures),
  /** Closed tickets are on this computer from this instant on; 0 when all of them are. */
  heldFromMs: Instant,
  /** False while the first synchronisation runs: tickets are missing. */
  isComplete: z.boolean(),
});
export type Report = z.infer<typeof Report>;

/** Which number of a report: of one line, or of all for `null`. */
export const ReportNumber = z.strictObject({
  reportId: z.string(),
  key: z.string().nullable(),
  target: z.enum(['firstResponse', 'resolution', 'any']),
  /** `done`: everything that was reached, the slowest first; `any`: every ticket, what happened last first. */
  outcome: z.enum(['met', 'breached', 'done', 'any']),
});
export type ReportNumber = z.infer<typeof ReportNumber>;

/** One ticket behind a number. */
const ReportTicketFacts = z.strictObject({
  /** When the reply was given, the ticket solved, or the due time over. */
  atMs: Instant,
  agentId: z.union([AgentId, z.literal('')]),
  wallMs: Length,
  businessMs: Length,
});

/** Most tickets behind a number that are shown; the total says how many there are. */
export const REPORT_TICKETS_MAX = 300;

/** What a window may ask about reports. */
export const REPORT_COMMANDS = {
  /** Figures of a span of time, from what this computer holds; an agent gets their own only. Throws `input.invalid`. */
  'reports.make': command(ReportQuestion, Report),
  /** The tickets behind a number. Throws `input.notFound` when the report is too long ago. */
  'reports.tickets': command(
    ReportNumber,
    z.strictObject({ total: z.int(), tickets: z.array(ReportTicketFacts.extend({ row: TicketRow })) }),
  ),
  /** Saves a table where the person says. */
  'reports.save': command(
    z.strictObject({ suggestedName: z.string().min(1).max(120), csv: z.string().max(5_000_000) }),
    z.strictObject({ outcome: z.enum(['saved', 'cancelled', 'failed']) }),
  ),
} as const;
