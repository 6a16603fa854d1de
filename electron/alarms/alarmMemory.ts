import { z } from 'zod';
import { Instant } from '../../shared/domain/ticket/ticket.ts';
import { freshMemory, type AlarmMemory } from '../engine/alarms/decideAlarms.ts';
import { runDetached, type Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';

/** Keeps over a restart which alarms have been dealt with. */
export interface AlarmMemoryFile {
  /** What was kept; a memory that begins at `nowMs` (UTC epoch ms) when there is none. */
  load(nowMs: number): AlarmMemory;
  /** Resolves when it is on disk. */
  keep(memory: AlarmMemory): Promise<void>;
  /** Keeps it now and then; `monotonicMs` is a clock that is never set. */
  note(memory: AlarmMemory, monotonicMs: number): void;
}

const STATE_KEY = 'state:alarms';
const NOTE_PAUSE_MS = 60_000;

const StoredMemory = z.object({
  sinceMs: Instant,
  currentMs: Instant,
  floorMs: Instant,
  given: z.array(z.object({ id: z.string(), atMs: Instant })),
});

/** The memory in this device's local store. */
export function createAlarmMemory(local: LocalStore, log: Logger): AlarmMemoryFile {
  let notedMs = -Infinity;
  const keep = (memory: AlarmMemory): Promise<void> => local.set(STATE_KEY, { ...memory });
  return {
    load: (nowMs) => {
      const stored = StoredMemory.safeParse(local.get(STATE_KEY));
      return stored.success ? stored.data : freshMemory(nowMs);
    },
    keep,
    note: (memory, monotonicMs) => {
      if (monotonicMs - notedMs < NOTE_PAUSE_MS) return;
      notedMs = monotonicMs;
      runDetached(log, 'remembering which alarms have rung', keep(memory));
    },
  };
}
