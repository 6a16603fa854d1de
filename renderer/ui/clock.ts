import { useSyncExternalStore } from 'react';

const TICK_MS = 1000;

/** The one timer behind every countdown and "5 minutes ago" of the window. It runs only while something shows time. */
const listeners = new Set<() => void>();
let offsetMs = 0;
let nowMs = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;

function tick(): void {
  nowMs = rightNowMs();
  timer = setTimeout(tick, TICK_MS - (Date.now() % TICK_MS));
  for (const listener of [...listeners]) listener();
}

/** Calls the listener with every second of the window's clock. Returns the function that ends it. */
export function onTick(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

/**
 * A value that depends on the time. The component renders again only when the value changes, so return a text or a number,
 * not a new object. `select` gets UTC epoch ms, a full second's step at a time.
 */
export function useClock<T extends string | number | boolean>(select: (nowMs: number) => T): T {
  return useSyncExternalStore(onTick, () => select(nowMs));
}

/** The current minute as UTC epoch ms: for lists of "3h ago" that need no seconds. */
export function useMinute(): number {
  return useClock((now) => Math.floor(now / 60_000) * 60_000);
}

/** The server's time as this device knows it, UTC epoch ms: what tickets are dated with, however wrong the own clock is. */
export function rightNowMs(): number {
  return Date.now() + offsetMs;
}

/** Takes what has to be added to this device's clock, in ms. */
export function correctClock(correctionMs: number): void {
  if (correctionMs === offsetMs) return;
  offsetMs = correctionMs;
  nowMs = rightNowMs();
  for (const listener of [...listeners]) listener();
}
