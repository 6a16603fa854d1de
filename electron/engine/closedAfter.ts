import { DAY_MS } from '../../shared/domain/sla/calendar.ts';
import type { KeepClosed } from '../../shared/ipc/preferences.ts';

/** The earliest last change of a closed ticket that a desk keeps, UTC epoch ms; 0 for all. */
export function closedAfterMs(keepClosed: KeepClosed, nowMs: number): number {
  return keepClosed === 'all' ? 0 : Math.max(0, nowMs - keepClosed * DAY_MS);
}
