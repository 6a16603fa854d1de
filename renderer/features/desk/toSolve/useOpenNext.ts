import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { invoke } from '../../../bridge.ts';
import { useText } from '../../../ui/text.ts';
import { useAttempt } from '../../../ui/useAttempt.ts';
import { useDeskStore } from '../deskStore.ts';

/** Opens the ticket to do next, as the host sees it at this moment. */
export function useOpenNext(): () => void {
  const t = useText();
  const attempt = useAttempt();
  return useCallback(
    () =>
      attempt(async () => {
        const { next } = await invoke('assignment.toSolve', {});
        if (next) useDeskStore.getState().openNext(next);
        else notifications.show({ id: 'nothing to solve', message: t('assignment:toSolve.nothing') });
      }),
    [attempt, t],
  );
}
