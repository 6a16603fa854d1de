import type { AgentId, DepartmentId, TicketId } from '../../shared/domain/ids.ts';
import { openTimeBetween } from '../../shared/domain/sla/calendar.ts';
import { holderMoves, lastOwner } from '../../shared/domain/ticket/history.ts';
import { NOBODY, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { PresenceState } from '../../shared/ipc/presence.ts';
import type { HeldTicket } from '../engine/assignment/decideReturns.ts';
import { weightOf } from '../engine/assignment/needs.ts';
import { NO_LOAD, skillsOf, type AgentLoad, type Team } from '../engine/assignment/team.ts';
import { isWorkable } from '../engine/assignment/waiting.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import { openTickets } from '../openTickets.ts';
import type { Directory } from '../tickets/directory.ts';

/** What distribution goes by, read once and kept current by every write. */
export interface TeamFacts {
  /** Reads what is there. Until then nothing is known. */
  load(): Promise<void>;
  isLoaded(): boolean;
  /** A ticket as it is now. */
  put(ticket: Ticket): void;
  drop(id: TicketId): void;
  /** Open tickets that nobody has, and those of this agent. */
  near(): Iterable<Ticket>;
  /** Open tickets that somebody has. */
  held(): Iterable<HeldTicket>;
  /** Finds out who had the contacts of waiting tickets last, where that is asked. */
  prepare(): Promise<void>;
  /** What `prepare` finds for one ticket. */
  lastAgentOf(ticket: Ticket): Promise<AgentId | ''>;
  /** The team at an instant; `last` answers for tickets that were not prepared. */
  team(nowMs: number, isMeOnline: boolean, last?: Team['lastAgentOf']): Team;
}

/** What the facts are read from. */
export interface TeamFactsPorts {
  readonly stores: Pick<DocumentStores, 'tickets' | 'contacts'>;
  readonly directory: Directory;
  readonly presence: () => PresenceState;
  readonly meId: AgentId;
  readonly nowMs: () => number;
}

type HeldFacts = HeldTicket & Pick<Ticket, 'priority'>;

/** Small enough not to hold anybody up while a page comes over from the storage's thread. */
const PAGE = 200;
/** So far back who was given what is read from closed tickets: all desks read the same. */
const RECENT_MS = 3 * 24 * 60 * 60 * 1000;
const RECENT_MAX = 2000;
/** The contact's tickets that are looked through for whoever had one. */
const EARLIER_MAX = 5;
const LOOKUPS_AT_ONCE = 20;

/** Facts about nothing, until they are loaded. */
export function createTeamFacts(ports: TeamFactsPorts): TeamFacts {
  const { stores, directory, meId } = ports;
  const near = new Map<TicketId, Ticket>();
  const held = new Map<TicketId, HeldFacts>();
  const lastAssigned = new Map<AgentId, number>();
  const latestTickets = new Map<AgentId, number>();
  const lastAgents = new Map<TicketId, AgentId | ''>();
  /** Written while the load was reading: what it read of them is older. */
  let touched: Set<string> | null = null;
  let isLoaded = false;
  let loading: Promise<void> | undefined;

  function drop(id: TicketId): void {
    near.delete(id);
    held.delete(id);
    lastAgents.delete(id);
  }

  function put(ticket: Ticket): void {
    let sinceMs = ticket.createdAtMs;
    for (const { from, to, atMs } of holderMoves(ticket)) {
      if (to.assigneeId !== NOBODY) {
        raise(lastAssigned, to.assigneeId, atMs);
        raise(latestTickets, to.assigneeId, from.assigneeId === NOBODY ? sinceMs : atMs);
      }
      sinceMs = atMs;
    }
    if (!ticket.isOpen) {
      drop(ticket.id);
      return;
    }
    if (ticket.assigneeId === NOBODY || ticket.assigneeId === meId) near.set(ticket.id, ticket);
    else near.delete(ticket.id);
    if (ticket.assigneeId === NOBODY) held.delete(ticket.id);
    else held.set(ticket.id, heldFacts(ticket));
  }

  function putRead(page: readonly Ticket[]): void {
    for (const ticket of page) if (touched?.has(ticket.id) !== true) put(ticket);
  }

  async function readRecentlyClosed(): Promise<void> {
    const selector = { isOpen: false, updatedAtMs: { $gt: ports.nowMs() - RECENT_MS } };
    for (let skip = 0; skip < RECENT_MAX; skip += PAGE) {
      const page = await stores.tickets.query({
        selector,
        sort: [{ updatedAtMs: 'desc' }],
        skip,
        limit: PAGE,
      });
      putRead(page);
      if (page.length < PAGE) return;
    }
  }

  async function load(): Promise<void> {
    touched = new Set();
    near.clear();
    held.clear();
    for await (const { tickets } of openTickets(stores, '', false)) putRead(tickets);
    await readRecentlyClosed();
    touched = null;
    isLoaded = true;
  }

  async function lookUp(ticket: Ticket): Promise<AgentId | ''> {
    const { contactId, departmentId } = ticket;
    // One department only: every desk of it sees the same of them.
    const earlier = await stores.tickets.query({
      selector: { contactId, departmentId },
      sort: [{ createdAtMs: 'desc' }, { id: 'desc' }],
      limit: EARLIER_MAX,
    });
    for (const other of earlier) {
      const ownerId = other.id === ticket.id ? NOBODY : lastOwner(other);
      if (ownerId !== NOBODY) return ownerId;
    }
    return NOBODY;
  }

  function prefersLast(departmentId: DepartmentId): boolean {
    const department = directory.department(departmentId);
    return department !== undefined && department.distribution?.prefersLastAgent !== false;
  }

  function loads(nowMs: number): Map<AgentId, Pick<AgentLoad, 'weight' | 'countByDepartment'>> {
    const byAgent = new Map<AgentId, { weight: number; countByDepartment: Map<DepartmentId, number> }>();
    for (const ticket of held.values()) {
      if (ticket.assigneeId === NOBODY || !isWorkable(ticket, nowMs)) continue;
      const load = byAgent.get(ticket.assigneeId) ?? {
        weight: 0,
        countByDepartment: new Map<DepartmentId, number>(),
      };
      load.weight += weightOf(ticket.priority);
      const { departmentId } = ticket;
      load.countByDepartment.set(departmentId, (load.countByDepartment.get(departmentId) ?? 0) + 1);
      byAgent.set(ticket.assigneeId, load);
    }
    return byAgent;
  }

  return {
    load: () => (loading ??= load().finally(() => (loading = undefined))),
    isLoaded: () => isLoaded,
    put: (ticket) => {
      touched?.add(ticket.id);
      put(ticket);
    },
    drop: (id) => {
      touched?.add(id);
      drop(id);
    },
    near: () => near.values(),
    held: () => held.values(),
    lastAgentOf: lookUp,
    prepare: async () => {
      const unknown = [...near.values()].filter(
        ({ id, assigneeId, departmentId }) =>
          assigneeId === NOBODY && !lastAgents.has(id) && prefersLast(departmentId),
      );
      for (let at = 0; at < unknown.length; at += LOOKUPS_AT_ONCE) {
        const part = unknown.slice(at, at + LOOKUPS_AT_ONCE);
        const found = await Promise.all(part.map(lookUp));
        for (const [index, { id }] of part.entries())
          if (near.has(id)) lastAgents.set(id, found[index] ?? '');
      }
    },
    team: (nowMs, isMeOnline, last) => {
      const { online } = ports.presence();
      const present = new Set<AgentId>(online);
      if (isMeOnline) present.add(meId);
      const known = loads(nowMs);
      const settings = directory.settings();
      const agents = settings.flatMap((setting) => (setting.kind === 'agent' ? [setting] : []));
      const departments = settings.flatMap((setting) => (setting.kind === 'department' ? [setting] : []));
      const { calendars } = directory.slaBook();
      const openNow = new Map<string, boolean>();
      return {
        agents: agents.map(({ id, value }) => {
          const agentId = id as string as AgentId;
          const load = {
            ...(known.get(agentId) ?? NO_LOAD),
            lastAssignedAtMs: lastAssigned.get(agentId) ?? 0,
            latestTicketMs: latestTickets.get(agentId) ?? 0,
          };
          return { id: agentId, value, isOnline: present.has(agentId), load };
        }),
        skills: skillsOf(agents.flatMap(({ value }) => (value.isActive ? [value] : []))),
        departments: new Map(departments.map(({ id, value }) => [id as string as DepartmentId, value])),
        isOpen: (calendarId) => {
          const compiled = calendars.get(calendarId)?.compiled;
          if (!compiled) return true;
          const isOpen = openNow.get(calendarId) ?? openTimeBetween(compiled, nowMs, nowMs + 1) > 0;
          openNow.set(calendarId, isOpen);
          return isOpen;
        },
        lastAgentOf: last ?? (({ id }) => lastAgents.get(id) ?? ''),
      };
    },
  };
}

function raise(latest: Map<AgentId, number>, id: AgentId, atMs: number): void {
  if (atMs > (latest.get(id) ?? 0)) latest.set(id, atMs);
}

function heldFacts(ticket: Ticket): HeldFacts {
  const { id, assigneeId, departmentId, status, snoozedUntilMs, awaitingReplySinceMs, priority } = ticket;
  return { id, assigneeId, departmentId, status, snoozedUntilMs, awaitingReplySinceMs, priority };
}
