import type { Translate } from '../../../ui/text.ts';

const DAY_MS = 86_400_000;

/** Local midnight before an instant, UTC epoch ms. */
export function startOfLocalDay(atMs: number): number {
  const at = new Date(atMs);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** "Today", "Yesterday" or the weekday with its date, in the given language; the year when it is another one. */
export function dayLabel(atMs: number, nowMs: number, locale: string, t: Translate): string {
  const day = startOfLocalDay(atMs);
  const today = startOfLocalDay(nowMs);
  if (day === today) return t('ticket:thread.today');
  // Half a day of play: a day with a clock change is 23 or 25 hours long.
  if (Math.abs(today - day - DAY_MS) < DAY_MS / 2) return t('ticket:thread.yesterday');
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  const label = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(atMs);
  return label.charAt(0).toLocaleUpperCase(locale) + label.slice(1);
}
