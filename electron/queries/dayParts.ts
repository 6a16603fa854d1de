import { WALL_DAYS } from '../../shared/ipc/wall.ts';
import type { DayPart } from '../engine/wall/tally.ts';

/**
 * Today and the days before it in this machine's time zone, today last, each up to the time of day it is at `nowMs` (UTC epoch
 * ms). A day that was an hour shorter or longer is cut at the same time on the clock.
 */
export function dayParts(nowMs: number): readonly DayPart[] {
  const now = new Date(nowMs);
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const time = [now.getHours(), now.getMinutes(), now.getSeconds(), now.getMilliseconds()] as const;
  return Array.from({ length: WALL_DAYS }, (_, index) => {
    const date = day - (WALL_DAYS - 1 - index);
    return {
      fromMs: new Date(year, month, date).getTime(),
      untilMs: index === WALL_DAYS - 1 ? nowMs : new Date(year, month, date, ...time).getTime(),
    };
  });
}
