import { hashOf } from '../../../shared/text/hash.ts';

/**
 * Place of `meId` among those who could do a shared duty, 0 first; -1 when they are not among them. Each duty has an order of
 * its own, and nobody's coming or going changes that of the others. Source: rendezvous hashing, Thaler and Ravishankar, 1998.
 */
export function placeFor(duty: string, candidates: readonly string[], meId: string): number {
  if (!candidates.includes(meId)) return -1;
  const mine = hashOf(`${duty}/${meId}`);
  let place = 0;
  for (const candidate of candidates) {
    if (candidate === meId) continue;
    const theirs = hashOf(`${duty}/${candidate}`);
    if (theirs > mine || (theirs === mine && candidate < meId)) place += 1;
  }
  return place;
}
