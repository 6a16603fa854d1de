import { useSyncExternalStore } from 'react';
import type { AgentId, TicketId } from '../../shared/domain/ids.ts';
import type { PresenceState } from '../../shared/ipc/presence.ts';
import { PRESENCE_MODES } from '../../shared/sync/presence.ts';
import type { PresenceMode } from '../../shared/sync/presence.ts';
import { createLiveQuery } from './liveQuery.ts';
import { useMe } from './session.ts';

/** A colleague who has a ticket before them. */
export interface PersonInTicket {
  readonly agentId: AgentId;
  readonly mode: PresenceMode;
}

interface PresenceIndex {
  readonly tickets: ReadonlyMap<TicketId, readonly PersonInTicket[]>;
  /** `null` while it is not known. */
  readonly online: ReadonlySet<string> | null;
}

const presenceQuery = createLiveQuery(
  'presence.get',
  {},
  { refreshOn: { 'session.changed': true }, replaceOn: { 'presence.changed': (state) => state } },
);

const NOBODY_THERE: readonly PersonInTicket[] = [];
const EMPTY: PresenceIndex = { tickets: new Map(), online: null };

/** The index of the newest state. One state follows the other, so parts that stay the same stay the same objects. */
let latest: { readonly state: PresenceState | undefined; readonly index: PresenceIndex } = {
  state: undefined,
  index: EMPTY,
};

function indexNow(): PresenceIndex {
  const { value } = presenceQuery.getState();
  if (value !== latest.state)
    latest = { state: value, index: value ? buildIndex(value, latest.index) : EMPTY };
  return latest.index;
}

function buildIndex(state: PresenceState, before: PresenceIndex): PresenceIndex {
  const tickets = new Map<TicketId, PersonInTicket[]>();
  for (const { ticketId, agentId, mode } of state.tickets) {
    const people = tickets.get(ticketId) ?? [];
    people.push({ agentId, mode });
    tickets.set(ticketId, people);
  }
  const shared = Array.from(tickets, ([ticketId, people]): [TicketId, readonly PersonInTicket[]] => {
    people.sort(byWeight);
    const old = before.tickets.get(ticketId);
    return [ticketId, old && isSame(old, people) ? old : people];
  });
  return { tickets: new Map(shared), online: state.isKnown ? new Set(state.online) : null };
}

/** Who writes stands before who reads. */
function byWeight(a: PersonInTicket, b: PersonInTicket): number {
  const weight = PRESENCE_MODES.indexOf(b.mode) - PRESENCE_MODES.indexOf(a.mode);
  return weight === 0 ? (a.agentId < b.agentId ? -1 : 1) : weight;
}

function isSame(a: readonly PersonInTicket[], b: readonly PersonInTicket[]): boolean {
  return (
    a.length === b.length && a.every((one, at) => one.agentId === b[at]?.agentId && one.mode === b[at].mode)
  );
}

/** Colleagues who have this ticket before them now, writers first; nobody while the desk is offline. */
export function usePeopleInTicket(ticketId: TicketId): readonly PersonInTicket[] {
  return useSyncExternalStore(
    presenceQuery.subscribe,
    () => indexNow().tickets.get(ticketId) ?? NOBODY_THERE,
  );
}

/** Tells of an agent whether they are connected: as oneself is, while anything is known; `null` while nothing is. */
export function useConnection(): (agentId: string) => boolean | null {
  const { id: meId } = useMe();
  const online = useSyncExternalStore(presenceQuery.subscribe, () => indexNow().online);
  return (agentId) => online && (agentId === meId || online.has(agentId));
}
