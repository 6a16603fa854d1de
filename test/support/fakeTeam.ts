import { weightOf } from '../../electron/engine/assignment/needs.ts';
import { rebalance, spreadTickets } from '../../electron/engine/assignment/rebalance.ts';
import { checkDepartment } from '../../shared/domain/checkDepartment.ts';
import type { AgentId, DepartmentId, SettingId } from '../../shared/domain/ids.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { AgentValue, Setting } from '../../shared/domain/settings.ts';
import { closesCircle } from '../../shared/domain/substitutes.ts';
import { moveTicket, type ActionContext } from '../../shared/domain/ticket/actions.ts';
import { hopCount, isPingPong } from '../../shared/domain/ticket/history.ts';
import type { Holder, Ticket } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import type { BulkLine, BulkWish } from '../../shared/ipc/bulk.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/ipc/contract.ts';
import type { PresenceState } from '../../shared/ipc/presence.ts';
import { fakeTeam } from './fakeAssignment.ts';
import { ME, type FakeWorkspace } from './fakeWorkspace.ts';

type TeamCommand = Extract<
  CommandName,
  'assignment.rebalance' | `bulk.${string}` | 'department.save' | 'work.save' | 'me.setSubstitute'
>;
type TeamHandlers = { readonly [N in TeamCommand]: (input: CommandInput<N>) => CommandOutput<N> };

interface FakeTeamPorts {
  readonly workspace: () => FakeWorkspace;
  readonly presence: () => PresenceState;
  readonly context: () => ActionContext;
  readonly setSettings: (settings: Setting[]) => void;
  readonly putTicket: (ticket: Ticket) => void;
}

/** Departments, people's work and bulk moves in memory, by the same rules as the host's. */
export function fakeTeamSettings(ports: FakeTeamPorts): TeamHandlers {
  const { workspace, context } = ports;

  function setAgent(agentId: AgentId, change: (value: AgentValue) => AgentValue): void {
    ports.setSettings(
      workspace().settings.map((setting) =>
        setting.kind === 'agent' && (setting.id as string) === agentId
          ? { ...setting, value: change(setting.value) }
          : setting,
      ),
    );
  }

  function agentOf(agentId: AgentId): AgentValue | undefined {
    const found = workspace().settings.find(({ id }) => (id as string) === agentId);
    return found?.kind === 'agent' ? found.value : undefined;
  }

  function lineOf(ticket: Ticket, to: Holder, outcome: BulkLine['outcome'] = 'moves'): BulkLine {
    const result = moveTicket(ticket, to, null, context());
    const after = result.kind === 'changed' ? result.ticket : ticket;
    const { id, number, subject, priority, departmentId, assigneeId } = ticket;
    return {
      ticketId: id,
      number,
      subject,
      priority,
      weight: weightOf(priority),
      from: { departmentId, assigneeId },
      to: { departmentId: after.departmentId, assigneeId: after.assigneeId },
      outcome: result.kind === 'unchanged' && outcome === 'moves' ? 'same' : outcome,
      hops: hopCount(after),
      isPingPong: isPingPong(after) && !isPingPong(ticket),
    };
  }

  function wished(chosen: readonly Ticket[], ticket: Ticket, wish: BulkWish): BulkLine {
    const { departmentId } = ticket;
    switch (wish.kind) {
      case 'pool':
        return lineOf(ticket, { departmentId, assigneeId: '' });
      case 'department':
        return lineOf(ticket, { departmentId: wish.departmentId, assigneeId: '' });
      case 'agent':
        return agentOf(wish.agentId)?.departmentIds.includes(departmentId) === true
          ? lineOf(ticket, { departmentId, assigneeId: wish.agentId })
          : lineOf(ticket, ticket, 'elsewhere');
      case 'spread': {
        const plan = spreadTickets(chosen, fakeTeam(workspace(), ports.presence(), context().nowMs));
        const assigneeId = plan.find(({ ticketId }) => ticketId === ticket.id)?.toId;
        return assigneeId === undefined
          ? lineOf(ticket, ticket, 'nobody')
          : lineOf(ticket, { departmentId, assigneeId });
      }
    }
  }

  return {
    'me.setSubstitute': ({ substituteId, fromMs, untilMs }) => {
      const substitute = { substituteId, substituteFromMs: fromMs, substituteUntilMs: untilMs };
      const me = agentOf(ME);
      if (me && closesCircle(ME, { ...me, ...substitute }, agentOf))
        throw new BatonError('agent.substituteCircle', 'a circle');
      setAgent(ME, (value) => ({ ...value, ...substitute }));
      return {};
    },
    'department.save': ({ departmentId, value }) => {
      const { settings } = workspace();
      const others = settings.flatMap((setting) =>
        setting.kind === 'department' ? [[setting.id, setting.value] as const] : [],
      );
      if (checkDepartment(departmentId, value, others).length > 0)
        throw new BatonError('input.invalid', 'cannot be saved');
      const id = (departmentId === '' ? 'dep_new' : departmentId) as DepartmentId;
      const saved: Setting = {
        id: id as string as SettingId,
        rev: 'r2' as Rev,
        updatedAtMs: 0,
        kind: 'department',
        value,
      };
      ports.setSettings([...settings.filter((setting) => (setting.id as string) !== id), saved]);
      return { departmentId: id };
    },
    'work.save': ({ agentId, work }) => {
      setAgent(agentId, (value) => ({ ...value, ...work }));
      return {};
    },
    'bulk.preview': ({ ticketIds, wish }) => {
      const chosen = workspace().tickets.filter(({ id }) => ticketIds.includes(id));
      return chosen.map((ticket) => wished(chosen, ticket, wish));
    },
    'bulk.run': ({ moves, reason }) => {
      const moved = moves.filter(({ ticketId, from, to }) => {
        const ticket = workspace().tickets.find(({ id }) => id === ticketId);
        if (ticket?.assigneeId !== from.assigneeId) return false;
        const result = moveTicket(ticket, to, reason, context());
        if (result.kind === 'changed') ports.putTicket(result.ticket);
        return result.kind === 'changed';
      });
      return { moved, skipped: moves.length - moved.length };
    },
    'assignment.rebalance': ({ departmentId }) => {
      const { nowMs } = context();
      const team = fakeTeam(workspace(), ports.presence(), nowMs);
      const held = workspace().tickets.filter((ticket) => ticket.departmentId === departmentId);
      return {
        lines: rebalance(held, team, 50, nowMs).flatMap(({ ticketId, toId }) => {
          const ticket = held.find(({ id }) => id === ticketId);
          return ticket ? [lineOf(ticket, { departmentId, assigneeId: toId })] : [];
        }),
        loads: team.agents
          .filter(({ value }) => value.departmentIds.includes(departmentId))
          .map(({ id, value, load }) => ({
            agentId: id,
            openWeight: load.weight,
            capacity: value.capacity,
          })),
      };
    },
  };
}
