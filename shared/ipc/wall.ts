import { z } from 'zod';
import { AgentId, DepartmentId, PolicyId, TicketId } from '../domain/ids.ts';
import { SLA_TARGETS } from '../domain/settings.ts';
import { Instant, NOBODY, Priority, Status, Ticket } from '../domain/ticket/ticket.ts';
import { command, nothing } from './command.ts';

/** One target of a ticket that runs, also when it is overdue. */
const WallClock = z.strictObject({
  target: z.enum(SLA_TARGETS),
  dueAtMs: Instant,
  /** From then on it is due soon; `dueAtMs` where the policy warns of nothing. */
  warnAtMs: Instant,
  /** The due time was set by hand. */
  isManual: z.boolean(),
});
export type WallClock = z.infer<typeof WallClock>;

/** An open ticket on the wall: a clock of it runs, or somebody waits for an answer and nobody has it. */
export const WallTicket = z.strictObject({
  id: TicketId,
  number: Ticket.shape.number,
  subject: Ticket.shape.subject,
  contactName: z.string(),
  isVip: z.boolean(),
  status: Status,
  priority: Priority,
  departmentId: DepartmentId,
  assigneeId: z.union([AgentId, z.literal(NOBODY)]),
  policyId: z.union([PolicyId, z.literal('')]),
  /** Hidden from the working views until then; 0 when it is not. */
  snoozedUntilMs: Instant,
  /** Oldest customer message without an answer; 0 when nobody waits. */
  waitingSinceMs: Instant,
  clocks: z.array(WallClock).readonly(),
});
export type WallTicket = z.infer<typeof WallTicket>;

/** What an agent holds now, weighted as distribution counts it. */
const WallLoad = z.strictObject({ agentId: AgentId, weight: z.number().min(0), count: z.int().min(0) });
export type WallLoad = z.infer<typeof WallLoad>;

/** Days that are counted: today and the seven before. */
export const WALL_DAYS = 8;

const perDay = z.array(z.int().min(0)).length(WALL_DAYS).readonly();

/**
 * What became of one target, by day, today last; each day up to the time of day it is now. `met` in time on that day, `breached`
 * by falling due on that day without being met, `running` at that instant and not yet due.
 */
const WallTally = z.strictObject({
  target: z.enum(SLA_TARGETS),
  met: perDay,
  breached: perDay,
  running: perDay,
});
export type WallTally = z.infer<typeof WallTally>;

/** What is counted besides the tickets. */
const WallFigures = z.strictObject({
  loads: z.array(WallLoad).readonly(),
  /** In the order of the targets. */
  tallies: z.array(WallTally).readonly(),
});
export type WallFigures = z.infer<typeof WallFigures>;

/** The whole wall at one version. */
export const WallShown = z.strictObject({
  version: z.int(),
  tickets: z.array(WallTicket).readonly(),
  ...WallFigures.shape,
});
export type WallShown = z.infer<typeof WallShown>;

/** What is other than at `version - 1`: tickets that came or changed, those that left, and the figures where they changed. */
export const WallChanged = z.strictObject({
  version: z.int(),
  put: z.array(WallTicket).readonly(),
  gone: z.array(TicketId).readonly(),
  figures: WallFigures.nullable(),
});
export type WallChanged = z.infer<typeof WallChanged>;

/** Which tickets a figure counts. */
export const WallQuestion = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('load'), agentId: AgentId }),
  z.strictObject({ of: z.enum(['met', 'breached']), target: z.enum(SLA_TARGETS) }),
]);
export type WallQuestion = z.infer<typeof WallQuestion>;

/** One of the tickets that a figure counts; a ticket may stand there once for each answer that was owed. */
export const WallLine = z.strictObject({
  ticketId: TicketId,
  number: Ticket.shape.number,
  subject: Ticket.shape.subject,
  contactName: z.string(),
  status: Status,
  departmentId: DepartmentId,
  assigneeId: z.union([AgentId, z.literal(NOBODY)]),
  /** When the target was met, 0 for never; and when it was due. Both 0 where no target is asked for. */
  metAtMs: Instant,
  dueAtMs: Instant,
});
export type WallLine = z.infer<typeof WallLine>;

/** What a window may ask about the SLA wall. */
export const WALL_COMMANDS = {
  /** Opens the wall's feed; `wall.changed` tells what changes until it is closed. Asked again, it answers the whole again. */
  'wall.show': command(nothing, WallShown),
  'wall.close': command(nothing, nothing),
  /** The tickets that a figure of the wall counts, at most 1000. */
  'wall.list': command(WallQuestion, z.array(WallLine)),
} as const;

/** What windows are told about the SLA wall. */
export const WALL_EVENTS = {
  'wall.changed': WallChanged,
} as const;
