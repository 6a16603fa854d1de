import { describe, expect, it } from 'vitest';
import {
  arrangementOf,
  recallPlace,
  rememberPlace,
  sanePlace,
  WINDOW_SIZES,
  type RememberedPlace,
} from '../../../electron/windowPlace.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };
const SECOND = { x: 1920, y: 0, width: 2560, height: 1440 };
const SIZES = WINDOW_SIZES.desk;
const NORMAL = { isMaximised: false, isFullScreen: false };

describe('a window', () => {
  it('stands in the middle at first', () => {
    expect(sanePlace(null, [SCREEN], SIZES)).toEqual({ x: 320, y: 140, ...SIZES.first, ...NORMAL });
  });

  it('comes back where it was', () => {
    const place = { x: 100, y: 50, width: 1000, height: 700, isMaximised: true, isFullScreen: true };
    expect(sanePlace(place, [SCREEN], SIZES)).toEqual(place);
  });

  it('comes to the first screen when its own is gone', () => {
    const place = { x: 2500, y: 50, width: 1000, height: 700, ...NORMAL };
    expect(sanePlace(place, [SCREEN], SIZES)).toMatchObject({ x: 320, y: 140 });
  });

  it('never is larger than its screen nor hangs over its edge', () => {
    const place = { x: 1500, y: 900, width: 5000, height: 4000, ...NORMAL };
    expect(sanePlace(place, [SCREEN], SIZES)).toEqual({ ...SCREEN, ...NORMAL });
  });
});

describe('the memory of places', () => {
  const atHome = { x: 10, y: 10, width: 1000, height: 700, ...NORMAL };
  const atWork = { x: 2000, y: 40, width: 1400, height: 900, ...NORMAL };

  it('keeps one place for each kind of window and each arrangement of screens', () => {
    let memory: readonly RememberedPlace[] = [];
    memory = rememberPlace(memory, 'desk', [SCREEN], atHome);
    memory = rememberPlace(memory, 'desk', [SCREEN, SECOND], atWork);
    memory = rememberPlace(memory, 'wall', [SCREEN, SECOND], atHome);
    memory = rememberPlace(memory, 'desk', [SCREEN], { ...atHome, x: 77 });
    expect(recallPlace(memory, 'desk', [SCREEN])?.x).toBe(77);
    expect(recallPlace(memory, 'desk', [SECOND, SCREEN])).toEqual(atWork);
    expect(recallPlace(memory, 'wall', [SCREEN, SECOND])).toEqual(atHome);
    expect(recallPlace(memory, 'ticket', [SCREEN])).toBeNull();
    expect(memory).toHaveLength(3);
  });

  it('takes the latest place where the screens were never like that', () => {
    const memory = rememberPlace([], 'desk', [SCREEN, SECOND], atWork);
    expect(recallPlace(memory, 'desk', [SCREEN])).toEqual(atWork);
  });

  it('does not grow without end', () => {
    let memory: readonly RememberedPlace[] = [];
    for (let width = 1; width < 200; width += 1)
      memory = rememberPlace(memory, 'desk', [{ ...SCREEN, width: 1000 + width }], atHome);
    expect(memory.length).toBeLessThan(50);
  });

  it('knows screens again in whatever order the system names them, the first one twice', () => {
    expect(arrangementOf([SCREEN, SECOND, SCREEN])).toBe(arrangementOf([SECOND, SCREEN]));
    expect(arrangementOf([SCREEN])).not.toBe(arrangementOf([SECOND]));
  });
});
