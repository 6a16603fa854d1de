import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useCallback } from 'react';
import type { TransferReason } from '../../../../shared/domain/ticket/ticket.ts';
import type { BulkMove } from '../../../../shared/ipc/bulk.ts';
import { invoke } from '../../../bridge.ts';
import { useText } from '../../../ui/text.ts';
import { useAttempt } from '../../../ui/useAttempt.ts';

/** So long the way back is offered. */
const UNDO_MS = 20_000;
const NOTICE_ID = 'bulk';

/** Moves tickets together, says what came of it, and offers the way back. Throws what the host answers. */
export function useBulkRun(): (moves: readonly BulkMove[], reason: TransferReason | null) => Promise<void> {
  const t = useText();
  const attempt = useAttempt();
  return useCallback(
    async (moves, reason) => {
      const plain = moves.map(({ ticketId, from, to }) => ({ ticketId, from, to }));
      const { moved, skipped } = await invoke('bulk.run', { moves: plain, reason, takesBack: false });
      const back = moved.map(({ ticketId, from, to }) => ({ ticketId, from: to, to: from }));
      const undo = (): void => {
        notifications.hide(NOTICE_ID);
        attempt(async () => {
          const outcome = await invoke('bulk.run', {
            moves: back,
            reason: null,
            takesBack: true,
          });
          notifications.show({ message: t('assignment:bulk.undone', { count: outcome.moved.length }) });
        });
      };
      notifications.hide(NOTICE_ID);
      notifications.show({
        id: NOTICE_ID,
        autoClose: UNDO_MS,
        message: (
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <span>
              {t('assignment:bulk.done', { count: moved.length })}
              {skipped > 0 && ` ${t('assignment:bulk.skipped', { count: skipped })}`}
            </span>
            {moved.length > 0 && (
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconArrowBackUp size={15} aria-hidden />}
                onClick={undo}
              >
                {t('undo')}
              </Button>
            )}
          </Group>
        ),
      });
    },
    [attempt, t],
  );
}
