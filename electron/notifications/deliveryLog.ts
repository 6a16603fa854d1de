import { z } from 'zod';
import { DeliveryLine } from '../../shared/ipc/notices.ts';
import { runDetached, type Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { Scheduler } from '../time.ts';

/** What became of the latest notices, so that somebody who misses one can see why. */
export interface DeliveryLog {
  add(line: DeliveryLine): void;
  /** The system has answered. */
  answer(id: string, delivery: DeliveryLine['delivery'], reason?: string): void;
  /** Newest first. */
  list(): readonly DeliveryLine[];
  flush(): Promise<void>;
}

/** So many lines are kept. */
const LINES_MAX = 100;
const KEY = 'state:noticeLog';
/** Lines that come together are written together. */
const GATHER_MS = 500;

const Stored = z.object({ lines: z.array(DeliveryLine) });

/** Reads what earlier starts have kept. */
export function openDeliveryLog(ports: {
  readonly local: LocalStore;
  readonly scheduler: Scheduler;
  readonly onChange: () => void;
  readonly log: Logger;
}): DeliveryLog {
  const { local, scheduler, log } = ports;
  const stored = Stored.safeParse(local.get(KEY));
  let lines: readonly DeliveryLine[] = stored.success ? stored.data.lines : [];
  let cancel: (() => void) | undefined;

  function changed(next: readonly DeliveryLine[]): void {
    lines = next.slice(-LINES_MAX);
    cancel ??= scheduler.after(GATHER_MS, () => {
      runDetached(log, 'keeping what became of notices', write());
    });
    ports.onChange();
  }

  function write(): Promise<void> {
    cancel?.();
    cancel = undefined;
    return local.set(KEY, { lines: [...lines] });
  }

  return {
    add: (line) => {
      changed([...lines, line]);
    },
    answer: (id, delivery, reason = '') => {
      changed(
        lines.map((line) => (line.id === id ? { ...line, delivery, reason: reason.slice(0, 500) } : line)),
      );
    },
    list: () => [...lines].reverse(),
    flush: async () => {
      if (cancel) await write();
    },
  };
}
