import { z } from 'zod';
import { AgentId, DepartmentId, TicketId } from '../domain/ids.ts';
import { AgentValue } from '../domain/settings.ts';
import { Holder, Priority, TransferReason } from '../domain/ticket/ticket.ts';
import { command } from './command.ts';

/** Most tickets that move together. */
export const BULK_MAX = 500;

/** Where chosen tickets should go. `spread`: to whoever suits each best, by the method of its department. */
export const BulkWish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agent'), agentId: AgentId }),
  z.strictObject({ kind: z.literal('pool') }),
  z.strictObject({ kind: z.literal('spread') }),
  z.strictObject({ kind: z.literal('department'), departmentId: DepartmentId }),
]);
export type BulkWish = z.infer<typeof BulkWish>;

/** One ticket that moves; it does so only while `from` still holds it. */
export const BulkMove = z.strictObject({ ticketId: TicketId, from: Holder, to: Holder });
export type BulkMove = z.infer<typeof BulkMove>;

/** What would become of one chosen ticket. Only `moves` changes it; the others say why nothing does. */
export const BulkLine = BulkMove.extend({
  number: z.int(),
  subject: z.string(),
  priority: Priority,
  /** How much of a capacity it takes. */
  weight: z.number(),
  /**
   * `same`: it is there already. `closed`: it cannot move any more. `elsewhere`: the agent does not work in its department.
   * `nobody`: nobody can take it now.
   */
  outcome: z.enum(['moves', 'same', 'closed', 'elsewhere', 'nobody']),
  /** Hops it has had when it has moved. */
  hops: z.int(),
  /** It would come straight back to somebody who has passed it on. */
  isPingPong: z.boolean(),
});
export type BulkLine = z.infer<typeof BulkLine>;

/** What became of a bulk: `moved` is what an undo turns round. */
export const BulkOutcome = z.strictObject({
  moved: z.array(BulkMove),
  /** Somebody else was faster, or the ticket is gone. */
  skipped: z.int(),
});
export type BulkOutcome = z.infer<typeof BulkOutcome>;

/** Moves that would level the load of a department, and what everybody would hold then. */
export const Rebalance = z.strictObject({
  lines: z.array(BulkLine),
  /** Everybody of the department; weights are as in `AgentVerdict`. */
  loads: z.array(z.strictObject({ agentId: AgentId, openWeight: z.number(), capacity: z.number() })),
});
export type Rebalance = z.infer<typeof Rebalance>;

/** What distribution goes by in an agent. */
export const AgentWork = z.strictObject({
  level: AgentValue.shape.level,
  skills: AgentValue.shape.skills.max(100),
  languages: AgentValue.shape.languages.max(20),
  capacity: AgentValue.shape.capacity,
  /** A department not named has no limit of its own. */
  departmentLimits: z.record(DepartmentId, z.int().min(0).max(1000)),
  calendarId: AgentValue.shape.calendarId.unwrap(),
});
export type AgentWork = z.infer<typeof AgentWork>;

/** What a window may ask about many tickets at once. */
export const BULK_COMMANDS = {
  /** What would become of these tickets; nothing is done. */
  'bulk.preview': command(
    z.strictObject({ ticketIds: z.array(TicketId).max(BULK_MAX), wish: BulkWish }),
    z.array(BulkLine),
  ),
  /** Throws `input.invalid` when a move passes somebody's work on without a reason; what takes a bulk back needs none. */
  'bulk.run': command(
    z.strictObject({
      moves: z.array(BulkMove).max(BULK_MAX),
      reason: TransferReason.nullable(),
      takesBack: z.boolean(),
    }),
    BulkOutcome,
  ),
} as const;
