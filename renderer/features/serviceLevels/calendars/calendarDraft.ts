import type { CalendarValue, OpenWindow } from '../../../../shared/domain/settings.ts';
import {
  formatWindows,
  parseWindows,
  type WindowsProblem,
} from '../../../../shared/domain/sla/windowText.ts';

/** A calendar as it is being typed: hours are text until they can be read. */
export interface CalendarDraft {
  readonly name: string;
  readonly timeZone: string;
  /** Seven texts, Monday first. */
  readonly week: readonly string[];
  readonly holidays: CalendarValue['holidays'];
  readonly exceptions: readonly { readonly date: string; readonly hours: string }[];
}

/** The draft of what is stored. */
export function draftOf(value: CalendarValue): CalendarDraft {
  return {
    name: value.name,
    timeZone: value.timeZone,
    week: value.week.map(formatWindows),
    holidays: value.holidays.toSorted(byDate),
    exceptions: value.exceptions
      .map(({ date, windows }) => ({ date, hours: formatWindows(windows) }))
      .sort(byDate),
  };
}

/** The calendar a draft stands for; hours that cannot be read yet count as closed. */
export function valueOf(draft: CalendarDraft): CalendarValue {
  return {
    name: draft.name,
    timeZone: draft.timeZone,
    week: draft.week.map(windowsIn),
    holidays: [...draft.holidays],
    exceptions: draft.exceptions.map(({ date, hours }) => ({ date, windows: windowsIn(hours) })),
  };
}

/** The first thing about a day's hours that cannot be saved. */
function hoursProblem(hours: string): WindowsProblem | null {
  return parseWindows(hours).problem;
}

/** True when every day's hours can be read. */
export function isReadable({ week, exceptions }: CalendarDraft): boolean {
  return [...week, ...exceptions.map(({ hours }) => hours)].every((hours) => hoursProblem(hours) === null);
}

/** Sorts by `YYYY-MM-DD` dates. */
export function byDate(a: { readonly date: string }, b: { readonly date: string }): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : 0;
}

function windowsIn(hours: string): OpenWindow[] {
  return [...(parseWindows(hours).windows ?? [])];
}
