import { NO_DUE_MS } from '../ticket/ticket.ts';
import { DAY_MS, openSpans, type CompiledCalendar } from './calendar.ts';

/** Further ahead nobody looks for an opening. */
const AHEAD_MS = 800 * DAY_MS;

/** Whether a calendar is open, and when that changes; instants are UTC epoch ms, `NO_DUE_MS` for never in sight. */
export interface Openings {
  readonly isOpen: boolean;
  /** The next opening after `nowMs`. */
  readonly opensAtMs: number;
  /** The next closing after `nowMs`. */
  readonly closesAtMs: number;
}

/** How a calendar stands at an instant (UTC epoch ms). */
export function openingsAt(calendar: CompiledCalendar, nowMs: number): Openings {
  const untilMs = nowMs + AHEAD_MS;
  const spans = openSpans(calendar, nowMs, untilMs);
  const first = spans.next().value;
  if (!first) return { isOpen: false, opensAtMs: NO_DUE_MS, closesAtMs: NO_DUE_MS };
  const isOpen = first.fromMs === nowMs;
  const closesAtMs = first.toMs < untilMs ? first.toMs : NO_DUE_MS;
  const next = isOpen ? spans.next().value : first;
  return { isOpen, opensAtMs: next ? next.fromMs : NO_DUE_MS, closesAtMs };
}
