import type { Logger } from '../log.ts';
import type { Scheduler } from '../time.ts';

/** What the machine tells: an event emitter, as Electron's `powerMonitor` is one. */
export interface PowerSource {
  on(event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen', listener: () => void): unknown;
}

/** What happens to the machine. */
export interface PowerPorts {
  readonly power: PowerSource;
  /** False when there is certainly no network. */
  readonly isNetworkThere: () => boolean;
  readonly scheduler: Scheduler;
  /** It has slept: connections may have died without a word, and instants have passed. */
  readonly onWake: () => void;
  /** Its network has come or gone, or may be back after a sleep: whoever waits for the server must look now. */
  readonly onNetwork: (isThere: boolean) => void;
  /** Nobody can see the screen: it sleeps or is locked. */
  readonly onAway: (isAway: boolean) => void;
  readonly log: Logger;
}

/** So often the network is looked at; the system tells nobody of it. */
const NETWORK_LOOK_MS = 2000;
/** Networks come back a moment after the machine does. */
const WAKE_AGAIN_MS = 4000;

/** Follows sleep, lock and network from now on; the returned function ends it. */
export function followPower(ports: PowerPorts): () => void {
  const { power, scheduler, log } = ports;
  let wasThere = ports.isNetworkThere();
  let cancelAgain: () => void = () => undefined;
  let cancelLook = scheduler.after(NETWORK_LOOK_MS, look);

  function look(): void {
    cancelLook = scheduler.after(NETWORK_LOOK_MS, look);
    const isThere = ports.isNetworkThere();
    if (isThere === wasThere) return;
    wasThere = isThere;
    log.info(isThere ? 'the network is back' : 'the network is gone');
    ports.onNetwork(isThere);
  }

  power.on('suspend', () => {
    log.info('the machine goes to sleep');
    ports.onAway(true);
  });
  power.on('resume', () => {
    log.info('the machine is awake again');
    ports.onAway(false);
    ports.onWake();
    cancelAgain();
    cancelAgain = scheduler.after(WAKE_AGAIN_MS, () => {
      ports.onNetwork(ports.isNetworkThere());
    });
  });
  power.on('lock-screen', () => {
    ports.onAway(true);
  });
  power.on('unlock-screen', () => {
    ports.onAway(false);
  });
  return () => {
    cancelLook();
    cancelAgain();
  };
}
