import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentile } from '../../../../../electron/engine/reports/percentile.ts';

const sorted = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 60 })
  .map((values) => Float64Array.from(values).sort());
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('percentile', () => {
  it('is the least value that so many do not exceed', () => {
    fc.assert(
      fc.property(sorted, share, (values, wanted) => {
        const value = percentile(values, wanted) ?? Number.NaN;
        const within = values.filter((one) => one <= value).length;
        const below = values.filter((one) => one < value).length;
        expect(values).toContain(value);
        expect(within).toBeGreaterThanOrEqual(wanted * values.length);
        expect(below === 0 || below < wanted * values.length).toBe(true);
      }),
    );
  });

  it('grows with the share', () => {
    fc.assert(
      fc.property(sorted, share, share, (values, a, b) => {
        const [low, high] = [percentile(values, Math.min(a, b)), percentile(values, Math.max(a, b))];
        expect(low ?? 0).toBeLessThanOrEqual(high ?? 0);
      }),
    );
  });

  it('says nothing about nothing, and everything about one', () => {
    expect([percentile(new Float64Array(), 0.5), percentile(Float64Array.of(7), 0.9)]).toEqual([null, 7]);
  });
});
