import type { OpenWindow } from '../settings.ts';

/** Most windows of one day. */
const WINDOWS_MAX = 12;

const MINUTES_OF_DAY = 1440;

/** Why a day's hours cannot be taken as typed; `part` is the piece that is meant. */
export interface WindowsProblem {
  /** `inverted` ends before it starts, or when it starts; `overlap` shares time with another one of the day. */
  readonly code: 'unreadable' | 'inverted' | 'overlap' | 'tooMany';
  readonly part: string;
}

/** A day's hours, read. */
export type ReadWindows =
  | { readonly windows: readonly OpenWindow[]; readonly problem: null }
  | { readonly windows: null; readonly problem: WindowsProblem };

/** `9`, `9:30`, `9.30`, `0930`, `24:00`, with or without `am` and `pm`. */
const CLOCK = String.raw`(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?\.?m?\.?`;
const WINDOW = new RegExp(String.raw`^${CLOCK}\s*(?:-|–|—|to|až|a|la)\s*${CLOCK}$`, 'iu');

/**
 * Reads a day's hours as people type them: `9-12, 13:30-17`. Windows are separated by commas, semicolons or `and`-like line
 * breaks; nothing typed is a closed day. The windows come in order of time.
 */
export function parseWindows(text: string): ReadWindows {
  const parts = text
    .split(/[,;\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > WINDOWS_MAX) return refused('tooMany', parts[WINDOWS_MAX] ?? '');
  const windows: (OpenWindow & { readonly part: string })[] = [];
  for (const part of parts) {
    const found = WINDOW.exec(part);
    const fromMinute = minuteOf(found?.[1], found?.[2], found?.[3] ?? meridiemBefore(found));
    const toMinute = minuteOf(found?.[4], found?.[5], found?.[6]);
    if (fromMinute === null || toMinute === null || fromMinute === MINUTES_OF_DAY)
      return refused('unreadable', part);
    // Midnight at the end of a window is the end of the day.
    const endMinute = toMinute === 0 && fromMinute > 0 ? MINUTES_OF_DAY : toMinute;
    if (endMinute <= fromMinute) return refused('inverted', part);
    windows.push({ fromMinute, toMinute: endMinute, part });
  }
  windows.sort((a, b) => a.fromMinute - b.fromMinute);
  const overlapping = windows.find(
    (window, index) => index > 0 && window.fromMinute < (windows[index - 1]?.toMinute ?? 0),
  );
  if (overlapping) return refused('overlap', overlapping.part);
  return { windows: windows.map(({ fromMinute, toMinute }) => ({ fromMinute, toMinute })), problem: null };
}

/** A day's hours as `parseWindows` reads them: `09:00–12:00, 13:30–17:00`; `''` for a closed day. */
export function formatWindows(windows: readonly OpenWindow[]): string {
  return windows.map(({ fromMinute, toMinute }) => `${clockOf(fromMinute)}–${clockOf(toMinute)}`).join(', ');
}

function refused(code: WindowsProblem['code'], part: string): ReadWindows {
  return { windows: null, problem: { code, part } };
}

/** In `1-5pm` both are in the afternoon; in `9-5pm` the first is not, because it would come later. */
function meridiemBefore(found: RegExpExecArray | null): string | undefined {
  const after = found?.[6];
  if (after === undefined || found?.[1] === undefined || found[4] === undefined) return undefined;
  return Number(found[1]) % 12 < Number(found[4]) % 12 ? after : 'a';
}

/** Minutes after midnight; null when it is no time of day. */
function minuteOf(
  hours: string | undefined,
  minutes: string | undefined,
  meridiem: string | undefined,
): number | null {
  if (hours === undefined) return null;
  let hour = Number(hours);
  const minute = Number(minutes ?? '0');
  if (meridiem !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (meridiem.toLowerCase() === 'p' ? 12 : 0);
  }
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null;
  return hour * 60 + minute;
}

function clockOf(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
