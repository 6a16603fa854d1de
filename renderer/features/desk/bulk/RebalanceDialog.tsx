import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DepartmentId, TicketId } from '../../../../shared/domain/ids.ts';
import type { BatonError } from '../../../../shared/errors.ts';
import type { BulkLine, Rebalance } from '../../../../shared/ipc/bulk.ts';
import { asBatonError } from '../../../bridge.ts';
import { departmentIdOf, useDirectory } from '../../../live/directory.ts';
import { useSyncStatus } from '../../../live/session.ts';
import { useCommand } from '../../../live/useCommand.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { useErrorText } from '../../../ui/useErrorText.ts';
import { useDeskStore } from '../deskStore.ts';
import classes from './bulk.module.css';
import { PreviewTable } from './PreviewTable.tsx';
import { useBulkRun } from './useBulkRun.tsx';

const NONE_LEFT: ReadonlySet<TicketId> = new Set();

/** Proposes moves that level a department's load; supervisors choose among them. */
export function RebalanceDialog(): ReactElement {
  const t = useText();
  const isOpen = useDeskStore((state) => state.dialog === 'rebalance');
  const openDialog = useDeskStore((state) => state.openDialog);
  const close = (): void => openDialog(null);
  return (
    <Dialog opened={isOpen} onClose={close} title={t('assignment:rebalance.title')} size={860} centered>
      {isOpen && <Proposals onClose={close} />}
    </Dialog>
  );
}

function Proposals({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const run = useBulkRun();
  const isOnline = useSyncStatus()?.name === 'online';
  const { departmentList } = useDirectory();
  const [departmentId, setDepartmentId] = useState<DepartmentId | null>(() => {
    const first = departmentList[0];
    return first ? departmentIdOf(first) : null;
  });
  const [left, setLeft] = useState(NONE_LEFT);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<BatonError | null>(null);
  const answer = useCommand('assignment.rebalance', departmentId === null ? null : { departmentId });
  const lines = answer.value?.lines ?? [];
  const moving = lines.filter(({ outcome, ticketId }) => outcome === 'moves' && !left.has(ticketId));
  const problem = error ?? answer.error;

  async function move(): Promise<void> {
    setIsBusy(true);
    setError(null);
    try {
      await run(moving, null);
      onClose();
    } catch (thrown) {
      setError(asBatonError(thrown));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('assignment:rebalance.text')}
      </Text>
      <Select
        w={280}
        data-autofocus
        label={t('assignment:rebalance.department')}
        allowDeselect={false}
        value={departmentId}
        onChange={(value) => {
          setDepartmentId(value);
          setLeft(NONE_LEFT);
        }}
        data={departmentList.map((department) => ({
          value: departmentIdOf(department),
          label: department.value.name,
        }))}
      />
      {problem && (
        <Alert color="red" variant="light" role="alert">
          {errorText(problem)}
        </Alert>
      )}
      {!isOnline && <Text size="sm">{t('assignment:rebalance.offline')}</Text>}
      {answer.value && <Loads loads={answer.value.loads} moving={moving} />}
      {answer.value && lines.length === 0 && isOnline && (
        <Text size="sm">{t('assignment:rebalance.level')}</Text>
      )}
      {lines.length > 0 && (
        <PreviewTable
          label={t('assignment:bulk.preview')}
          lines={lines}
          left={left}
          onLeave={setLeft}
          agentName=""
        />
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button loading={isBusy} disabled={moving.length === 0} onClick={() => void move()}>
          {t('assignment:bulk.confirm', { count: moving.length })}
        </Button>
      </Group>
    </Stack>
  );
}

interface LoadsProps {
  readonly loads: Rebalance['loads'];
  readonly moving: readonly BulkLine[];
}

/** What everybody holds now, and would hold after the chosen moves. */
function Loads({ loads, moving }: LoadsProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const { agents } = useDirectory();
  return (
    <section aria-label={t('assignment:rebalance.loads')}>
      <h3 className={classes['heading']}>{t('assignment:rebalance.loads')}</h3>
      <ul className={classes['loads']}>
        {loads.map(({ agentId, openWeight, capacity }) => {
          const change = moving.reduce(
            (sum, { from, to, weight }) =>
              sum + (to.assigneeId === agentId ? weight : 0) - (from.assigneeId === agentId ? weight : 0),
            0,
          );
          return (
            <li key={agentId}>
              <span>{agents.get(agentId)?.value.name ?? t('formerAgent')}</span>
              <span>
                {t('assignment:rebalance.load', {
                  before: format.number(openWeight),
                  after: format.number(openWeight + change),
                  capacity: format.number(capacity),
                })}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
