import { describe, expect, it } from 'vitest';
import { DEFAULT_SIZE, sanePlace } from '../../../electron/windowPlace.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };

describe('a window', () => {
  it('stands in the middle at first', () => {
    expect(sanePlace(null, [SCREEN])).toEqual({ x: 320, y: 140, ...DEFAULT_SIZE, isMaximised: false });
  });

  it('comes back where it was', () => {
    const place = { x: 100, y: 50, width: 1000, height: 700, isMaximised: true };
    expect(sanePlace(place, [SCREEN])).toEqual(place);
  });

  it('comes to the first screen when its own is gone', () => {
    const place = { x: 2500, y: 50, width: 1000, height: 700, isMaximised: false };
    expect(sanePlace(place, [SCREEN])).toMatchObject({ x: 320, y: 140 });
  });

  it('never is larger than its screen nor hangs over its edge', () => {
    const place = { x: 1500, y: 900, width: 5000, height: 4000, isMaximised: false };
    expect(sanePlace(place, [SCREEN])).toEqual({ ...SCREEN, isMaximised: false });
  });
});
