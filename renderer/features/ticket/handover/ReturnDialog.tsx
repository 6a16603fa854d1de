import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, SubmitEvent } from 'react';
import { senderOf } from '../../../../shared/domain/ticket/handover.ts';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { HolderEntry, TransferReason } from '../../../../shared/domain/ticket/ticket.ts';
import { useDirectory } from '../../../live/directory.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useText } from '../../../ui/text.ts';
import { ReasonField } from '../dialogs/ReasonField.tsx';
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
  const [code, setCode] = useState<TransferReason['code'] | null>(null);
  const [text, setText] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const department = departments.get(move.to.departmentId)?.value.name ?? t('unknownDepartment');

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setIsChecked(true);
    if (code === null || (code === 'other' && text.trim() === '')) return;
    setIsBusy(true);
    const isDone = await actions.giveBack(to, { code, text: text.trim() });
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
              <Radio value="pool" label={t('assignment:handover.pool', { department })} />
              {canGoBack && (
                <Radio value="sender" label={t('assignment:handover.sender', { name: sender.name })} />
              )}
            </Stack>
          </Radio.Group>
          <ReasonField
            label={t('assignment:handover.reasonLabel')}
            nameOf={(reason) => t(`assignment:handover.reasons.${reason}`)}
            code={code}
            text={text}
            isChecked={isChecked}
            onCode={setCode}
            onText={setText}
          />
          <Group justify="flex-end" gap="xs" mt={4}>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t('assignment:handover.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
