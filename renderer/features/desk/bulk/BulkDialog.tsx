import { Group, Radio, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AgentId, DepartmentId, TicketId } from '../../../../shared/domain/ids.ts';
import { NO_REASON } from '../../../../shared/domain/ticket/transferReason.ts';
import type { BulkWish } from '../../../../shared/ipc/bulk.ts';
import { agentIdOf, departmentIdOf, useDirectory } from '../../../live/directory.ts';
import { useCommand } from '../../../live/useCommand.ts';
import { useText } from '../../../ui/text.ts';
import { useDeskStore } from '../deskStore.ts';
import { DeskDialog } from './DeskDialog.tsx';
import { MovesPart } from './MovesPart.tsx';
import { useMoves } from './useMoves.ts';

const KINDS = ['agent', 'spread', 'pool', 'department'] as const;
const NOTHING: ReadonlySet<TicketId> = new Set();

/** Moves the tickets chosen in the list: where to, what will become of each, why, and only then it happens. */
export function BulkDialog(): ReactElement {
  const t = useText();
  return (
    <DeskDialog
      name="bulk"
      title={t('assignment:bulk.title')}
      content={(onClose) => <BulkForm onClose={onClose} />}
    />
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
  const { agents, activeAgents, departmentList } = useDirectory();
  const marked = useDeskStore((state) => state.marked);
  const mark = useDeskStore((state) => state.mark);
  const [kind, setKind] = useState<BulkWish['kind']>('agent');
  const [agentId, setAgentId] = useState<string | null>(null);
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const wish = wishOf(kind, agentId, departmentId);
  const preview = useCommand('bulk.preview', wish && { ticketIds: [...marked], wish }, {
    refreshOn: { 'tickets.changed': true, 'assignment.changed': true },
  });
  const moves = useMoves(wish ? (preview.value ?? []) : [], NO_REASON, () => {
    mark(NOTHING);
    onClose();
  });

  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('assignment:bulk.where')}
        value={kind}
        onChange={(value) => {
          setKind(value);
          moves.leave(NOTHING);
        }}
      >
        <Group gap="lg" pt={6}>
          {KINDS.map((choice) => (
            <Radio key={choice} value={choice} label={t(`assignment:bulk.${choice}`)} />
          ))}
        </Group>
      </Radio.Group>
      {kind === 'agent' && (
        <Select
          searchable
          data-autofocus
          w={400}
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
          w={400}
          label={t('assignment:bulk.chooseDepartment')}
          value={departmentId}
          onChange={setDepartmentId}
          data={departmentList.map((department) => ({
            value: departmentIdOf(department),
            label: department.value.name,
          }))}
        />
      )}
      <MovesPart
        moves={moves}
        problem={preview.error ?? null}
        agentName={agentId === null ? '' : (agents.get(agentId)?.value.name ?? t('formerAgent'))}
        empty={wish ? '' : t('assignment:bulk.previewEmpty')}
        onClose={onClose}
      />
    </Stack>
  );
}
