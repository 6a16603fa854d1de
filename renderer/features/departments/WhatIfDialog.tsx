import { Alert, Group, Loader, Select, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import type { ReplayReport, WhatIf, WhatIfQuestion } from '../../../shared/ipc/assignment.ts';
import { departmentIdOf, useDirectory } from '../../live/directory.ts';
import { useCommand } from '../../live/useCommand.ts';
import { rightNowMs } from '../../ui/clock.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useFormat } from '../../ui/format.ts';
import type { Format } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import type { Translate } from '../../ui/text.ts';
import { useErrorText } from '../../ui/useErrorText.ts';

const METHODS = ['leastLoaded', 'roundRobin', 'bestSkill'] as const;
const PERIODS = [7, 30, 90, 365];
const DAY_MS = 86_400_000;
/** A new question is not asked for every minute that passes. */
const STEP_MS = 3_600_000;

interface WhatIfDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** A department's own history under another method, beside what really happened. */
export function WhatIfDialog({ isOpen, onClose }: WhatIfDialogProps): ReactElement {
  const t = useText();
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t('assignment:whatIf.title')} size={760} centered>
      {isOpen && <Question />}
    </Dialog>
  );
}

function Question(): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const { departmentList } = useDirectory();
  const first = departmentList[0];
  const [toMs] = useState(() => Math.ceil(rightNowMs() / STEP_MS) * STEP_MS);
  const [departmentId, setDepartmentId] = useState<DepartmentId | null>(() =>
    first ? departmentIdOf(first) : null,
  );
  const [method, setMethod] = useState<WhatIfQuestion['method']>('leastLoaded');
  const [days, setDays] = useState(30);
  const { value, error } = useCommand(
    'assignment.whatIf',
    departmentId === null ? null : { departmentId, method, fromMs: toMs - days * DAY_MS, toMs },
  );
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('assignment:whatIf.text')}
      </Text>
      <Group grow align="flex-start">
        <Select
          data-autofocus
          label={t('assignment:whatIf.department')}
          allowDeselect={false}
          value={departmentId}
          onChange={(id) => setDepartmentId(id)}
          data={departmentList.map((department) => ({
            value: departmentIdOf(department),
            label: department.value.name,
          }))}
        />
        <Select
          label={t('assignment:whatIf.method')}
          allowDeselect={false}
          value={method}
          onChange={(choice) => {
            if (choice !== null) setMethod(choice);
          }}
          data={METHODS.map((choice) => ({ value: choice, label: t(`assignment:method.${choice}`) }))}
        />
        <Select
          label={t('assignment:whatIf.period')}
          allowDeselect={false}
          value={String(days)}
          onChange={(choice) => setDays(Number(choice))}
          data={PERIODS.map((count) => ({
            value: String(count),
            label: t('assignment:whatIf.days', { count }),
          }))}
        />
      </Group>
      {error && (
        <Alert color="red" variant="light" role="alert">
          {errorText(error)}
        </Alert>
      )}
      {!value && !error && (
        <Group gap="xs" role="status">
          <Loader size="xs" />
          <Text size="sm">{t('assignment:whatIf.asking')}</Text>
        </Group>
      )}
      {value && value.actual.tickets === 0 && <Text size="sm">{t('assignment:whatIf.empty')}</Text>}
      {value && value.actual.tickets > 0 && <Answer answer={value} />}
    </Stack>
  );
}

/** The figures in the order in which people ask, each as the viewer reads it. */
function figures(
  report: ReplayReport,
  format: Format,
  t: Translate,
): readonly (readonly [name: string, value: string])[] {
  const percent = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 0 });
  const decimals = new Intl.NumberFormat(format.locale, { maximumFractionDigits: 2 });
  return [
    [t('assignment:whatIf.tickets'), format.number(report.tickets)],
    [t('assignment:whatIf.spread'), format.number(report.spread)],
    [t('assignment:whatIf.unevenness'), decimals.format(report.unevenness)],
    [t('assignment:whatIf.hops'), decimals.format(report.hopsMean)],
    [t('assignment:whatIf.hopsNone'), format.number(report.hops[0])],
    [t('assignment:whatIf.firstOwner'), percent.format(report.firstOwnerShare)],
    [t('assignment:whatIf.waitMedian'), format.duration(report.waitMedianMs)],
    [t('assignment:whatIf.waitP95'), format.duration(report.waitP95Ms)],
    [t('assignment:whatIf.neverOwned'), format.number(report.neverOwned)],
  ];
}

function Answer({ answer }: { readonly answer: WhatIf }): ReactElement {
  const t = useText();
  const format = useFormat();
  const { agents } = useDirectory();
  const actual = figures(answer.actual, format, t);
  const simulated = figures(answer.simulated, format, t);
  const countOf = (report: ReplayReport, agentId: string): number =>
    report.owners.find((owner) => owner.agentId === agentId)?.tickets ?? 0;
  const owners = [
    ...new Set([...answer.actual.owners, ...answer.simulated.owners].map(({ agentId }) => agentId)),
  ].sort((a, b) => countOf(answer.actual, b) - countOf(answer.actual, a));
  return (
    <>
      <Table verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('assignment:whatIf.figure')}</Table.Th>
            <Table.Th ta="right">{t('assignment:whatIf.actual')}</Table.Th>
            <Table.Th ta="right">{t('assignment:whatIf.simulated')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {actual.map(([name, value], index) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={450}>
                {name}
              </Table.Th>
              <Table.Td ta="right">{value}</Table.Td>
              <Table.Td ta="right">{simulated[index]?.[1]}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th colSpan={3} c="dimmed" fz={12}>
              {t('assignment:whatIf.perAgent')}
            </Table.Th>
          </Table.Tr>
          {owners.map((agentId) => (
            <Table.Tr key={agentId}>
              <Table.Th scope="row" fw={450}>
                {agents.get(agentId)?.value.name ?? t('formerAgent')}
              </Table.Th>
              <Table.Td ta="right">{format.number(countOf(answer.actual, agentId))}</Table.Td>
              <Table.Td ta="right">{format.number(countOf(answer.simulated, agentId))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {answer.simulated.neverOwned > 0 && (
        <Text size="sm">{t('assignment:whatIf.unowned', { count: answer.simulated.neverOwned })}</Text>
      )}
      <Text size="xs" c="dimmed">
        {t('assignment:whatIf.guess')}
      </Text>
    </>
  );
}
