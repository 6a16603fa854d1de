import { DESK, windowAt } from '../../shared/ipc/windows.ts';
import type { WindowSubject } from '../../shared/ipc/windows.ts';

/** This window among all that are open, for what the host tells apart by window. */
export const VIEW_ID = crypto.randomUUID();

/** What this window was opened for. */
export function thisWindow(): WindowSubject {
  return windowAt(window.location.search) ?? DESK;
}
