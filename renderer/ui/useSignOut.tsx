import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useCallback } from 'react';
import { invoke } from '../bridge.ts';
import { useText } from './text.ts';
import { useAttempt } from './useAttempt.ts';

/** Signs out; with unsent changes only after the person has said that they may be lost. */
export function useSignOut(): () => void {
  const t = useText();
  const attempt = useAttempt();
  return useCallback(() => {
    attempt(async () => {
      const { waiting } = await invoke('sync.status', {});
      if (waiting === 0) {
        await invoke('session.signOut', { discardWaiting: false });
        return;
      }
      modals.openConfirmModal({
        title: t('session:signOutTitle'),
        children: <Text size="sm">{t('session:signOutText', { count: waiting })}</Text>,
        labels: { confirm: t('session:signOutAnyway'), cancel: t('session:staySignedIn') },
        confirmProps: { color: 'red' },
        onConfirm: () => attempt(() => invoke('session.signOut', { discardWaiting: true })),
      });
    });
  }, [attempt, t]);
}
