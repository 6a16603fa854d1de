import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../shared/domain/ids.ts';
import { uuidV7 } from '../../../shared/domain/ids.ts';
import { CLOCK_START, formatRev, observe, parseRev, tick } from '../../../shared/domain/rev.ts';

const device = 'laptop' as DeviceId;
const timeMs = fc.integer({ min: 0, max: 4_000_000_000_000 });

describe('a stamp', () => {
  it('always sorts after the stamps its device has made or seen, even when the wall clock goes back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(timeMs, fc.boolean()), { minLength: 2, maxLength: 30 }), (steps) => {
        let clock = CLOCK_START;
        let last = '';
        for (const [nowMs, isRemote] of steps) {
          if (isRemote) {
            const seen = formatRev({ timeMs: nowMs, counter: 3 }, 'server');
            clock = observe(clock, seen);
            if (seen > last) last = seen;
          } else {
            clock = tick(clock, nowMs);
            const made = formatRev(clock, device);
            expect(made > last).toBe(true);
            last = made;
          }
        }
      }),
    );
  });

  it('can be read back, and an unreadable one changes nothing', () => {
    const clock = { timeMs: 1_772_442_000_000, counter: 7 };
    expect(parseRev(formatRev(clock, device))).toEqual(clock);
    expect(observe(clock, 'not a stamp')).toEqual(clock);
  });
});

describe('an id', () => {
  it('is a version 7 UUID that sorts by the time it was made', () => {
    const zeros = (into: Uint8Array) => into.fill(0);
    const ones = (into: Uint8Array) => into.fill(255);
    expect(uuidV7(1_772_442_000_000, ones)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    fc.assert(
      fc.property(timeMs, fc.integer({ min: 1, max: 1e9 }), (ms, gap) => {
        expect(uuidV7(ms, ones) < uuidV7(ms + gap, zeros)).toBe(true);
      }),
    );
  });
});
