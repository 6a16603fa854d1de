import type { AgentId } from '../../shared/domain/ids.ts';
import { combineActivities, type PresentPerson, type TicketActivity } from '../../shared/sync/presence.ts';

/** One signed-in device that has an event stream open, in this process or another. */
export interface PresentSession {
  readonly sessionId: string;
  readonly workspaceId: string;
  readonly agentId: AgentId;
  readonly tickets: readonly TicketActivity[];
}

/** Whose picture a change touches. */
export type PersonKey = Pick<PresentSession, 'workspaceId' | 'agentId'>;

/** Who is here and what they do, of all server processes together. No clock and no network: the hub brings both. */
export interface PresenceBoard {
  /** Adds a session of a process, or replaces it. True when the person's picture is another now. */
  put(processId: string, session: PresentSession): boolean;
  /** Takes a session away. Answers whose picture is another now, `null` when nobody's. */
  remove(processId: string, sessionId: string): PersonKey | null;
  /** Takes away all sessions of a process; answers whose pictures may be others now. */
  dropProcess(processId: string): PersonKey[];
  person(workspaceId: string, agentId: AgentId): PresentPerson;
  /** Everybody who is online. */
  people(workspaceId: string): PresentPerson[];
  /** Everybody who has this ticket before them. */
  inTicket(workspaceId: string, ticketId: string): AgentId[];
  sessionsOf(processId: string): readonly PresentSession[];
}

/** An empty board. */
export function createPresenceBoard(): PresenceBoard {
  /** process → session → what it does */
  const processes = new Map<string, Map<string, PresentSession>>();
  /** workspace → person → their sessions by process and id */
  const workspaces = new Map<string, Map<AgentId, Map<string, PresentSession>>>();

  function person(workspaceId: string, agentId: AgentId): PresentPerson {
    const sessions = workspaces.get(workspaceId)?.get(agentId);
    if (!sessions) return { agentId, isOnline: false, tickets: [] };
    const all = Array.from(sessions.values(), ({ tickets }) => tickets).flat();
    return { agentId, isOnline: true, tickets: combineActivities(all) };
  }

  function unlink(processId: string, session: PresentSession): void {
    const { workspaceId, agentId, sessionId } = session;
    const people = workspaces.get(workspaceId);
    const sessions = people?.get(agentId);
    sessions?.delete(keyOf(processId, sessionId));
    if (sessions?.size === 0) people?.delete(agentId);
    if (people?.size === 0) workspaces.delete(workspaceId);
  }

  function link(processId: string, session: PresentSession): void {
    const { workspaceId, agentId, sessionId } = session;
    const people = workspaces.get(workspaceId) ?? new Map<AgentId, Map<string, PresentSession>>();
    workspaces.set(workspaceId, people);
    const sessions = people.get(agentId) ?? new Map<string, PresentSession>();
    people.set(agentId, sessions);
    sessions.set(keyOf(processId, sessionId), session);
  }

  return {
    person,
    put(processId, session) {
      const sessions = processes.get(processId) ?? new Map<string, PresentSession>();
      processes.set(processId, sessions);
      const before = person(session.workspaceId, session.agentId);
      const known = sessions.get(session.sessionId);
      if (known) unlink(processId, known);
      sessions.set(session.sessionId, session);
      link(processId, session);
      return !isSamePicture(before, person(session.workspaceId, session.agentId));
    },
    remove(processId, sessionId) {
      const sessions = processes.get(processId);
      const session = sessions?.get(sessionId);
      if (!sessions || !session) return null;
      const { workspaceId, agentId } = session;
      const before = person(workspaceId, agentId);
      sessions.delete(sessionId);
      if (sessions.size === 0) processes.delete(processId);
      unlink(processId, session);
      return isSamePicture(before, person(workspaceId, agentId)) ? null : { workspaceId, agentId };
    },
    dropProcess(processId) {
      const sessions = [...(processes.get(processId)?.values() ?? [])];
      processes.delete(processId);
      for (const session of sessions) unlink(processId, session);
      return sessions.map(({ workspaceId, agentId }) => ({ workspaceId, agentId }));
    },
    people: (workspaceId) =>
      Array.from(workspaces.get(workspaceId)?.keys() ?? [], (agentId) => person(workspaceId, agentId)),
    inTicket: (workspaceId, ticketId) =>
      Array.from(workspaces.get(workspaceId)?.entries() ?? [])
        .filter(([, sessions]) =>
          [...sessions.values()].some(({ tickets }) => tickets.some((one) => one.ticketId === ticketId)),
        )
        .map(([agentId]) => agentId),
    sessionsOf: (processId) => [...(processes.get(processId)?.values() ?? [])],
  };
}

function keyOf(processId: string, sessionId: string): string {
  return `${processId} ${sessionId}`;
}

function isSamePicture(a: PresentPerson, b: PresentPerson): boolean {
  return a.isOnline === b.isOnline && activitiesKey(a.tickets) === activitiesKey(b.tickets);
}

/** Equal for equal activities, `''` for none. They have to be in order. */
export function activitiesKey(tickets: PresentPerson['tickets']): string {
  return tickets.map(({ ticketId, mode }) => `${mode} ${ticketId}`).join('\n');
}
