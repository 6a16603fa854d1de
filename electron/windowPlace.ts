import { z } from 'zod';

/** Where a window was, in the screen's points. */
export const WindowPlace = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  isMaximised: z.boolean(),
});
export type WindowPlace = z.infer<typeof WindowPlace>;

/** A rectangle in the screen's points. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The size of a first start, and the smallest the panes can live with. */
export const DEFAULT_SIZE = { width: 1280, height: 800 };
export const MINIMUM_SIZE = { width: 880, height: 560 };
/** So much of a window must be on a screen that a person can catch it. */
const VISIBLE_MIN = 120;

/**
 * A remembered place made sane: no larger than the screen it is on, its title bar within reach. Without a memory, or when
 * its screen is gone, the window stands in the middle of the first screen.
 */
export function sanePlace(remembered: WindowPlace | null, screens: readonly Area[]): WindowPlace {
  const [first] = screens;
  const home = screens.find((screen) => remembered && isWithinReach(remembered, screen));
  if (remembered && home) {
    const width = clamp(remembered.width, MINIMUM_SIZE.width, home.width);
    const height = clamp(remembered.height, MINIMUM_SIZE.height, home.height);
    return {
      x: clamp(remembered.x, home.x, home.x + home.width - width),
      y: clamp(remembered.y, home.y, home.y + home.height - height),
      width,
      height,
      isMaximised: remembered.isMaximised,
    };
  }
  const screen = first ?? { x: 0, y: 0, ...DEFAULT_SIZE };
  const width = Math.min(DEFAULT_SIZE.width, screen.width);
  const height = Math.min(DEFAULT_SIZE.height, screen.height);
  return {
    x: Math.round(screen.x + (screen.width - width) / 2),
    y: Math.round(screen.y + (screen.height - height) / 2),
    width,
    height,
    isMaximised: remembered?.isMaximised ?? false,
  };
}

function isWithinReach(place: Area, screen: Area): boolean {
  const shownWidth = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x);
  const isTitleShown = place.y >= screen.y && place.y < screen.y + screen.height - VISIBLE_MIN / 2;
  return shownWidth >= VISIBLE_MIN && isTitleShown;
}

/** `low` wins where the bounds cross: a screen smaller than the smallest window. */
function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
