import type { CalendarValue } from '../settings.ts';
import { DAY_MS } from './calendar.ts';

type Holiday = CalendarValue['holidays'][number];

/** What an import has understood, in order of time, each date and name once, and what it has not. */
export interface ReadHolidays {
  readonly holidays: readonly Holiday[];
  readonly unread: readonly UnreadHoliday[];
}

/** A line or an entry that is left out. */
export interface UnreadHoliday {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
  /** `noDate`: no date it could be; `badDate`: a day there is not; `repeats`: it comes again by a rule that is not yearly. */
  readonly why: 'noDate' | 'badDate' | 'repeats' | 'tooLong';
}

const NAME_MAX = 120;
/** A holiday that lasts longer is no holiday but a mistake. */
const DAYS_MAX = 31;
/** What comes again every year is written down for so many years from the first. */
const YEARS_AHEAD = 10;

/**
 * Reads holidays from an iCalendar file, or from lines that begin with a date: `2026-12-25 Christmas`. `fromYear` is the year
 * from which on yearly entries are written down. Source: RFC 5545; `DTEND` is exclusive there, yet files that repeat `DTSTART` mean one day.
 */
export function parseHolidays(text: string, fromYear: number): ReadHolidays {
  return /^\uFEFF?\s*BEGIN:VCALENDAR/iu.test(text) ? fromICalendar(text, fromYear) : fromLines(text);
}

function fromLines(text: string): ReadHolidays {
  const holidays: Holiday[] = [];
  const unread: UnreadHoliday[] = [];
  for (const [index, raw] of text.split(/\r?\n/u).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const found = /^"?(\d{4})-(\d{1,2})-(\d{1,2})"?(?:[\s,;\t:–-]+(.*))?$/u.exec(line);
    const date = found && dateOf(Number(found[1]), Number(found[2]), Number(found[3]));
    if (date) holidays.push({ date, name: nameOf((found[4] ?? '').replace(/^"|"$/gu, '')) });
    else unread.push({ line: index + 1, text: line.slice(0, 200), why: found ? 'badDate' : 'noDate' });
  }
  return { holidays: ordered(holidays), unread };
}

interface Property {
  readonly value: string;
  readonly line: number;
}

function fromICalendar(text: string, fromYear: number): ReadHolidays {
  const holidays: Holiday[] = [];
  const unread: UnreadHoliday[] = [];
  let event: Map<string, Property> | null = null;
  let startLine = 0;
  for (const { content, line } of unfolded(text)) {
    const colon = valueBegins(content);
    const name = content.slice(0, colon).split(';')[0]?.toUpperCase() ?? '';
    const value = content.slice(colon + 1);
    if (name === 'BEGIN' && value.toUpperCase() === 'VEVENT') {
      event = new Map();
      startLine = line;
    } else if (name === 'END' && value.toUpperCase() === 'VEVENT' && event) {
      const read = readEvent(event, fromYear);
      if (typeof read === 'string')
        unread.push({
          line: startLine,
          text: nameOf(unescaped(event.get('SUMMARY')?.value ?? '')),
          why: read,
        });
      else holidays.push(...read);
      event = null;
    } else if (event && colon >= 0 && !event.has(name)) event.set(name, { value, line });
  }
  return { holidays: ordered(holidays), unread };
}

function readEvent(event: ReadonlyMap<string, Property>, fromYear: number): Holiday[] | UnreadHoliday['why'] {
  const start = event.get('DTSTART')?.value;
  if (start === undefined) return 'noDate';
  const first = dayIn(start);
  if (first === null) return 'badDate';
  const end = dayIn(event.get('DTEND')?.value ?? '') ?? first + 1;
  const days = Math.max(1, end - first);
  if (days > DAYS_MAX) return 'tooLong';
  const name = nameOf(unescaped(event.get('SUMMARY')?.value ?? ''));
  const rule = event.get('RRULE')?.value.toUpperCase();
  if (rule === undefined) return daysFrom(first, days, name);
  const isPlainYearly =
    /(^|;)FREQ=YEARLY(;|$)/u.test(rule) &&
    !/INTERVAL=(?!1(;|$))|BYDAY|BYSETPOS|BYWEEKNO|BYYEARDAY/u.test(rule);
  if (!isPlainYearly) return 'repeats';
  return yearly(first, days, name, rule, fromYear);
}

function yearly(first: number, days: number, name: string, rule: string, fromYear: number): Holiday[] {
  const begin = new Date(first * DAY_MS);
  const firstYear = begin.getUTCFullYear();
  const until = dayIn(/UNTIL=(\d{8})/u.exec(rule)?.[1] ?? '');
  const count = Number(/COUNT=(\d+)/u.exec(rule)?.[1] ?? Infinity);
  const holidays: Holiday[] = [];
  for (
    let year = Math.max(firstYear, fromYear);
    year <= Math.max(firstYear, fromYear) + YEARS_AHEAD;
    year += 1
  ) {
    const date = dateOf(year, begin.getUTCMonth() + 1, begin.getUTCDate());
    if (date === null || year - firstYear >= count) continue;
    const day = Math.floor(Date.parse(date) / DAY_MS);
    if (until === null || day <= until) holidays.push(...daysFrom(day, days, name));
  }
  return holidays;
}

function daysFrom(first: number, days: number, name: string): Holiday[] {
  return Array.from({ length: days }, (_, index) => ({
    date: new Date((first + index) * DAY_MS).toISOString().slice(0, 10),
    name,
  }));
}

/** Day number of `20261225` or `20261225T…`; null when there is no such day. */
function dayIn(value: string): number | null {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T|$)/u.exec(value.trim());
  const date = found && dateOf(Number(found[1]), Number(found[2]), Number(found[3]));
  return date ? Math.floor(Date.parse(date) / DAY_MS) : null;
}

/** `2026-02-29` is no day. */
function dateOf(year: number, month: number, day: number): string | null {
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const atMs = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().slice(0, 10) === date ? date : null;
}

/** Lines that go on in the next one, which begins with a space, are one. */
function* unfolded(text: string): Generator<{ readonly content: string; readonly line: number }> {
  let content: string | null = null;
  let line = 0;
  for (const [index, raw] of text
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .entries()) {
    if (content !== null && /^[ \t]/u.test(raw)) {
      content += raw.slice(1);
      continue;
    }
    if (content !== null) yield { content, line };
    content = raw;
    line = index + 1;
  }
  if (content !== null) yield { content, line };
}

/** Where the colon before the value is: colons in quoted parameters do not count. */
function valueBegins(content: string): number {
  let isQuoted = false;
  for (let index = 0; index < content.length; index += 1) {
    if (content[index] === '"') isQuoted = !isQuoted;
    else if (content[index] === ':' && !isQuoted) return index;
  }
  return -1;
}

function unescaped(value: string): string {
  return value.replace(/\\([\\;,nN])/gu, (_, sign: string) => (sign.toLowerCase() === 'n' ? ' ' : sign));
}

function nameOf(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().slice(0, NAME_MAX);
}

function ordered(holidays: readonly Holiday[]): Holiday[] {
  const byKey = new Map(holidays.map((holiday) => [`${holiday.date} ${holiday.name}`, holiday]));
  return [...byKey.values()].sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1));
}
