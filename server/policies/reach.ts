import { seesEverything, seesTicket, type Viewer } from '../../shared/domain/visibility.ts';
import { isNowhere, isPrivate, type Place } from '../store/places.ts';

/** What of the workspace one asker's replica holds. */
export interface Reach {
  readonly viewer: Viewer;
  /** Closed tickets whose last change is older stay on the server; 0 keeps none back. UTC epoch ms. */
  readonly closedAfterMs: number;
}

/** `whole`: they get the document. `gone`: only the news that it is not theirs (any more). `never`: not a word. */
export type Sight = 'whole' | 'gone' | 'never';

/** How much of a document somebody gets. `place` is null for contacts and for settings that are everybody's. */
export function sightOf({ viewer, closedAfterMs }: Reach, place: Place | null): Sight {
  if (place === null) return 'whole';
  if (isPrivate(place)) return seesPlace(viewer, place) ? 'whole' : 'never';
  const isShelved = place.closedMs > 0 && place.closedMs < closedAfterMs;
  if (!isShelved && seesPlace(viewer, place)) return 'whole';
  return mayHaveHad(viewer, place) ? 'gone' : 'never';
}

/** True when the person may see a document that stands here. Words that came ahead of their ticket are their writer's. */
export function seesPlace(viewer: Viewer, place: Place): boolean {
  if (isPrivate(place)) return place.assigneeId === viewer.agentId;
  if (isNowhere(place)) return seesEverything(viewer) || place.seenBy.includes(viewer.agentId);
  return seesTicket(viewer, place);
}

/** What is left of a document for somebody who may not see it: enough to drop it, and no word of it. */
export function goneOf(document: { readonly id: string; readonly rev: string }): {
  readonly id: string;
  readonly rev: string;
  readonly _deleted: true;
} {
  return { id: document.id, rev: document.rev, _deleted: true };
}

function mayHaveHad(viewer: Viewer, { seenBy }: Place): boolean {
  if (seesEverything(viewer)) return seenBy.length > 0;
  const departmentIds: readonly string[] = viewer.departmentIds;
  return seenBy.some((id) => id === viewer.agentId || departmentIds.includes(id));
}
