import type { DeviceId } from '../../shared/domain/ids.ts';
import { machineInUse, type NoticeMarks } from '../../shared/domain/noticeMarks.ts';
import type { Clock, Scheduler } from '../time.ts';

/**
 * Whether this machine is the one its person uses. The machine they touched last shows notices, the others list them. It
 * says so in the person's marks: at once when it takes over, and every five minutes where there are others, so that they
 * know when it has gone without a word.
 */
export interface MachineInUse {
  /** True when notices belong here. Where the machine in use has gone, this one steps in. */
  readonly isHere: () => boolean;
  readonly stop: () => void;
}

/** So often is looked whether the person is here. */
const LOOK_MS = 15_000;
/** A person who has touched the machine so lately uses it. */
const TOUCHED_MS = 20_000;
/** The machine in use says so again after this, and is taken for gone after that. */
const REPEAT_MS = 5 * 60_000;
const GONE_MS = 12 * 60_000;
/** Two machines under two hands: neither takes over again so soon. */
const CALM_MS = 60_000;
/** A machine alone repeats itself once a day, so that it is not forgotten. */
const DAY_MS = 24 * 60 * 60_000;
const FORGOTTEN_MS = 14 * DAY_MS;
/** A machine that waits is named anew after this. */
const REGISTERED_MS = 7 * DAY_MS;

/** Follows the person from now on. */
export function followMachine(ports: {
  readonly deviceId: DeviceId;
  readonly marks: {
    machines(): NoticeMarks['machines'];
    setMachines(machines: NoticeMarks['machines']): void;
  };
  /** How long nobody has touched this machine. */
  readonly idleMs: () => number;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
}): MachineInUse {
  const { deviceId, marks, clock, scheduler } = ports;
  let tookMs = -Infinity;
  let cancel = scheduler.after(LOOK_MS, look);

  function look(): void {
    cancel = scheduler.after(LOOK_MS, look);
    const nowMs = clock.nowMs();
    const isTouched = ports.idleMs() < TOUCHED_MS;
    const last = machineInUse(marks.machines());
    if (last === null) take();
    else if (last.deviceId !== deviceId) {
      const knownMs = marks.machines()[deviceId] ?? 0;
      if (isTouched && nowMs - tookMs > CALM_MS) take();
      // Without taking over, so that the machine in use knows that it is not alone.
      else if (last.atMs - knownMs > REGISTERED_MS)
        marks.setMachines({ ...marks.machines(), [deviceId]: last.atMs - 1 });
    } else {
      const others = Object.entries(marks.machines()).filter(
        ([id, atMs]) => id !== deviceId && atMs > nowMs - FORGOTTEN_MS,
      );
      if (nowMs - last.atMs > (others.length > 0 ? REPEAT_MS : DAY_MS)) take();
    }
  }

  function take(): void {
    const nowMs = clock.nowMs();
    tookMs = nowMs;
    const kept = Object.entries(marks.machines()).filter(([, atMs]) => atMs > nowMs - FORGOTTEN_MS);
    // Clocks differ: whoever takes over is the latest, whatever the other machine's says.
    const atMs = Math.max(nowMs, ...kept.map(([id, knownMs]) => (id === deviceId ? 0 : knownMs + 1)));
    marks.setMachines({ ...Object.fromEntries(kept), [deviceId]: atMs });
  }

  return {
    isHere: () => {
      const last = machineInUse(marks.machines());
      if (last === null || last.deviceId === deviceId) return true;
      if (clock.nowMs() - last.atMs <= GONE_MS) return false;
      take();
      return true;
    },
    stop: () => {
      cancel();
    },
  };
}
