import type { AgentId, DepartmentId } from '../ids.ts';
import type { SkipReason } from '../rules/ruleKinds.ts';
import type { AgentValue, EscalationAction, EscalationStep } from '../settings.ts';
import { breachLineId, type EscalationEntry } from './escalation.ts';
import {
  assignTicket,
  setPriority,
  setTags,
  type ActionContext,
  type ActionResult,
} from '../ticket/actions.ts';
import { NOBODY, nextPriority, rankOf, type HistoryEntry, type Ticket } from '../ticket/ticket.ts';
import { unfitToHold } from '../ticket/unfitToHold.ts';
import type { Duty } from './duties.ts';

/** What escalations know of the team. */
export interface AlarmTeam {
  readonly agents: ReadonlyMap<string, AgentValue>;
  /** Who leads a department; `''` when nobody does. */
  readonly leadOf: (departmentId: DepartmentId) => AgentId | typeof NOBODY;
}

type EscalationDeed = EscalationEntry['deeds'][number];

const BY_ITSELF: ActionContext['by'] = { kind: 'system' };

/**
 * The ticket after these duties, each with its line: breaches as of the instant they came, steps as of `nowMs` (UTC epoch ms), one after the other. The
 * lines' ids come from the duties alone, so that a second machine writes the same. What a step cannot do is skipped, with the
 * reason in its line.
 */
export function takeDuties(ticket: Ticket, duties: readonly Duty[], team: AlarmTeam, nowMs: number): Ticket {
  let current = ticket;
  let takenMs = nowMs;
  for (const duty of duties) {
    if (duty.kind === 'record') current = withBreach(current, duty);
    else {
      current = afterStep(current, duty, team, takenMs);
      // Steps that are made up for together still have an order.
      takenMs += 1;
    }
  }
  return current;
}

function withBreach(ticket: Ticket, { target, dueAtMs, atMs }: Extract<Duty, { kind: 'record' }>): Ticket {
  const id = breachLineId(ticket.id, target, dueAtMs);
  const line: HistoryEntry = { id, atMs, by: BY_ITSELF, kind: 'slaBreach', target, dueAtMs };
  // Nobody has done anything: it is no activity.
  return { ...ticket, history: [...ticket.history, line] };
}

function afterStep(
  ticket: Ticket,
  { step, policyId, target, dueAtMs, lineId }: Extract<Duty, { kind: 'step' }>,
  team: AlarmTeam,
  nowMs: number,
): Ticket {
  let count = 0;
  const newId = (): string => `${lineId}-${String((count += 1)).padStart(2, '0')}`;
  const context: ActionContext = { nowMs, by: BY_ITSELF, newId };
  // Whoever holds it when the step is taken, not whoever the step gives it to.
  const to = toldBy(step.notify, ticket, team);
  const deeds: EscalationDeed[] = [];
  let after = ticket;
  for (const action of step.actions) {
    const done = perform(action, after, team, context);
    after = done.ticket;
    deeds.push(done.deed);
  }
  const line: EscalationEntry = {
    id: lineId,
    atMs: nowMs,
    by: BY_ITSELF,
    kind: 'escalation',
    policyId,
    stepId: step.id,
    target,
    dueAtMs,
    to,
    deeds,
  };
  return {
    ...after,
    updatedAtMs: Math.max(after.updatedAtMs, nowMs),
    history: [...ticket.history, line, ...after.history.slice(ticket.history.length)],
  };
}

function perform(
  action: EscalationAction,
  ticket: Ticket,
  team: AlarmTeam,
  context: ActionContext,
): { readonly ticket: Ticket; readonly deed: EscalationDeed } {
  const { kind } = action;
  const become = (value: string, result: ActionResult) => {
    if (result.kind === 'refused') return skip(value, 'notAllowed');
    const isChanged = result.kind === 'changed';
    const deed: EscalationDeed = { kind, value, outcome: isChanged ? 'done' : 'unchanged' };
    return { ticket: isChanged ? result.ticket : ticket, deed };
  };
  const skip = (value: string, why: SkipReason) => {
    const deed: EscalationDeed = { kind, value, outcome: 'skipped', why };
    return { ticket, deed };
  };
  switch (kind) {
    case 'raisePriority': {
      const value = action.value === '' ? nextPriority(ticket.priority) : action.value;
      const isHigher = rankOf(value) > rankOf(ticket.priority);
      return become(value, isHigher ? setPriority(ticket, value, context) : { kind: 'unchanged' });
    }
    case 'reassign': {
      if (action.value === 'pool') return become(NOBODY, assignTicket(ticket, NOBODY, 'escalation', context));
      const isLead = action.value === 'lead';
      const agentId = action.value === 'lead' ? team.leadOf(ticket.departmentId) : action.value;
      if (agentId === NOBODY) return skip(agentId, 'nobody');
      const why = unfitToHold(agentId, ticket, team.agents);
      // Whoever leads a department may hold its tickets without being one of its agents.
      if (why && !(isLead && why === 'notInDepartment')) return skip(agentId, why);
      return become(agentId, assignTicket(ticket, agentId, 'escalation', context));
    }
    case 'addTag':
      return become(action.value, setTags(ticket, [...ticket.tags, action.value], context));
  }
}

/** Who is told, each once and only active ones, in the order of the step. */
function toldBy(stations: EscalationStep['notify'], ticket: Ticket, team: AlarmTeam): AgentId[] {
  const ids = stations.flatMap((station): readonly string[] => {
    switch (station) {
      case 'owner':
        return [ticket.assigneeId];
      case 'lead':
        return [team.leadOf(ticket.departmentId)];
      case 'supervisors':
        return supervisorsOf(ticket.departmentId, team);
      default:
        return [station];
    }
  });
  return [...new Set(ids)].filter((id) => team.agents.get(id)?.isActive === true) as AgentId[];
}

/** The supervisors in a department; where there are none, all of them; without any, the administrators. Somebody has to hear it. */
function supervisorsOf(departmentId: DepartmentId, { agents }: AlarmTeam): readonly string[] {
  // In one order on every machine: the server compares.
  const active = [...agents].filter(([, { isActive }]) => isActive).sort(([a], [b]) => (a < b ? -1 : 1));
  const idsOf = (fits: (agent: AgentValue) => boolean): string[] =>
    active.flatMap(([id, agent]) => (fits(agent) ? [id] : []));
  const choices = [
    idsOf(({ role, departmentIds }) => role === 'supervisor' && departmentIds.includes(departmentId)),
    idsOf(({ role }) => role === 'supervisor'),
    idsOf(({ role }) => role === 'administrator'),
  ];
  return choices.find((ids) => ids.length > 0) ?? [];
}
