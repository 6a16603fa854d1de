import { useMemo } from 'react';
import { useLocale } from './text.ts';

/** Days and instants as they are called at a place, in the person's language. */
export interface ZonedTime {
  /** Tue 3 Mar, 14:05: an instant (UTC epoch ms) as the clocks of an IANA zone show it; without a zone, those here. */
  readonly moment: (atMs: number, timeZone?: string) => string;
  /** 14:05 in an IANA zone. */
  readonly time: (atMs: number, timeZone: string) => string;
  /** Monday for 0. */
  readonly weekday: (index: number) => string;
  /** Fri 25 December 2026, from `2026-12-25`; as it stands when it is no date. */
  readonly date: (date: string) => string;
}

/** 1 January 2024 was a Monday. */
const MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 24 * 60 * 60 * 1000;

/** The clocks of all zones, in the language the person chose. */
export function useZonedTime(): ZonedTime {
  const locale = useLocale();
  return useMemo(() => {
    const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
    const date = new Intl.DateTimeFormat(locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    return {
      moment: (atMs, timeZone) =>
        new Intl.DateTimeFormat(locale, {
          weekday: 'short',
          day: 'numeric',
          month: 'short',
          hour: '2-digit',
          minute: '2-digit',
          ...(timeZone !== undefined && { timeZone }),
        }).format(atMs),
      time: (atMs, timeZone) =>
        new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(atMs),
      weekday: (index) => weekday.format(MONDAY_MS + index * DAY_MS),
      date: (text) => {
        const atMs = Date.parse(text);
        return Number.isNaN(atMs) ? text : date.format(atMs);
      },
    };
  }, [locale]);
}
