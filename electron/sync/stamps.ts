import { z } from 'zod';
import type { DeviceId } from '../../shared/domain/ids.ts';
import {
  CLOCK_START,
  formatRev,
  observe,
  tick,
  type HybridClock,
  type Rev,
} from '../../shared/domain/rev.ts';
import type { Clock } from '../time.ts';

/** Makes the stamps of this device's writes: each later than every stamp made or seen before, also after a restart. */
export interface Stamps {
  next(): Rev;
  /** Takes in a stamp somebody else has made. */
  observe(rev: string): void;
}

/** Where the clock survives a restart. */
export interface StampMemory {
  load(): unknown;
  save(value: HybridClock): void;
}

/** So far ahead the stored clock runs, so that it need not be stored with every write. */
const RESERVE_MS = 5000;

const Stored = z.object({ timeMs: z.int().min(0), counter: z.int().min(0) });

/** `clock` is the server-corrected time. An unreadable memory starts from nothing; the time itself then orders the stamps. */
export function createStamps(device: DeviceId, clock: Clock, memory: StampMemory): Stamps {
  const stored = Stored.safeParse(memory.load());
  let current: HybridClock = stored.success ? stored.data : CLOCK_START;
  let reservedUntilMs = 0;
  function reserve(): void {
    if (current.timeMs < reservedUntilMs) return;
    reservedUntilMs = current.timeMs + RESERVE_MS;
    memory.save({ timeMs: reservedUntilMs, counter: 0 });
  }
  return {
    next: () => {
      current = tick(current, clock.nowMs());
      reserve();
      return formatRev(current, device);
    },
    observe: (rev) => {
      current = observe(current, rev);
    },
  };
}
