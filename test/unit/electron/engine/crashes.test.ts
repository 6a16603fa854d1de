import { expect, test } from 'vitest';
import { decideAfterCrash, type CrashVerdict } from '../../../../electron/engine/crashes.ts';

/** The verdicts on crashes at these instants, one after the other. */
function verdicts(...atMs: readonly number[]): CrashVerdict[] {
  let crashesMs: readonly number[] = [];
  return atMs.map((nowMs) => {
    const decided = decideAfterCrash(crashesMs, nowMs);
    crashesMs = decided.crashesMs;
    return decided.verdict;
  });
}

test('the fourth crash within five minutes is left to the person', () => {
  expect(verdicts(1000, 2000, 3000, 4000)).toEqual(['startAgain', 'startAgain', 'startAgain', 'giveUp']);
});

test('crashes far apart are each mended', () => {
  const hourMs = 60 * 60_000;
  expect(verdicts(1000, hourMs, 2 * hourMs, 3 * hourMs, 4 * hourMs)).toEqual(
    Array.from({ length: 5 }, () => 'startAgain'),
  );
});

test('a clock that was put back does not keep Baton from starting again', () => {
  expect(verdicts(900_000, 901_000, 902_000, 5000)).toEqual(Array.from({ length: 4 }, () => 'startAgain'));
});
