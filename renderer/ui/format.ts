import { useLocale } from './text.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
const MEGABYTE = 1e6;
const GIGABYTE = 1e9;

/** Dates, times and lengths in one language. All instants are UTC epoch ms, shown in the system's time zone. */
export interface Format {
  readonly locale: string;
  /** 14:05 */
  readonly time: (atMs: number) => string;
  /** 3 Mar, with the year when it is another one. */
  readonly date: (atMs: number, nowMs: number) => string;
  /** 3 March 2026 at 14:05: for titles and tooltips. */
  readonly full: (atMs: number) => string;
  /** Clock time today, weekday and time within six days, otherwise the date with its time. */
  readonly moment: (atMs: number, nowMs: number) => string;
  /** "5 minutes ago", "in 2 hours"; "now" within a minute. */
  readonly relative: (atMs: number, nowMs: number) => string;
  /** Shortest form of how long ago: "now", "5m", "3h", "2d", then the date. */
  readonly ago: (atMs: number, nowMs: number) => string;
  /** A length without sign, two units at most: "1h 5m", "3d 4h", under five minutes "4m 12s". */
  readonly duration: (lengthMs: number) => string;
  /** A length in hours, minutes and seconds, however long, nothing left out: for lengths that are to add up. "41h 5m 20s" */
  readonly exact: (lengthMs: number) => string;
  readonly number: (value: number) => string;
  /** A share, 0 to 1, as a whole percentage. */
  readonly percent: (share: number) => string;
  /** A size on the disk in megabytes or gigabytes, powers of ten as the systems show them: "812 MB", "1.4 GB". */
  readonly bytes: (value: number) => string;
}

function makeFormat(locale: string): Format {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const dayMonthYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const unit = (name: 'day' | 'hour' | 'minute' | 'second'): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'narrow' });
  const units = { day: unit('day'), hour: unit('hour'), minute: unit('minute'), second: unit('second') };

  const size = (name: 'megabyte' | 'gigabyte', digits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: digits });

  const isSameDay = (a: number, b: number): boolean =>
    new Date(a).toDateString() === new Date(b).toDateString();

  const date = (atMs: number, nowMs: number): string =>
    new Date(atMs).getFullYear() === new Date(nowMs).getFullYear()
      ? dayMonth.format(atMs)
      : dayMonthYear.format(atMs);

  function pair(
    lengthMs: number,
    [bigName, bigMs]: readonly ['day' | 'hour' | 'minute', number],
    [smallName, smallMs]: readonly ['hour' | 'minute' | 'second', number],
  ): string {
    const big = Math.floor(lengthMs / bigMs);
    const small = Math.floor((lengthMs % bigMs) / smallMs);
    const parts = [];
    if (big > 0) parts.push(units[bigName].format(big));
    if (small > 0 || big === 0) parts.push(units[smallName].format(small));
    return parts.join(' ');
  }

  function duration(lengthMs: number): string {
    const length = Math.abs(lengthMs);
    if (length < 5 * MINUTE_MS) return pair(length, ['minute', MINUTE_MS], ['second', SECOND_MS]);
    if (length < HOUR_MS) return units.minute.format(Math.floor(length / MINUTE_MS));
    if (length < DAY_MS) return pair(length, ['hour', HOUR_MS], ['minute', MINUTE_MS]);
    if (length < 10 * DAY_MS) return pair(length, ['day', DAY_MS], ['hour', HOUR_MS]);
    return units.day.format(Math.floor(length / DAY_MS));
  }

  function exact(lengthMs: number): string {
    const seconds = Math.round(lengthMs / SECOND_MS);
    const parts = [
      ['hour', Math.floor(seconds / 3600)],
      ['minute', Math.floor(seconds / 60) % 60],
      ['second', seconds % 60],
    ] as const;
    const shown = parts.filter(([, value]) => value > 0);
    return shown.length === 0
      ? units.minute.format(0)
      : shown.map(([name, value]) => units[name].format(value)).join(' ');
  }

  return {
    locale,
    time: (atMs) => time.format(atMs),
    date,
    full: (atMs) => full.format(atMs),
    moment(atMs, nowMs) {
      if (isSameDay(atMs, nowMs)) return time.format(atMs);
      if (Math.abs(atMs - nowMs) < 6 * DAY_MS) return `${weekday.format(atMs)} ${time.format(atMs)}`;
      return `${date(atMs, nowMs)} ${time.format(atMs)}`;
    },
    relative(atMs, nowMs) {
      const difference = atMs - nowMs;
      const distance = Math.abs(difference);
      if (distance < MINUTE_MS) return relative.format(0, 'second');
      if (distance < HOUR_MS) return relative.format(Math.trunc(difference / MINUTE_MS), 'minute');
      if (distance < DAY_MS) return relative.format(Math.trunc(difference / HOUR_MS), 'hour');
      return relative.format(Math.trunc(difference / DAY_MS), 'day');
    },
    ago(atMs, nowMs) {
      const distance = nowMs - atMs;
      if (distance < MINUTE_MS) return relative.format(0, 'second');
      if (distance < HOUR_MS) return units.minute.format(Math.floor(distance / MINUTE_MS));
      if (distance < DAY_MS) return units.hour.format(Math.floor(distance / HOUR_MS));
      if (distance < WEEK_MS) return units.day.format(Math.floor(distance / DAY_MS));
      return date(atMs, nowMs);
    },
    duration,
    exact,
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    bytes: (value) =>
      value < GIGABYTE
        ? size('megabyte', 0).format(Math.ceil(value / MEGABYTE))
        : size('gigabyte', 1).format(value / GIGABYTE),
  };
}

const formats = new Map<string, Format>();

/** The formats of one language; made once, because Intl objects are expensive. */
function formatFor(locale: string): Format {
  let format = formats.get(locale);
  if (!format) {
    format = makeFormat(locale);
    formats.set(locale, format);
  }
  return format;
}

/** The formats of the language the person chose. */
export function useFormat(): Format {
  return formatFor(useLocale());
}
