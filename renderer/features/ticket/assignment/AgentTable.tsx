import { ScrollArea, Table } from '@mantine/core';
import type { ReactElement } from 'react';
import type { AgentVerdict } from '../../../../shared/ipc/assignment.ts';
import { useDirectory } from '../../../live/directory.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { useMinute } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { ConditionChips } from './ConditionChips.tsx';
import classes from './why.module.css';

/** Every agent with every condition's verdict and what decides their place. */
export function AgentTable({ agents }: { readonly agents: readonly AgentVerdict[] }): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const directory = useDirectory();
  return (
    <ScrollArea.Autosize mah="52vh" viewportProps={{ tabIndex: 0, 'aria-label': t('assignment:why.team') }}>
      <Table verticalSpacing={7} horizontalSpacing={8} className={classes['table'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('assignment:why.rank')}</Table.Th>
            <Table.Th>{t('assignment:why.person')}</Table.Th>
            <Table.Th>{t('assignment:why.conditions')}</Table.Th>
            <Table.Th>{t('assignment:why.load')}</Table.Th>
            <Table.Th>{t('assignment:why.score')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {agents.map((agent) => {
            const name = directory.agents.get(agent.agentId)?.value.name ?? t('formerAgent');
            const last =
              agent.lastAssignedAtMs === 0
                ? t('assignment:why.lastNever')
                : t('assignment:why.last', { when: format.relative(agent.lastAssignedAtMs, nowMs) });
            return (
              <Table.Tr key={agent.agentId} data-eligible={agent.isEligible || undefined}>
                <Table.Td>
                  {agent.isEligible ? (
                    <span className={classes['rank']}>{agent.rank + 1}</span>
                  ) : (
                    <span className={classes['quiet']}>{t('assignment:why.placeNone')}</span>
                  )}
                </Table.Td>
                <Table.Th scope="row">
                  <span className={classes['person']}>
                    <Avatar id={agent.agentId} name={name} size={22} isLabelled={false} />
                    {name}
                  </span>
                </Table.Th>
                <Table.Td>
                  <ConditionChips filters={agent.filters} />
                </Table.Td>
                <Table.Td className={classes['number'] ?? ''}>
                  {t('assignment:why.open', {
                    open: format.number(agent.openWeight),
                    capacity: format.number(agent.capacity),
                  })}
                </Table.Td>
                <Table.Td className={classes['quiet'] ?? ''}>
                  {[
                    ...(agent.hadContactLast ? [t('assignment:why.hadContact')] : []),
                    t('assignment:why.matching', { count: agent.matchingSkills }),
                    last,
                  ].join(', ')}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
