import type { DesktopState } from '../../shared/ipc/desktop.ts';
import { createLiveQuery } from './liveQuery.ts';
import { useLiveQuery } from './useCommand.ts';

const desktopQuery = createLiveQuery(
  'desktop.state',
  {},
  { replaceOn: { 'desktop.changed': (state) => state } },
);

/** How Baton stands to the desktop it runs on; undefined until it is known. */
export function useDesktop(): DesktopState | undefined {
  return useLiveQuery(desktopQuery).value;
}
