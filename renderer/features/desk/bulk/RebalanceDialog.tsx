import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DepartmentId, TicketId } from '../../../../shared/domain/ids.ts';
import type { BulkLine, Rebalance } from '../../../../shared/ipc/bulk.ts';
import { departmentIdOf, useDirectory } from '../../../live/directory.ts';
import { useSyncStatus } from '../../../live/session.ts';
import { useCommand } from '../../../live/useCommand.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import classes from './bulk.module.css';
import { DeskDialog } from './DeskDialog.tsx';
import { MovesPart } from './MovesPart.tsx';
import { useMoves } from './useMoves.ts';

const NONE_LEFT: ReadonlySet<TicketId> = new Set();

/** Proposes moves that level a department's load; supervisors choose among them. */
export function RebalanceDialog(): ReactElement {
  const t = useText();
  return (
    <DeskDialog
      name="rebalance"
      title={t('assignment:rebalance.title')}
      content={(onClose) => <Proposals onClose={onClose} />}
    />
  );
}

/** Shares that differ by less are level: a move would help nobody. */
const LEVEL_SHARE = 0.1;

function isLevel(loads: Rebalance['loads']): boolean {
  const shares = loads.map(({ openWeight, capacity }) =>
    capacity > 0 ? openWeight / capacity : openWeight > 0 ? Number.POSITIVE_INFINITY : 0,
  );
  return shares.length === 0 || Math.max(...shares) - Math.min(...shares) < LEVEL_SHARE;
}

function Proposals({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const isOnline = useSyncStatus()?.name === 'online';
  const { departmentList } = useDirectory();
  const [departmentId, setDepartmentId] = useState<DepartmentId | null>(() => {
    const first = departmentList[0];
    return first ? departmentIdOf(first) : null;
  });
  const answer = useCommand('assignment.rebalance', departmentId === null ? null : { departmentId });
  const moves = useMoves(
    answer.value?.lines ?? [],
    { code: 'other', text: t('assignment:rebalance.reason') },
    onClose,
  );
  const loads = answer.value?.loads;

  function nothingToMove(): string {
    if (!isOnline) return t('assignment:rebalance.offline');
    if (!loads) return '';
    return t(isLevel(loads) ? 'assignment:rebalance.level' : 'assignment:rebalance.noRoom');
  }

  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('assignment:rebalance.text')}
      </Text>
      <Select
        data-autofocus
        w={280}
        label={t('assignment:rebalance.department')}
        allowDeselect={false}
        value={departmentId}
        onChange={(value) => {
          setDepartmentId(value);
          moves.leave(NONE_LEFT);
        }}
        data={departmentList.map((department) => ({
          value: departmentIdOf(department),
          label: department.value.name,
        }))}
      />
      {loads && <Loads loads={loads} moving={moves.moving} />}
      <MovesPart
        moves={moves}
        problem={answer.error ?? null}
        agentName=""
        empty={nothingToMove()}
        onClose={onClose}
      />
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
