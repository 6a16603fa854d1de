import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useCallback } from 'react';
import { useText } from './text.ts';

/** Goes on at once, or asks first while `isDirty`: what was typed into `name` would be lost. */
export function useLeaveGuard(isDirty: boolean, name: string): (goOn: () => void) => void {
  const t = useText();
  return useCallback(
    (goOn) => {
      if (!isDirty) {
        goOn();
        return;
      }
      modals.openConfirmModal({
        title: t('departments:discardTitle'),
        children: <Text size="sm">{t('departments:discardText', { name })}</Text>,
        labels: { confirm: t('departments:discard'), cancel: t('departments:keep') },
        confirmProps: { color: 'red' },
        onConfirm: goOn,
      });
    },
    [isDirty, name, t],
  );
}
