/** What to do about a crash: start again, or leave it to the person because it keeps happening. */
export type CrashVerdict = 'startAgain' | 'giveUp';

/** So many crashes within the time are one too many. */
const CRASHES_MAX = 3;
const WITHIN_MS = 5 * 60_000;

/**
 * Decides about a crash at `nowMs` (UTC epoch ms) with those before it. What comes back at once is not cured by starting
 * again a fourth time. A clock that was put back forgets what lies ahead of it.
 */
export function decideAfterCrash(
  earlierMs: readonly number[],
  nowMs: number,
): { readonly verdict: CrashVerdict; readonly crashesMs: readonly number[] } {
  const recent = earlierMs.filter((atMs) => atMs > nowMs - WITHIN_MS && atMs <= nowMs);
  return { verdict: recent.length < CRASHES_MAX ? 'startAgain' : 'giveUp', crashesMs: [...recent, nowMs] };
}
