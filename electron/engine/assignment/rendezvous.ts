const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A well mixed 32-bit number of a text, the same on every machine. Source: FNV-1a (draft-eastlake-fnv), finished with the
 * mixing step of MurmurHash3.
 */
function hashOf(text: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

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
