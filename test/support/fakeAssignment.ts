import { nextTicket } from '../../electron/engine/assignment/nextTicket.ts';
import { rankAgents } from '../../electron/engine/assignment/rankAgents.ts';
import { NO_LOAD, skillsOf, type Team } from '../../electron/engine/assignment/team.ts';
import { distributionState, isWorkable } from '../../electron/engine/assignment/waiting.ts';
import { weightOf } from '../../electron/engine/assignment/needs.ts';
import type { AgentId, DepartmentId } from '../../shared/domain/ids.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { AssignmentExplanation, ReplayReport, ToSolve } from '../../shared/ipc/assignment.ts';
import type { PresenceState } from '../../shared/ipc/presence.ts';
import { ME, type FakeWorkspace } from './fakeWorkspace.ts';

/** A replay of nothing. */
export const NO_REPLAY: ReplayReport = {
  tickets: 0,
  owners: [],
  spread: 0,
  unevenness: 0,
  hopsMean: 0,
  hops: [0, 0, 0, 0],
  firstOwnerShare: 0,
  waitMedianMs: 0,
  waitP95Ms: 0,
  neverOwned: 0,
};

/** What the host would explain, by the same ranking over the fake workspace. */
export function fakeExplanation(
  workspace: FakeWorkspace,
  presence: PresenceState,
  ticket: Ticket,
  departmentId: DepartmentId | undefined,
  nowMs: number,
): AssignmentExplanation {
  const team = fakeTeam(workspace, presence, nowMs);
  const asked = departmentId ?? ticket.departmentId;
  const move = ticket.history.findLast((line) => line.kind === 'holder' && line.to.assigneeId !== '');
  return {
    ticketId: ticket.id,
    departmentId: asked,
    ...rankAgents(ticket, team, asked),
    state: distributionState(ticket, team.departments.get(ticket.departmentId), nowMs),
    isPresenceKnown: presence.isKnown,
    came:
      ticket.assigneeId !== '' && move?.kind === 'holder'
        ? {
            cause: move.cause,
            by: move.by,
            atMs: move.atMs,
            fromId: move.from.assigneeId,
            reason: move.reason,
            grounds: move.grounds ?? null,
          }
        : null,
  };
}

/** What the host would name as next. */
export function fakeToSolve(workspace: FakeWorkspace, presence: PresenceState, nowMs: number): ToSolve {
  return nextTicket(workspace.tickets, fakeTeam(workspace, presence, nowMs), ME, nowMs);
}

/** The team as the host's distribution would see it. */
export function fakeTeam({ settings, tickets }: FakeWorkspace, presence: PresenceState, nowMs: number): Team {
  const agents = settings.flatMap((setting) =>
    setting.kind === 'agent' && setting.value.isActive ? [setting] : [],
  );
  return {
    agents: agents.map(({ id, value }) => {
      const agentId = id as string as AgentId;
      const held = tickets.filter((ticket) => ticket.assigneeId === agentId && isWorkable(ticket, nowMs));
      const countByDepartment = new Map<DepartmentId, number>();
      for (const { departmentId } of held)
        countByDepartment.set(departmentId, (countByDepartment.get(departmentId) ?? 0) + 1);
      const weight = held.reduce((sum, { priority }) => sum + weightOf(priority), 0);
      const isOnline = agentId === ME || presence.online.includes(agentId);
      return { id: agentId, value, isOnline, load: { ...NO_LOAD, weight, countByDepartment } };
    }),
    skills: skillsOf(agents.map(({ value }) => value)),
    departments: new Map(
      settings.flatMap((setting) =>
        setting.kind === 'department' ? [[setting.id as string as DepartmentId, setting.value] as const] : [],
      ),
    ),
    isOpen: () => true,
    lastAgentOf: () => '',
  };
}
