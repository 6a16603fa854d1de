import { expect, test } from 'vitest';
import { followDesk, type DeskFacts, type FactSource } from '../../../../electron/attention/deskFacts.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import { silentLog } from '../../../support/silentLog.ts';
import { testScheduler } from '../../../support/testScheduler.ts';

interface Shown {
  isSignedIn: boolean;
  dueAtMs: readonly number[];
  toSolve: number;
}

function aDesk(shown: Shown): FactSource {
  return {
    session: () => ({ name: shown.isSignedIn ? 'signedIn' : 'signedOut', agentId: 'ana' }),
    syncStatus: () => ({ name: 'online' }),
    workspace: () => ({
      assignment: { toSolve: () => Promise.resolve({ mine: shown.toSolve }) },
      directory: { agent: () => ({ availability: 'busy', notices: { pausedUntilMs: 77 } }) },
      queries: {
        page: () =>
          Promise.resolve({
            rows: shown.dueAtMs.map((nextDueAtMs, index) => ({
              id: `t${String(index)}`,
              number: 10 + index,
              nextDueAtMs,
            })),
          }),
      },
    }),
  } as unknown as FactSource;
}

async function follow(shown: Shown): Promise<{
  heard: DeskFacts[];
  note: (name: 'assignment.changed' | 'draft.returned') => void;
  pass: (ms: number) => Promise<void>;
}> {
  const time = testScheduler(1_000_000);
  const heard: DeskFacts[] = [];
  const follower = followDesk({
    desk: aDesk(shown),
    nowMs: () => time.nowMs(),
    scheduler: time,
    onFacts: (facts) => heard.push(facts),
    log: silentLog,
  });
  await time.pass(1);
  return {
    heard,
    note: (name) => {
      follower.note(name);
    },
    pass: (ms) => time.pass(ms),
  };
}

test('what is due, overdue and to solve is told at once', async () => {
  const { heard } = await follow({ isSignedIn: true, dueAtMs: [900_000, 2_000_000, NO_DUE_MS], toSolve: 3 });
  expect(heard).toEqual([
    {
      name: 'signedIn',
      isOnline: true,
      toSolve: 3,
      overdue: 1,
      next: { ticketId: 't0', number: 10, dueAtMs: 900_000 },
      availability: 'busy',
      pausedUntilMs: 77,
    },
  ]);
});

test('a ticket that is never due is not next', async () => {
  const { heard } = await follow({ isSignedIn: true, dueAtMs: [NO_DUE_MS], toSolve: 1 });
  expect(heard[0]).toMatchObject({ next: null, overdue: 0 });
});

test('news that come together are looked at once, others not at all, and time passes by itself', async () => {
  const shown = { isSignedIn: true, dueAtMs: [1_020_000], toSolve: 1 };
  const { heard, note, pass } = await follow(shown);
  note('draft.returned');
  await pass(2000);
  expect(heard).toHaveLength(1);
  shown.toSolve = 2;
  note('assignment.changed');
  note('assignment.changed');
  await pass(2000);
  expect(heard).toHaveLength(2);
  expect(heard[1]).toMatchObject({ toSolve: 2, overdue: 0 });
  await pass(30_000);
  expect(heard.at(-1)).toMatchObject({ overdue: 1 });
});

test('nobody signed in has nothing to do', async () => {
  const { heard } = await follow({ isSignedIn: false, dueAtMs: [], toSolve: 9 });
  expect(heard).toEqual([{ name: 'signedOut' }]);
});
