import { useCallback } from 'react';
import type { WaitingItem } from '../../../../shared/ipc/waiting.ts';
import { invoke } from '../../../bridge.ts';
import { useAttempt } from '../../../ui/useAttempt.ts';
import { useDeskStore } from '../deskStore.ts';

/** Takes back what waits. What depends on something later asks first, in the queue; words that come back open their ticket. */
export function useUndo(): (item: WaitingItem, also?: readonly WaitingItem[]) => void {
  const attempt = useAttempt();
  return useCallback(
    (item, also = []) =>
      attempt(async () => {
        const ids = [item, ...also].map(({ id }) => id);
        const outcome = await invoke('waiting.undo', { ids });
        const desk = useDeskStore.getState();
        if (outcome.outcome === 'depends') {
          desk.askWhetherAlso({ item, on: outcome.on });
          return;
        }
        desk.askWhetherAlso(null);
        const hasWords = item.what.kind === 'reply' || item.what.kind === 'note';
        if (hasWords && outcome.ticketId !== '') {
          if (desk.dialog === 'queue') desk.openDialog(null);
          desk.selectTicket(outcome.ticketId);
        }
      }),
    [attempt],
  );
}
