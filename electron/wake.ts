import { powerMonitor } from 'electron';

/** Calls back each time the machine has woken up from sleep. To be used once the app is ready. */
export function onWake(run: () => void): void {
  powerMonitor.on('resume', run);
}
