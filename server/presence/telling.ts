import type { AgentId } from '../../shared/domain/ids.ts';
import type { TicketPlace } from '../../shared/domain/visibility.ts';
import type { PresentPerson } from '../../shared/sync/presence.ts';
import { activitiesKey } from './board.ts';

/** Somebody who has an event stream open here and hears of the others. */
export interface Watcher {
  readonly workspaceId: string;
  readonly agentId: AgentId;
  readonly sessionId: string;
  /** Whether they may know of this ticket, as things are now. */
  sees(ticket: TicketPlace): boolean;
  /** Brings the data of a `presence` event. Never throws and never waits. */
  tell(data: string): void;
  /** Asks the device for a sign of life. Never throws and never waits. */
  ask(): void;
}

/** What a watcher was told. */
export interface Told {
  knowsWhole: boolean;
  /** The tickets told of each person, where there were any. */
  readonly tickets: Map<AgentId, string>;
}

/** Tells a newcomer of everybody but themselves. */
export function tellWhole(
  watcher: Watcher,
  told: Told,
  everybody: readonly PresentPerson[],
  texts: PeopleTexts,
): void {
  told.knowsWhole = true;
  const people: string[] = [];
  for (const person of everybody) {
    if (person.agentId === watcher.agentId) continue;
    const seen = seenBy(watcher, person, texts.places);
    remember(told, person.agentId, seen);
    people.push(texts.of(person, seen));
  }
  tell(watcher, true, people);
}

/** Tells of those of `some` whose picture is another to this watcher; `online` is who was online when it was told last. */
export function tellChanges(
  watcher: Watcher,
  told: Told,
  online: ReadonlySet<AgentId>,
  some: readonly PresentPerson[],
  texts: PeopleTexts,
): void {
  const people: string[] = [];
  for (const person of some) {
    if (person.agentId === watcher.agentId) continue;
    const seen = seenBy(watcher, person, texts.places);
    const isNew = remember(told, person.agentId, seen);
    // That somebody has moved between tickets this watcher does not see is none of their business.
    if (isNew || person.isOnline !== online.has(person.agentId)) people.push(texts.of(person, seen));
  }
  if (people.length > 0) tell(watcher, false, people);
}

/** The people of one telling as JSON text. Most look the same to every watcher, so their text is made once. */
export interface PeopleTexts {
  readonly places: ReadonlyMap<string, TicketPlace>;
  of(person: PresentPerson, seen: PresentPerson['tickets']): string;
}

/** No texts yet; `places` says where the people's tickets are. */
export function createPeopleTexts(places: ReadonlyMap<string, TicketPlace>): PeopleTexts {
  const whole = new Map<PresentPerson, string>();
  const bare = new Map<PresentPerson, string>();
  return {
    places,
    of(person, seen) {
      if (seen.length > 0 && seen.length < person.tickets.length)
        return JSON.stringify({ ...person, tickets: seen });
      const known = seen.length === 0 ? bare : whole;
      const text = known.get(person) ?? JSON.stringify({ ...person, tickets: seen });
      known.set(person, text);
      return text;
    },
  };
}

/** The data of a `StreamPresence`. */
function tell(watcher: Watcher, isWhole: boolean, people: readonly string[]): void {
  watcher.tell(`{"isWhole":${String(isWhole)},"people":[${people.join(',')}]}`);
}

const NONE: PresentPerson['tickets'] = [];

/** What this watcher may know of a person's tickets. */
function seenBy(
  watcher: Watcher,
  { tickets }: PresentPerson,
  places: ReadonlyMap<string, TicketPlace>,
): PresentPerson['tickets'] {
  if (tickets.length === 0) return NONE;
  return tickets.filter(({ ticketId }) => {
    const place = places.get(ticketId);
    return place !== undefined && watcher.sees(place);
  });
}

/** Notes what a watcher knows of a person's tickets; true when that is new to them. */
function remember(told: Told, agentId: AgentId, seen: PresentPerson['tickets']): boolean {
  const key = activitiesKey(seen);
  if ((told.tickets.get(agentId) ?? '') === key) return false;
  if (key === '') told.tickets.delete(agentId);
  else told.tickets.set(agentId, key);
  return true;
}
