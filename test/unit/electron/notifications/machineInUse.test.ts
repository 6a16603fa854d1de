import { describe, expect, it } from 'vitest';
import { followMachine, type MachineInUse } from '../../../../electron/notifications/machineInUse.ts';
import type { DeviceId } from '../../../../shared/domain/ids.ts';
import { testScheduler, type TestScheduler } from '../../../support/testScheduler.ts';

const MINUTE_MS = 60_000;
const START_MS = 1_800_000_000_000;

interface Machine extends MachineInUse {
  /** Nobody has touched it for so long. */
  idleMs: number;
}

/** What the machines of one person know together, as if nothing stood between them. */
function together(time: TestScheduler): { readonly machine: (id: string) => Machine; writes: number } {
  let shared: Record<string, number> = {};
  const world = {
    writes: 0,
    machine: (id: string): Machine => {
      const state = { idleMs: Infinity };
      const { isHere, stop } = followMachine({
        deviceId: id as DeviceId,
        marks: {
          machines: () => shared,
          setMachines: (next) => {
            shared = next;
            world.writes += 1;
          },
        },
        idleMs: () => state.idleMs,
        clock: time,
        scheduler: time,
      });
      return Object.assign(state, { isHere, stop });
    },
  };
  return world;
}

describe('the machine in use', () => {
  it('is the only one there is, and says so once a day', async () => {
    const time = testScheduler(START_MS);
    const world = together(time);
    const only = world.machine('only');
    expect(only.isHere()).toBe(true);
    await time.pass(3 * 60 * MINUTE_MS);
    expect(only.isHere()).toBe(true);
    expect(world.writes).toBe(1);
  });

  it('is the one that was touched last, and the others leave it to that one', async () => {
    const time = testScheduler(START_MS);
    const world = together(time);
    const [office, home] = [world.machine('office'), world.machine('home')];
    office.idleMs = 0;
    await time.pass(MINUTE_MS);
    expect([office.isHere(), home.isHere()]).toEqual([true, false]);
    office.idleMs = 10 * MINUTE_MS;
    home.idleMs = 0;
    await time.pass(MINUTE_MS);
    expect([office.isHere(), home.isHere()]).toEqual([false, true]);
  });

  it('stays the same while nobody touches any', async () => {
    const time = testScheduler(START_MS);
    const world = together(time);
    const [office, home] = [world.machine('office'), world.machine('home')];
    office.idleMs = 0;
    await time.pass(MINUTE_MS);
    office.idleMs = Infinity;
    await time.pass(60 * MINUTE_MS);
    expect([office.isHere(), home.isHere()]).toEqual([true, false]);
  });

  it('is followed by another one when it has gone without a word', async () => {
    const time = testScheduler(START_MS);
    const world = together(time);
    const [office, home] = [world.machine('office'), world.machine('home')];
    office.idleMs = 0;
    await time.pass(MINUTE_MS);
    office.stop();
    await time.pass(5 * MINUTE_MS);
    expect(home.isHere()).toBe(false);
    await time.pass(15 * MINUTE_MS);
    expect(home.isHere()).toBe(true);
  });

  it('does not change to and fro under two hands', async () => {
    const time = testScheduler(START_MS);
    const world = together(time);
    const machines = [world.machine('left'), world.machine('right')];
    for (const machine of machines) machine.idleMs = 0;
    await time.pass(10 * MINUTE_MS);
    expect(world.writes).toBeLessThanOrEqual(22);
    expect(machines.filter((machine) => machine.isHere())).toHaveLength(1);
  });
});
