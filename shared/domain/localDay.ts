/** A calendar day as a half-open range, UTC epoch ms: `fromMs` ≤ t < `beforeMs`. It has 23 to 25 hours. */
export interface LocalDay {
  readonly fromMs: number;
  readonly beforeMs: number;
}

/** The day an instant (UTC epoch ms) lies in, or one so many days later, where the machine that asks stands. */
export function localDay(atMs: number, daysLater = 0): LocalDay {
  const at = new Date(atMs);
  const midnight = (days: number): number =>
    new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).getTime();
  return { fromMs: midnight(daysLater), beforeMs: midnight(daysLater + 1) };
}
