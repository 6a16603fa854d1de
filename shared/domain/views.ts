import { z } from 'zod';
import type { AgentId, DepartmentId } from './ids.ts';
import { localDay } from './localDay.ts';
import { NO_DUE_MS, type Status } from './ticket/ticket.ts';

/** One hour: a running target due within it (or overdue) puts its ticket in "At risk". */
export const AT_RISK_WINDOW_MS = 3_600_000;

export const STANDARD_VIEWS = [
  'mine',
  'unassigned',
  'allOpen',
  'waiting',
  'snoozed',
  'solved',
  'atRisk',
] as const;

/** A standard view, or `department:<id>` for the open tickets of one department. */
export const ViewId = z.union([
  z.enum(STANDARD_VIEWS),
  z.templateLiteral(['department:', z.string().min(1).max(64)]),
]);
export type ViewId = z.infer<typeof ViewId>;

/** Narrows any view by due time. `paused`: it waits for somebody outside, and no clock of it runs. */
export const DUE_FILTERS = ['overdue', 'withinHour', 'today', 'paused'] as const;
export const DueFilter = z.enum(DUE_FILTERS);
export type DueFilter = z.infer<typeof DueFilter>;

export const SORTS = ['due', 'priority', 'age', 'activity'] as const;
export const TicketSort = z.enum(SORTS);
export type TicketSort = z.infer<typeof TicketSort>;

/** A Mango selector over ticket fields; plain data so that `shared` stays free of RxDB. */
export type TicketSelector = Readonly<Record<string, unknown>>;

/** What a view depends on besides the tickets. `nowMs` is UTC epoch milliseconds. */
export interface ViewContext {
  readonly meId: AgentId;
  readonly myDepartmentIds: readonly DepartmentId[];
  readonly nowMs: number;
}

/** The selector of a view. Snoozed tickets stand in `snoozed` only, until they wake. */
export function viewSelector(view: ViewId, context: ViewContext): TicketSelector {
  const awake = { snoozedUntilMs: { $lte: context.nowMs } };
  switch (view) {
    case 'mine':
      return { assigneeId: context.meId, isOpen: true, ...awake };
    case 'unassigned':
      return { assigneeId: '', isOpen: true, departmentId: { $in: [...context.myDepartmentIds] }, ...awake };
    case 'allOpen':
      return { isOpen: true, ...awake };
    case 'waiting':
      return { status: 'pending', ...awake };
    case 'snoozed':
      return { isOpen: true, snoozedUntilMs: { $gt: context.nowMs } };
    case 'solved':
      return { isOpen: false };
    case 'atRisk':
      return { isOpen: true, nextDueAtMs: { $lte: context.nowMs + AT_RISK_WINDOW_MS }, ...awake };
    default:
      return { departmentId: view.slice('department:'.length), isOpen: true, ...awake };
  }
}

/** The statuses in which a ticket waits for somebody outside, and its clock may stand still. */
export const PAUSED_STATUSES: readonly Status[] = ['pending', 'onHold'];

/** The selector of a view, narrowed by due time. It asks for indexed fields only, so that a count reads no document. */
export function listSelector(view: ViewId, due: DueFilter | undefined, context: ViewContext): TicketSelector {
  const selector = viewSelector(view, context);
  const { nowMs } = context;
  switch (due) {
    case undefined:
      return selector;
    case 'overdue':
      return both(selector, { nextDueAtMs: { $lt: nowMs } });
    case 'withinHour':
      return both(selector, { nextDueAtMs: { $gte: nowMs, $lt: nowMs + AT_RISK_WINDOW_MS } });
    case 'today': {
      const { fromMs, beforeMs } = localDay(nowMs);
      return both(selector, { nextDueAtMs: { $gte: fromMs, $lt: beforeMs } });
    }
    case 'paused':
      return both(selector, { status: { $in: [...PAUSED_STATUSES] }, nextDueAtMs: { $gte: NO_DUE_MS } });
  }
}

/** Both conditions. No operator stands twice on one field: views limit due times with `$lte`, filters do not. */
function both(
  selector: TicketSelector,
  more: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): TicketSelector {
  const merged: Record<string, unknown> = { ...selector };
  for (const [field, wanted] of Object.entries(more)) {
    const known = selector[field];
    merged[field] = {
      ...(typeof known === 'object' ? known : known !== undefined && { $eq: known }),
      ...wanted,
    };
  }
  return merged;
}

type SortStep = Readonly<Record<string, 'asc' | 'desc'>>;

/** The order of a list; ends with the id, so that it is total. */
export function sortSteps(sort: TicketSort): readonly SortStep[] {
  switch (sort) {
    case 'due':
      return [{ nextDueAtMs: 'asc' }, { id: 'asc' }];
    case 'priority':
      return [{ priorityRank: 'desc' }, { nextDueAtMs: 'asc' }, { id: 'asc' }];
    case 'age':
      return [{ createdAtMs: 'asc' }, { id: 'asc' }];
    case 'activity':
      return [{ updatedAtMs: 'desc' }, { id: 'asc' }];
  }
}
