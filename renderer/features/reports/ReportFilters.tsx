import { Input, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import { PERIOD_PRESETS } from '../../../shared/domain/reports/periods.ts';
import type { PeriodPreset } from '../../../shared/domain/reports/periods.ts';
import { PRIORITIES } from '../../../shared/domain/ticket/ticket.ts';
import { REPORT_GROUPS } from '../../../shared/ipc/reports.ts';
import type { ReportGroupBy } from '../../../shared/ipc/reports.ts';
import { departmentIdOf, useDirectory } from '../../live/directory.ts';
import { priorityName } from '../../ui/PriorityMark.tsx';
import { useText } from '../../ui/text.ts';
import classes from './ReportFilters.module.css';

/** What somebody has chosen of a report. Dates are local, `YYYY-MM-DD`, both included. */
export interface ReportChoice {
  readonly preset: PeriodPreset | 'custom';
  readonly from: string;
  readonly to: string;
  readonly groupBy: ReportGroupBy;
  readonly departmentId: DepartmentId | '';
  /** `null` is every priority. */
  readonly priority: string | null;
  readonly tag: string;
}

interface ReportFiltersProps {
  readonly choice: ReportChoice;
  /** The two dates make no span. */
  readonly isSpanBad: boolean;
  readonly onChange: (changes: Partial<ReportChoice>) => void;
}

const EVERY = 'every';
const PRESETS: readonly ReportChoice['preset'][] = [...PERIOD_PRESETS, 'custom'];

/** Period, grouping and limits of a report. */
export function ReportFilters({ choice, isSpanBad, onChange }: ReportFiltersProps): ReactElement {
  const t = useText();
  const { departmentList, tags } = useDirectory();
  return (
    <div className={classes['filters']}>
      <NativeSelect
        size="xs"
        label={t('reports:period')}
        value={choice.preset}
        data={PRESETS.map((preset) => ({
          value: preset,
          label: t(`reports:preset.${preset}`),
        }))}
        onChange={(event) => onChange({ preset: event.currentTarget.value as ReportChoice['preset'] })}
      />
      {choice.preset === 'custom' && (
        <>
          <TextInput
            size="xs"
            type="date"
            label={t('reports:from')}
            value={choice.from}
            error={isSpanBad ? t('reports:badSpan') : undefined}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            type="date"
            label={t('reports:to')}
            value={choice.to}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
        </>
      )}
      <Input.Wrapper
        size="xs"
        label={t('reports:groupBy')}
        labelElement="div"
        labelProps={{ id: 'report-group' }}
      >
        <SegmentedControl
          size="xs"
          display="flex"
          className={classes['group'] ?? ''}
          aria-labelledby="report-group"
          value={choice.groupBy}
          data={REPORT_GROUPS.map((group) => ({ value: group, label: t(`reports:group.${group}`) }))}
          onChange={(group) => onChange({ groupBy: group })}
        />
      </Input.Wrapper>
      <NativeSelect
        size="xs"
        label={t('reports:group.department')}
        value={choice.departmentId}
        data={[
          { value: '', label: t('reports:all') },
          ...departmentList.map((department) => ({ value: department.id, label: department.value.name })),
        ]}
        onChange={(event) => {
          const chosen = departmentList.find(({ id }) => id === event.currentTarget.value);
          onChange({ departmentId: chosen ? departmentIdOf(chosen) : '' });
        }}
      />
      <NativeSelect
        size="xs"
        label={t('reports:group.priority')}
        value={choice.priority ?? EVERY}
        data={[
          { value: EVERY, label: t('reports:all') },
          ...[...PRIORITIES, ''].map((priority) => ({ value: priority, label: priorityName(priority, t) })),
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ priority: value === EVERY ? null : value });
        }}
      />
      <NativeSelect
        size="xs"
        label={t('reports:tag')}
        value={choice.tag}
        data={[
          { value: '', label: t('reports:all') },
          ...[...tags.keys()].sort((a, b) => a.localeCompare(b)).map((tag) => ({ value: tag, label: tag })),
        ]}
        onChange={(event) => onChange({ tag: event.currentTarget.value })}
      />
    </div>
  );
}
