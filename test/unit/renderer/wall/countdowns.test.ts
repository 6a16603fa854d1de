import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startI18n } from '../../../../renderer/app/i18n.ts';
import {
  clockFace,
  countdownWords,
  createCountdowns,
  dueTicking,
} from '../../../../renderer/features/wall/countdowns.ts';
import type { CountdownWords } from '../../../../renderer/features/wall/countdowns.ts';
import type { Format } from '../../../../renderer/ui/format.ts';
import type { Translate } from '../../../../renderer/ui/text.ts';

const NOW_MS = Date.UTC(2026, 2, 2, 9);
const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;

let see: (element: Element, isSeen: boolean) => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
  window.IntersectionObserver = class {
    constructor(tell: IntersectionObserverCallback) {
      see = (target, isIntersecting) =>
        tell(
          [{ target, isIntersecting } as IntersectionObserverEntry],
          this as unknown as IntersectionObserver,
        );
    }
    observe(element: Element): void {
      see(element, true);
    }
    unobserve(): void {
      return undefined;
    }
    disconnect(): void {
      return undefined;
    }
  } as unknown as typeof IntersectionObserver;
});
afterEach(() => vi.useRealTimers());

async function words(): Promise<CountdownWords> {
  const i18n = await startI18n('en');
  return countdownWords(i18n.getFixedT(null, ['wall']) as unknown as Translate, { locale: 'en' } as Format);
}

function aLine(): { line: HTMLElement; text: HTMLElement } {
  const line = document.createElement('div');
  const text = document.createElement('span');
  line.append(text);
  return { line, text };
}

describe('a countdown', () => {
  it('is written like a clock, with days where there are any', () => {
    const days = (count: number): string => `${String(count)}d`;
    expect(
      [0, 59, 60, 3599, 3600, 86_399, 86_400, 200_000].map((s) => clockFace(s * SECOND_MS, days)),
    ).toEqual(['0:00', '0:59', '1:00', '59:59', '1:00:00', '23:59:59', '1d 0:00:00', '2d 7:33:20']);
  });

  it('runs through its due instant second by second, and says by word what it says by shape', async () => {
    const board = createCountdowns();
    board.speak(await words());
    const { line, text } = aLine();
    // An hour before it is due soon, whether a policy warns or not.
    const dueAtMs = NOW_MS + HOUR_MS + SECOND_MS;
    const end = board.add(dueTicking(line, text, dueAtMs, dueAtMs));
    const seen: string[] = [];
    const look = (): void => void seen.push(`${line.dataset['state'] ?? ''} ${text.textContent}`);
    for (const seconds of [0, 1, 3599, 1, 1, 1]) {
      vi.advanceTimersByTime(seconds * SECOND_MS);
      look();
    }
    end();
    expect(seen).toEqual([
      'running 1:00:01 left',
      'soon 1:00:00 left',
      'soon 0:01 left',
      'soon 0:00 left',
      'over 0:01 over',
      'over 0:02 over',
    ]);
  });

  it('writes only into what is seen, with one timer for all', async () => {
    const board = createCountdowns();
    board.speak(await words());
    const [shown, hidden] = [aLine(), aLine()];
    const ends = [shown, hidden].map(({ line, text }) =>
      board.add(dueTicking(line, text, NOW_MS + HOUR_MS, NOW_MS + HOUR_MS)),
    );
    see(hidden.line, false);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(5 * SECOND_MS);
    expect(shown.text.textContent).toBe('59:55 left');
    expect(hidden.text.textContent).toBe('1:00:00 left');
    see(hidden.line, true);
    expect(hidden.text.textContent).toBe('59:55 left');
    for (const end of ends) end();
    expect(vi.getTimerCount()).toBe(0);
  });
});
