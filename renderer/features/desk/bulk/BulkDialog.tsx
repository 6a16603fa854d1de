import { Alert, Button, Group, Radio, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AgentId, DepartmentId, TicketId } from '../../../../shared/domain/ids.ts';
import { TRANSFER_REASONS, type TransferReason } from '../../../../shared/domain/ticket/ticket.ts';
import type { BatonError } from '../../../../shared/errors.ts';
import type { BulkWish } from '../../../../shared/ipc/bulk.ts';
import { asBatonError } from '../../../bridge.ts';
import { agentIdOf, departmentIdOf, useDirectory } from '../../../live/directory.ts';
import { useCommand } from '../../../live/useCommand.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useText } from '../../../ui/text.ts';
import { useErrorText } from '../../../ui/useErrorText.ts';
import { useDeskStore } from '../deskStore.ts';
import classes from './bulk.module.css';
import { PreviewTable } from './PreviewTable.tsx';
import { useBulkRun } from './useBulkRun.tsx';

const KINDS = ['agent', 'spread', 'pool', 'department'] as const;
const NO_REASON = '-';
const NONE_LEFT: ReadonlySet<TicketId> = new Set();

/** Moves the tickets chosen in the list: where to, what will become of each, and only then it happens. */
export function BulkDialog(): ReactElement {
  const t = useText();
  const isOpen = useDeskStore((state) => state.dialog === 'bulk');
  const openDialog = useDeskStore((state) => state.openDialog);
  const close = (): void => openDialog(null);
  return (
    <Dialog opened={isOpen} onClose={close} title={t('assignment:bulk.title')} size={860} centered>
      {isOpen && <BulkForm onClose={close} />}
    </Dialog>
  );
}

function wishOf(
  kind: BulkWish['kind'],
  agentId: string | null,
  departmentId: string | null,
): BulkWish | null {
  if (kind === 'agent') return agentId === null ? null : { kind, agentId: agentId as AgentId };
  if (kind !== 'department') return { kind };
  return departmentId === null ? null : { kind, departmentId: departmentId as DepartmentId };
}

function BulkForm({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const run = useBulkRun();
  const { agents, activeAgents, departmentList } = useDirectory();
  const marked = useDeskStore((state) => state.marked);
  const mark = useDeskStore((state) => state.mark);
  const [kind, setKind] = useState<BulkWish['kind']>('agent');
  const [agentId, setAgentId] = useState<string | null>(null);
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const [reason, setReason] = useState<TransferReason['code'] | null>(null);
  const [left, setLeft] = useState(NONE_LEFT);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<BatonError | null>(null);
  const wish = wishOf(kind, agentId, departmentId);
  const preview = useCommand('bulk.preview', wish && { ticketIds: [...marked], wish }, {
    refreshOn: { 'tickets.changed': true, 'assignment.changed': true },
  });
  const lines = wish ? (preview.value ?? []) : [];
  const moving = lines.filter(({ outcome, ticketId }) => outcome === 'moves' && !left.has(ticketId));
  const problem = error ?? preview.error;

  async function move(): Promise<void> {
    setIsBusy(true);
    setError(null);
    try {
      await run(moving, reason === null ? null : { code: reason, text: '' });
      mark(NONE_LEFT);
      onClose();
    } catch (thrown) {
      setError(asBatonError(thrown));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('assignment:bulk.where')}
        value={kind}
        onChange={(value) => {
          setKind(value);
          setLeft(NONE_LEFT);
        }}
      >
        <Group gap="lg" pt={6}>
          {KINDS.map((choice) => (
            <Radio key={choice} value={choice} label={t(`assignment:bulk.${choice}`)} />
          ))}
        </Group>
      </Radio.Group>
      <Group grow align="flex-start">
        {kind === 'agent' && (
          <Select
            searchable
            data-autofocus
            label={t('assignment:bulk.chooseAgent')}
            value={agentId}
            onChange={setAgentId}
            data={activeAgents.map((agent) => ({
              value: agentIdOf(agent),
              label: agent.value.name,
            }))}
          />
        )}
        {kind === 'department' && (
          <Select
            searchable
            label={t('assignment:bulk.chooseDepartment')}
            value={departmentId}
            onChange={setDepartmentId}
            data={departmentList.map((department) => ({
              value: departmentIdOf(department),
              label: department.value.name,
            }))}
          />
        )}
        <Select
          label={t('assignment:bulk.reason')}
          allowDeselect={false}
          value={reason ?? NO_REASON}
          onChange={(code) => setReason(TRANSFER_REASONS.find((known) => known === code) ?? null)}
          data={[
            { value: NO_REASON, label: t('assignment:bulk.reasonNone') },
            ...TRANSFER_REASONS.filter((code) => code !== 'other').map((code) => ({
              value: code,
              label: t(`ticket:reasons.${code}`),
            })),
          ]}
        />
      </Group>
      {problem && (
        <Alert color="red" variant="light" role="alert">
          {errorText(problem)}
        </Alert>
      )}
      <section aria-label={t('assignment:bulk.preview')}>
        <h3 className={classes['heading']}>{t('assignment:bulk.preview')}</h3>
        {wish ? (
          <PreviewTable
            label={t('assignment:bulk.preview')}
            lines={lines}
            left={left}
            onLeave={setLeft}
            agentName={agentId === null ? '' : (agents.get(agentId)?.value.name ?? t('formerAgent'))}
          />
        ) : (
          <p className={classes['quiet']}>{t('assignment:bulk.previewEmpty')}</p>
        )}
      </section>
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
