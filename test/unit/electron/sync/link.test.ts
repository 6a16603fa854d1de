import { describe, expect, it } from 'vitest';
import { createLink } from '../../../../electron/sync/link.ts';
import { serverAddress } from '../../../../electron/sync/serverClient.ts';
import { createServerClock } from '../../../../electron/sync/serverClock.ts';
import { createStamps } from '../../../../electron/sync/stamps.ts';
import type { DeviceId } from '../../../../shared/domain/ids.ts';
import { BatonError } from '../../../../shared/errors.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const OFFLINE = new BatonError('sync.offline', 'nobody answers');

/** A link whose timers run when the test says so. */
function aLink() {
  const timers = new Set<() => void>();
  const server = { isThere: true };
  const link = createLink({
    probe: () => (server.isThere ? Promise.resolve() : Promise.reject(OFFLINE)),
    clock: { nowMs: () => 1000 },
    scheduler: {
      after: (_delayMs, run) => {
        timers.add(run);
        return () => timers.delete(run);
      },
    },
    random: () => 0.5,
    log,
  });
  const runTimers = (): void => {
    for (const run of [...timers]) {
      timers.delete(run);
      run();
    }
  };
  return { link, server, runTimers };
}

describe('the link', () => {
  it('waits with a request until the server is back, then sends it once more', async () => {
    const { link, server, runTimers } = aLink();
    server.isThere = false;
    let attempts = 0;
    const answer = link.call(new AbortController().signal, () => {
      attempts += 1;
      return server.isThere ? Promise.resolve('here') : Promise.reject(OFFLINE);
    });
    await Promise.resolve();
    await Promise.resolve();
    expect(link.state()).toEqual({ name: 'down', sinceMs: 1000, problem: null });
    server.isThere = true;
    runTimers();
    expect(await answer).toBe('here');
    expect([attempts, link.state()]).toEqual([2, { name: 'up' }]);
  });

  it('hands on at once what waiting does not cure', async () => {
    const { link } = aLink();
    const refused = link.call(new AbortController().signal, () =>
      Promise.reject(new BatonError('auth.expired', 'over')),
    );
    await expect(refused).rejects.toMatchObject({ code: 'auth.expired' });
    expect(link.state()).toEqual({ name: 'up' });
  });

  it('says when a person must act, because the server speaks another protocol', async () => {
    const { link } = aLink();
    const stopping = new AbortController();
    const never = link.call(stopping.signal, () =>
      Promise.reject(new BatonError('server.otherVersion', 'newer')),
    );
    await Promise.resolve();
    await Promise.resolve();
    expect(link.state()).toMatchObject({ name: 'down', problem: 'server.otherVersion' });
    stopping.abort(new Error('test is over'));
    await expect(never).rejects.toThrow();
  });
});

describe('server addresses', () => {
  it('are completed as people mean them', () => {
    expect(['desk.example.org', 'localhost:4680', ' http://10.0.0.5:80/baton/ '].map(serverAddress)).toEqual([
      'https://desk.example.org',
      'http://localhost:4680',
      'http://10.0.0.5/baton',
    ]);
  });

  it.each(['', 'file:///etc', 'javascript:alert(1)', 'https://'])('refuse %j', (typed) => {
    expect(() => serverAddress(typed)).toThrow(BatonError);
  });
});

describe('the server’s time', () => {
  it('is taken from the answer with the shortest round trip', () => {
    const clock = createServerClock({ nowMs: () => 1000 });
    clock.note(5100, 900, 1100);
    clock.note(9000, 0, 1000);
    expect([clock.offsetMs(), clock.nowMs()]).toEqual([4100, 5100]);
  });
});

describe('stamps', () => {
  it('rise for ever: with a clock that goes back, behind others, and after a restart', () => {
    const time = { nowMs: 5000 };
    let memory: unknown = null;
    const make = () =>
      createStamps(
        'device' as DeviceId,
        { nowMs: () => time.nowMs },
        {
          load: () => memory,
          save: (value) => {
            memory = value;
          },
        },
      );
    const stamps = make();
    const made = [stamps.next(), stamps.next()];
    time.nowMs = 10;
    made.push(stamps.next());
    stamps.observe(
      createStamps(
        'other' as DeviceId,
        { nowMs: () => 90_000 },
        { load: () => null, save: () => undefined },
      ).next(),
    );
    made.push(stamps.next());
    made.push(make().next());
    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(5);
  });
});
