import { DESK, isSameWindow, windowAt } from '../../shared/ipc/windows.ts';
import type { WindowSubject } from '../../shared/ipc/windows.ts';
import { createLiveQuery } from './liveQuery.ts';
import type { LiveQuery } from './liveQuery.ts';
import { useLiveQuery } from './useCommand.ts';

/** This window among all that are open, for what the host tells apart by window. */
export const VIEW_ID = crypto.randomUUID();

/** What this window was opened for. */
export function thisWindow(): WindowSubject {
  return windowAt(window.location.search) ?? DESK;
}

let fullScreenQuery: LiveQuery<boolean> | undefined;

/** Whether this window covers the whole screen, live. */
export function useIsFullScreen(): boolean {
  const subject = thisWindow();
  fullScreenQuery ??= createLiveQuery(
    'window.isFullScreen',
    { window: subject },
    {
      replaceOn: {
        'window.fullScreenChanged': ({ window, isFullScreen }) =>
          isSameWindow(window, subject) ? isFullScreen : undefined,
      },
    },
  );
  return useLiveQuery(fullScreenQuery).value ?? false;
}
