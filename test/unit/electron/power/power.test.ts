import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { followPower } from '../../../../electron/power/power.ts';
import { silentLog } from '../../../support/silentLog.ts';
import { testScheduler } from '../../../support/testScheduler.ts';

function aMachine(): {
  power: EventEmitter;
  time: ReturnType<typeof testScheduler>;
  heard: string[];
  network: { isThere: boolean };
} {
  const power = new EventEmitter();
  const time = testScheduler(0);
  const heard: string[] = [];
  const network = { isThere: true };
  followPower({
    power,
    isNetworkThere: () => network.isThere,
    scheduler: time,
    onWake: () => heard.push('wake'),
    onNetwork: (isThere) => heard.push(isThere ? 'network' : 'no network'),
    onAway: (isAway) => heard.push(isAway ? 'away' : 'back'),
    log: silentLog,
  });
  return { power, time, heard, network };
}

test('after a sleep everything is looked at at once, and again when networks are back', async () => {
  const { power, time, heard } = aMachine();
  power.emit('suspend');
  power.emit('resume');
  expect(heard).toEqual(['away', 'back', 'wake']);
  await time.pass(5000);
  expect(heard).toEqual(['away', 'back', 'wake', 'network']);
});

test('a network that goes or comes is told once', async () => {
  const { time, heard, network } = aMachine();
  await time.pass(10_000);
  network.isThere = false;
  await time.pass(10_000);
  network.isThere = true;
  await time.pass(10_000);
  expect(heard).toEqual(['no network', 'network']);
});

test('nobody is there while the screen is locked', () => {
  const { power, heard } = aMachine();
  power.emit('lock-screen');
  power.emit('unlock-screen');
  expect(heard).toEqual(['away', 'back']);
});
