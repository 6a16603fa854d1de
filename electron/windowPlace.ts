import { z } from 'zod';
import { WINDOW_KINDS, type WindowKind } from '../shared/ipc/windows.ts';

/** Where a window was, in the screen's points. */
export const WindowPlace = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  isMaximised: z.boolean(),
  isFullScreen: z.boolean().default(false),
});
export type WindowPlace = z.infer<typeof WindowPlace>;

/** A rectangle in the screen's points. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a first start, and the smallest its panes can live with. */
export interface WindowSizes {
  readonly first: Size;
  readonly least: Size;
}

export const WINDOW_SIZES: Readonly<Record<WindowKind, WindowSizes>> = {
  desk: { first: { width: 1280, height: 800 }, least: { width: 880, height: 560 } },
  ticket: { first: { width: 980, height: 760 }, least: { width: 480, height: 420 } },
  wall: { first: { width: 1440, height: 900 }, least: { width: 960, height: 600 } },
  settings: { first: { width: 960, height: 720 }, least: { width: 680, height: 460 } },
};

/** Where windows of one kind were while the screens stood like that. */
export const RememberedPlace = z.object({
  kind: z.enum(WINDOW_KINDS),
  /** As `arrangementOf` names it. */
  screens: z.string(),
  place: WindowPlace,
});
export type RememberedPlace = z.infer<typeof RememberedPlace>;

/** So many places are remembered; the one that was used longest ago goes first. */
const REMEMBERED_MAX = 40;
/** So much of a window must be on a screen that a person can catch it. */
const VISIBLE_MIN = 120;

/** The name of an arrangement of screens: the same screens in the same places have the same one. */
export function arrangementOf(screens: readonly Area[]): string {
  const names = screens.map(({ x, y, width, height }) => [width, height, x, y].join(' '));
  return [...new Set(names)].sort().join(', ');
}

/** Where a window of a kind belongs among these screens: as it was there last, or else wherever it was last. */
export function recallPlace(
  remembered: readonly RememberedPlace[],
  kind: WindowKind,
  screens: readonly Area[],
): WindowPlace | null {
  const arrangement = arrangementOf(screens);
  const ofKind = remembered.filter((one) => one.kind === kind);
  return (ofKind.find((one) => one.screens === arrangement) ?? ofKind[0])?.place ?? null;
}

/** The memory with one more place, latest first. */
export function rememberPlace(
  remembered: readonly RememberedPlace[],
  kind: WindowKind,
  screens: readonly Area[],
  place: WindowPlace,
): readonly RememberedPlace[] {
  const arrangement = arrangementOf(screens);
  const others = remembered.filter((one) => one.kind !== kind || one.screens !== arrangement);
  return [{ kind, screens: arrangement, place }, ...others].slice(0, REMEMBERED_MAX);
}

/**
 * A remembered place made sane: no larger than the screen it is on, its title bar within reach. Without a memory, or when
 * its screen is gone, the window stands in the middle of the first screen.
 */
export function sanePlace(
  remembered: WindowPlace | null,
  screens: readonly Area[],
  { first, least }: WindowSizes,
): WindowPlace {
  const home = screens.find((screen) => remembered && isWithinReach(remembered, screen));
  const { isMaximised, isFullScreen } = remembered ?? { isMaximised: false, isFullScreen: false };
  if (remembered && home) {
    const width = clamp(remembered.width, least.width, home.width);
    const height = clamp(remembered.height, least.height, home.height);
    return {
      x: clamp(remembered.x, home.x, home.x + home.width - width),
      y: clamp(remembered.y, home.y, home.y + home.height - height),
      width,
      height,
      isMaximised,
      isFullScreen,
    };
  }
  const screen = screens[0] ?? { x: 0, y: 0, ...first };
  const width = Math.min(first.width, screen.width);
  const height = Math.min(first.height, screen.height);
  return {
    x: Math.round(screen.x + (screen.width - width) / 2),
    y: Math.round(screen.y + (screen.height - height) / 2),
    width,
    height,
    isMaximised,
    isFullScreen,
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
