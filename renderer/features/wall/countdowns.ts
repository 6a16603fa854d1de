import { onTick, rightNowMs } from '../../ui/clock.ts';
import type { Format } from '../../ui/format.ts';
import type { Translate } from '../../ui/text.ts';
import { clockState } from './clockLines.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Beyond the edges of what is seen, so that nothing old ever scrolls into view. */
const MARGIN = '200px';

/** The words around a length of time, made once for a language. */
export interface CountdownWords {
  readonly left: (length: string) => string;
  readonly over: (length: string) => string;
  readonly waits: (length: string) => string;
  readonly days: (days: number) => string;
}

/** Something that shows the time while its `place` can be seen. */
export interface Ticking {
  readonly place: Element;
  /** `nowMs` is UTC epoch ms. */
  readonly write: (nowMs: number, words: CountdownWords) => void;
}

const MARK = '\u0000';

/** The words of a language, without asking for a translation every second. */
export function countdownWords(t: Translate, format: Format): CountdownWords {
  const around = (text: string): ((length: string) => string) => {
    const [before = '', after = ''] = text.split(MARK);
    return (length) => `${before}${length}${after}`;
  };
  const day = new Intl.NumberFormat(format.locale, { style: 'unit', unit: 'day', unitDisplay: 'narrow' });
  return {
    left: around(t('wall:clock.left', { time: MARK })),
    over: around(t('wall:clock.over', { time: MARK })),
    waits: around(t('wall:unowned.waits', { time: MARK })),
    days: (days) => day.format(days),
  };
}

/** A length as a clock shows it: `4:05:09`, `12:30` under an hour, with the days before it from one day on. */
export function clockFace(lengthMs: number, days: CountdownWords['days']): string {
  const length = Math.abs(lengthMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor((length % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((length % HOUR_MS) / MINUTE_MS);
  const seconds = two(Math.floor((length % MINUTE_MS) / SECOND_MS));
  if (length < HOUR_MS) return `${String(minutes)}:${seconds}`;
  const clock = `${String(hours)}:${two(minutes)}:${seconds}`;
  return length < DAY_MS ? clock : `${days(Math.floor(length / DAY_MS))} ${clock}`;
}

const LONG_MS = 20 * DAY_MS - SECOND_MS;

/** Characters of the longest time that stands on a line; still longer ones are rare. */
export function timeLength({ left, over, days }: CountdownWords): number {
  const long = clockFace(LONG_MS, days);
  return Math.max(left(long).length, over(long).length);
}

/** A line that counts down to a due instant: its state stands on `line`, its words in `text`. */
export function dueTicking(line: HTMLElement, text: HTMLElement, dueAtMs: number, warnAtMs: number): Ticking {
  return {
    place: line,
    write: (nowMs, words) => {
      const state = clockState({ dueAtMs, warnAtMs }, nowMs);
      // Rounded up so that zero is the due instant itself.
      const length = clockFace(Math.ceil((dueAtMs - nowMs) / SECOND_MS) * SECOND_MS, words.days);
      if (line.dataset['state'] !== state) line.dataset['state'] = state;
      put(text, state === 'over' ? words.over(length) : words.left(length));
    },
  };
}

/** How long somebody has been waiting. */
export function waitTicking(text: HTMLElement, sinceMs: number): Ticking {
  return {
    place: text,
    write: (nowMs, words) => {
      put(text, words.waits(clockFace(Math.max(0, nowMs - sinceMs), words.days)));
    },
  };
}

function put(place: HTMLElement, words: string): void {
  const { firstChild } = place;
  if (!(firstChild instanceof Text)) place.textContent = words;
  else if (firstChild.data !== words) firstChild.data = words;
}

/**
 * Everything that ticks, on the window's one clock. Each second it writes into what can be seen, and into nothing else: no
 * component renders for it, and what did not change is not touched.
 */
export interface Countdowns {
  /** Returns the function that takes it away again. */
  readonly add: (ticking: Ticking) => () => void;
  /** From now on in these words. */
  readonly speak: (words: CountdownWords) => void;
}

/** A board on which nothing ticks; it rests until something does. */
export function createCountdowns(): Countdowns {
  const all = new Map<Element, Ticking>();
  const seen = new Set<Ticking>();
  let words: CountdownWords | undefined;
  let observer: IntersectionObserver | undefined;
  let stopTicking: () => void = () => undefined;

  function write(ticking: Ticking, nowMs: number): void {
    if (words) ticking.write(nowMs, words);
  }

  function tick(): void {
    const nowMs = rightNowMs();
    for (const ticking of seen) write(ticking, nowMs);
  }

  function look(entries: readonly IntersectionObserverEntry[]): void {
    const nowMs = rightNowMs();
    for (const { target, isIntersecting } of entries) {
      const ticking = all.get(target);
      if (!ticking) continue;
      if (!isIntersecting) seen.delete(ticking);
      else if (!seen.has(ticking)) {
        seen.add(ticking);
        write(ticking, nowMs);
      }
    }
  }

  return {
    add(ticking) {
      const { place } = ticking;
      if (all.size === 0) {
        observer = new IntersectionObserver(look, { scrollMargin: MARGIN });
        stopTicking = onTick(tick);
      }
      all.set(place, ticking);
      write(ticking, rightNowMs());
      observer?.observe(place);
      return () => {
        seen.delete(ticking);
        if (all.get(place) !== ticking) return;
        all.delete(place);
        observer?.unobserve(place);
        if (all.size > 0) return;
        stopTicking();
        observer?.disconnect();
      };
    },
    speak(next) {
      words = next;
      const nowMs = rightNowMs();
      for (const ticking of all.values()) write(ticking, nowMs);
    },
  };
}
