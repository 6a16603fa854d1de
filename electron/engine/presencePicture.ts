import type { AgentId } from '../../shared/domain/ids.ts';
import type { PresenceState } from '../../shared/ipc/presence.ts';
import type { PresentPerson, StreamPresence } from '../../shared/sync/presence.ts';

/** What this desk knows of the others: nothing while it is not connected, else everybody who is online. */
export type PresencePicture =
  | { readonly name: 'unknown' }
  | { readonly name: 'known'; readonly people: ReadonlyMap<AgentId, PresentPerson> };

/** Without a connection nothing that was known counts any more. */
export const UNKNOWN_PRESENCE: PresencePicture = { name: 'unknown' };

/**
 * The picture after news from the stream. Changes before the first whole picture say nothing; oneself, on whatever device,
 * is never in it.
 */
export function hearPresence(picture: PresencePicture, news: StreamPresence, meId: AgentId): PresencePicture {
  if (picture.name === 'unknown' && !news.isWhole) return picture;
  const people = new Map(picture.name === 'unknown' || news.isWhole ? [] : picture.people);
  for (const person of news.people) {
    if (person.isOnline && person.agentId !== meId) people.set(person.agentId, person);
    else people.delete(person.agentId);
  }
  return { name: 'known', people };
}

/** The picture as windows get it. */
export function presenceState(picture: PresencePicture): PresenceState {
  if (picture.name === 'unknown') return { isKnown: false, online: [], tickets: [] };
  const people = [...picture.people.values()];
  return {
    isKnown: true,
    online: people.map(({ agentId }) => agentId),
    tickets: people.flatMap(({ agentId, tickets }) => tickets.map((ticket) => ({ ...ticket, agentId }))),
  };
}
