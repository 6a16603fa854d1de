/**
 * The smallest of the values that at least `share` (0 to 1) of them do not exceed; `null` without values. `sorted` is
 * ascending. Always one of the values, so that nobody is told a time that never was. Source: nearest-rank percentile.
 */
export function percentile(sorted: Float64Array, share: number): number | null {
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[Math.min(rank, sorted.length) - 1] ?? null;
}
