import { useSyncStatus } from '../../live/session.ts';
import { useClock } from '../../ui/clock.ts';

/** Figures that are older than this must not look as if they held. */
const FRESH_MS = 60_000;

/** How old what the wall shows may be. */
export interface Freshness {
  /** Nothing has come from the server for more than a minute, or never has. */
  readonly isStale: boolean;
  /** The server does not answer at the moment. */
  readonly isQuiet: boolean;
  /** When the data was last in step with the server, UTC epoch ms; 0 for never. */
  readonly stepAtMs: number;
}

/** Follows how the replica stands to the server, second by second. */
export function useFreshness(): Freshness {
  const status = useSyncStatus();
  const stepAtMs = status?.lastSyncedAtMs ?? 0;
  const isStale = useClock((nowMs) => stepAtMs === 0 || nowMs - stepAtMs > FRESH_MS);
  return { isStale, isQuiet: status?.name !== 'online', stepAtMs };
}
