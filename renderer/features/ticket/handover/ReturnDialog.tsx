import { Button, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, SubmitEvent } from 'react';
import { senderOf } from '../../../../shared/domain/ticket/handover.ts';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { HolderEntry } from '../../../../shared/domain/ticket/ticket.ts';
import { NO_REASON, reasonOf } from '../../../../shared/domain/ticket/transferReason.ts';
import { useDirectory } from '../../../live/directory.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DialogFooter } from '../../../ui/DialogFooter.tsx';
import { ReasonField } from '../../../ui/ReasonField.tsx';
import { useText } from '../../../ui/text.ts';
import type { TicketActions } from '../useTicketActions.ts';

interface ReturnDialogProps {
  readonly move: HolderEntry;
  readonly actions: TicketActions;
  readonly onClose: () => void;
}

/** Gives a ticket back that one cannot take, with the reason: to the pool, or to whoever had it before. */
export function ReturnDialog({ move, actions, onClose }: ReturnDialogProps): ReactElement {
  const t = useText();
  const { agents, departments } = useDirectory();
  const senderId = senderOf(move);
  const sender = senderId === NOBODY ? undefined : agents.get(senderId)?.value;
  const canGoBack = sender?.isActive === true;
  const [to, setTo] = useState<'pool' | 'sender'>('pool');
  const [draft, setDraft] = useState(NO_REASON);
  const [isChecked, setIsChecked] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const department = departments.get(move.to.departmentId)?.value.name ?? t('unknownDepartment');

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setIsChecked(true);
    const reason = reasonOf(draft);
    if (reason === null) return;
    setIsBusy(true);
    const isDone = await actions.giveBack(to, reason);
    setIsBusy(false);
    if (isDone) onClose();
  }

  return (
    <Dialog opened onClose={onClose} title={t('assignment:handover.title')} size={460} centered>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('assignment:handover.text')}
          </Text>
          <Radio.Group label={t('assignment:handover.to')} value={to} onChange={(value) => setTo(value)}>
            <Stack gap={8} pt={6}>
              <Radio value="pool" data-autofocus label={t('assignment:handover.pool', { department })} />
              {canGoBack && (
                <Radio value="sender" label={t('assignment:handover.sender', { name: sender.name })} />
              )}
            </Stack>
          </Radio.Group>
          <ReasonField
            label={t('assignment:handover.reasonLabel')}
            nameOf={(code) => t(`assignment:handover.reasons.${code}`)}
            reason={draft}
            isChecked={isChecked}
            onChange={setDraft}
          />
          <DialogFooter>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t('assignment:handover.confirm')}
            </Button>
          </DialogFooter>
        </Stack>
      </form>
    </Dialog>
  );
}
