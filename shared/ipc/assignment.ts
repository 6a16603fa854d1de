import { z } from 'zod';
import { AgentId, DepartmentId, TicketId } from '../domain/ids.ts';
import { AVAILABILITIES, DepartmentValue, DISTRIBUTION_FILTERS } from '../domain/settings.ts';
import {
  Actor,
  AssignmentGrounds,
  HolderCause,
  Instant,
  NOBODY,
  Priority,
  TransferReason,
} from '../domain/ticket/ticket.ts';
import { AgentWork, Rebalance } from './bulk.ts';
import { command, nothing } from './command.ts';

const Assignee = z.union([AgentId, z.literal(NOBODY)]);
const Method = DepartmentValue.shape.assignment;

/** One condition and how an agent stands to it. `need` and `have` are data for a sentence: numbers, skills, languages, an availability. */
export const FilterVerdict = z.strictObject({
  filter: z.enum(['department', 'online', ...DISTRIBUTION_FILTERS]),
  /** False where the department has switched it off: then it is shown, but does not count. */
  isOn: z.boolean(),
  passes: z.boolean(),
  need: z.string(),
  have: z.string(),
});
export type FilterVerdict = z.infer<typeof FilterVerdict>;

/** Why a ticket does or does not go to one agent. */
export const AgentVerdict = z.strictObject({
  agentId: AgentId,
  filters: z.array(FilterVerdict).readonly(),
  isEligible: z.boolean(),
  /** Place among the eligible, 0 first; -1 for those who are not. */
  rank: z.int(),
  isOnline: z.boolean(),
  availability: z.enum(AVAILABILITIES),
  /** Weight of the tickets they work on now, and how much they may hold. */
  openWeight: z.number(),
  capacity: z.number(),
  /** How many tickets of the ticket's department they work on now. */
  openTickets: z.int(),
  matchingSkills: z.int(),
  hadContactLast: z.boolean(),
  /** UTC epoch ms, 0 for never. */
  lastAssignedAtMs: z.number(),
});
export type AgentVerdict = z.infer<typeof AgentVerdict>;

/** What a ticket asks of whoever gets it. */
export const TicketNeeds = z.strictObject({
  /** Least level; 1 takes everybody. */
  level: z.int(),
  /** Skills somebody in the workspace has and this ticket is tagged with. */
  skills: z.array(z.string()).readonly(),
  /** BCP 47 language, or `''` when unknown. */
  language: z.string(),
  /** How much of an agent's capacity it takes. */
  weight: z.number(),
});
export type TicketNeeds = z.infer<typeof TicketNeeds>;

/**
 * How distribution stands to a ticket. `waiting`: goes out as soon as somebody can take it. `held`: somebody has it.
 * `byHand`: nobody has it, and its department hands out by hand (or has put it back into the pool on reopening). `paused`:
 * snoozed, or waiting for somebody outside. `settled`: solved or closed.
 */
const DISTRIBUTION_STATES = ['waiting', 'held', 'byHand', 'paused', 'settled'] as const;

/** The answer to "why has this ticket come to this agent, and who else could have it". */
export const AssignmentExplanation = z.strictObject({
  ticketId: TicketId,
  /** The department the ranking is for. */
  departmentId: DepartmentId,
  method: Method,
  needs: TicketNeeds,
  state: z.enum(DISTRIBUTION_STATES),
  /** False while this desk does not know who is online: then nobody but oneself passes `online`. */
  isPresenceKnown: z.boolean(),
  /** How the present holder got it; `null` when nobody holds it. `grounds` only where distribution gave it. */
  came: z
    .strictObject({
      cause: HolderCause,
      by: Actor,
      atMs: Instant,
      fromId: Assignee,
      reason: TransferReason.nullable(),
      grounds: AssignmentGrounds.nullable(),
    })
    .nullable(),
  /** Everybody active, the best first and those who cannot get it last. */
  agents: z.array(AgentVerdict).readonly(),
});
export type AssignmentExplanation = z.infer<typeof AssignmentExplanation>;

/** Why a ticket is the one to do next, the first that holds. */
export const NEXT_REASONS = ['overdue', 'due', 'customerWaits', 'priority', 'oldest'] as const;

/** The one ticket an agent should do next, and how many wait. */
export const ToSolve = z.strictObject({
  next: z
    .strictObject({
      ticketId: TicketId,
      /** `pool`: nobody has it; opening it does not take it. */
      source: z.enum(['mine', 'pool']),
      why: z.enum(NEXT_REASONS),
      /** `NO_DUE_MS` for none. */
      dueAtMs: Instant,
      /** 0 when the customer does not wait. */
      waitingSinceMs: Instant,
      priority: Priority,
      /** How often it has come back after being solved. */
      reopenCount: z.int(),
      number: z.int(),
      subject: z.string(),
    })
    .nullable(),
  /** Own tickets that wait for this agent, the next one included. */
  mine: z.int(),
  /** Tickets nobody has and this agent could take, the next one included. */
  pool: z.int(),
});
export type ToSolve = z.infer<typeof ToSolve>;

/** Figures of one way tickets went in a span of time. Shares are 0 to 1. */
export const ReplayReport = z.strictObject({
  tickets: z.int(),
  /** Tickets by the agent who got them first, most first. */
  owners: z.array(z.strictObject({ agentId: z.string(), tickets: z.int(), solved: z.int() })).readonly(),
  /** Most less fewest tickets of one agent. */
  spread: z.int(),
  /** Standard deviation of tickets per agent, divided by their mean: 0 is even. */
  unevenness: z.number(),
  hopsMean: z.number(),
  /** Tickets without, with one, with two, with more moves between holders. */
  hops: z.tuple([z.int(), z.int(), z.int(), z.int()]),
  /** Of the solved tickets, those solved by the first who had them. */
  firstOwnerShare: z.number(),
  /** From coming in to the first owner. */
  waitMedianMs: z.number(),
  waitP95Ms: z.number(),
  /** Nobody ever had them. */
  neverOwned: z.int(),
});
export type ReplayReport = z.infer<typeof ReplayReport>;

/** What really happened beside what a method would have done with the same tickets. */
export const WhatIf = z.strictObject({ actual: ReplayReport, simulated: ReplayReport });
export type WhatIf = z.infer<typeof WhatIf>;

/** What is asked of `assignment.whatIf`: tickets of a department that came in between two instants, UTC epoch ms. */
export const WhatIfQuestion = z.strictObject({
  departmentId: DepartmentId,
  method: z.enum(['leastLoaded', 'roundRobin', 'bestSkill']),
  fromMs: Instant,
  toMs: Instant,
});
export type WhatIfQuestion = z.infer<typeof WhatIfQuestion>;

/** What a window may ask about who gets which ticket. */
export const ASSIGNMENT_COMMANDS = {
  /** Why the ticket is with whom it is, and every agent's verdict; `departmentId`: as if it were in that department. */
  'assignment.explain': command(
    z.strictObject({ ticketId: TicketId, departmentId: DepartmentId.optional() }),
    AssignmentExplanation,
  ),
  'assignment.toSolve': command(nothing, ToSolve),
  /** For supervisors: moves that would level a department's load. Throws `auth.forbidden`. */
  'assignment.rebalance': command(z.strictObject({ departmentId: DepartmentId }), Rebalance),
  /** For supervisors: saves a department; `''` makes a new one. Throws `auth.forbidden`, `input.invalid`. */
  'department.save': command(
    z.strictObject({ departmentId: z.union([DepartmentId, z.literal('')]), value: DepartmentValue }),
    z.strictObject({ departmentId: DepartmentId }),
  ),
  /** For supervisors: what distribution goes by in an agent. Throws `auth.forbidden`. */
  'work.save': command(z.strictObject({ agentId: AgentId, work: AgentWork }), nothing),
  /** For supervisors: the department's own history under another method. Throws `auth.forbidden`. */
  'assignment.whatIf': command(WhatIfQuestion, WhatIf),
} as const;

/** What windows are told about who gets which ticket. */
export const ASSIGNMENT_EVENTS = {
  /** What `assignment.toSolve` and `assignment.explain` answer may have changed; at most once a second. */
  'assignment.changed': nothing,
} as const;
