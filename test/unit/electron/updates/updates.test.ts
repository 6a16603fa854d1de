import { describe, expect, test } from 'vitest';
import type { NewerVersion } from '../../../../electron/updates/updateSource.ts';
import { startUpdates, type Updates } from '../../../../electron/updates/updates.ts';
import { BatonError } from '../../../../shared/errors.ts';
import type { UpdateState } from '../../../../shared/ipc/updates.ts';
import { QUIET } from '../../../support/deskHarness.ts';
import { testScheduler, type TestScheduler } from '../../../support/testScheduler.ts';

const NEWER: NewerVersion = { version: '9.0.0', notes: 'Faster.' };
const START_MS = 1_000_000;
const HALF_A_DAY_MS = 12 * 60 * 60 * 1000;

interface Scene {
  readonly updates: Updates;
  readonly time: TestScheduler;
  readonly told: readonly UpdateState[];
  readonly installed: () => number;
}

function aScene(
  options: {
    find?: () => Promise<NewerVersion | null>;
    fetch?: (onPercent: (percent: number) => void) => Promise<void>;
    install?: () => void;
    isBusy?: () => boolean;
  } = {},
): Scene {
  const time = testScheduler(START_MS);
  const told: UpdateState[] = [];
  let installed = 0;
  const updates = startUpdates({
    source: {
      find: options.find ?? (() => Promise.resolve(NEWER)),
      fetch: options.fetch ?? (() => Promise.resolve()),
      install: () => {
        options.install?.();
        installed += 1;
      },
    },
    clock: time,
    scheduler: time,
    random: () => 0.5,
    isBusy: options.isBusy ?? (() => false),
    onChange: (state) => told.push(state),
    log: QUIET,
  });
  return { updates, time, told, installed: () => installed };
}

describe('a newer version', () => {
  test('is found and fetched by itself, and then only offered', async () => {
    const { updates, time, told, installed } = aScene({
      fetch: (onPercent) => {
        onPercent(40);
        return Promise.resolve();
      },
    });
    await time.pass(HALF_A_DAY_MS);
    expect(updates.state()).toEqual({
      name: 'ready',
      ...NEWER,
      restartsWhenIdle: false,
      problem: null,
    });
    expect(told).toContainEqual({ name: 'downloading', version: '9.0.0', percent: 40 });
    expect(installed()).toBe(0);
  });

  test('is installed at once when the person says so', async () => {
    const { updates, time, installed } = aScene();
    await updates.check();
    await time.pass(0);
    updates.restart('now');
    expect(installed()).toBe(1);
  });

  test('waits for a pause when the person wants that: never while something is being written', async () => {
    let isBusy = true;
    const { updates, time, installed } = aScene({ isBusy: () => isBusy });
    await updates.check();
    await time.pass(0);
    expect(updates.restart('whenIdle')).toMatchObject({ name: 'ready', restartsWhenIdle: true });
    await time.pass(HALF_A_DAY_MS);
    expect(installed()).toBe(0);
    isBusy = false;
    await time.pass(60_000);
    expect(installed()).toBe(1);
  });

  test('that the system does not let in is still offered, with the reason', async () => {
    const { updates, time } = aScene({
      install: () => {
        throw new Error('no rights');
      },
    });
    await updates.check();
    await time.pass(0);
    updates.restart('now');
    expect(updates.state()).toMatchObject({ name: 'ready', problem: 'notInstalled' });
  });

  test('that arrives damaged is thrown away, and looked for again later', async () => {
    let isDamaged = true;
    const { updates, time } = aScene({
      fetch: () =>
        isDamaged ? Promise.reject(new BatonError('update.damaged', 'another hash')) : Promise.resolve(),
    });
    await updates.check();
    await time.pass(0);
    expect(updates.state()).toMatchObject({ name: 'upToDate', problem: 'damaged' });
    isDamaged = false;
    await time.pass(HALF_A_DAY_MS);
    expect(updates.state()).toMatchObject({ name: 'ready' });
  });
});

test('a publisher that does not answer is asked again, and the reason is there to be seen', async () => {
  let questions = 0;
  const { updates, time } = aScene({
    find: () => {
      questions += 1;
      return questions === 1 ? Promise.reject(new Error('no route')) : Promise.resolve(null);
    },
  });
  expect(await updates.check()).toMatchObject({ name: 'upToDate', problem: 'unreachable' });
  await time.pass(HALF_A_DAY_MS);
  expect(updates.state()).toMatchObject({ name: 'upToDate', problem: null });
  expect(questions).toBeGreaterThan(2);
});

test('two questions at once are one', async () => {
  let questions = 0;
  const { updates } = aScene({
    find: () => {
      questions += 1;
      return Promise.resolve(null);
    },
  });
  await Promise.all([updates.check(), updates.check()]);
  expect(questions).toBe(1);
});

test('a copy that nobody publishes for says so and asks nobody', async () => {
  const time = testScheduler(START_MS);
  const updates = startUpdates({
    source: null,
    clock: time,
    scheduler: time,
    random: () => 0,
    isBusy: () => false,
    onChange: () => undefined,
    log: QUIET,
  });
  await time.pass(HALF_A_DAY_MS);
  expect(await updates.check()).toEqual({ name: 'off' });
  expect(updates.restart('now')).toEqual({ name: 'off' });
});
