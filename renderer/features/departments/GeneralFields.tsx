import { Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DepartmentProblem } from '../../../shared/domain/checkDepartment.ts';
import type { CalendarId } from '../../../shared/domain/ids.ts';
import type { DepartmentValue } from '../../../shared/domain/settings.ts';
import { useDirectory } from '../../live/directory.ts';
import { DepartmentDot } from '../../ui/DepartmentDot.tsx';
import { useText } from '../../ui/text.ts';
import type { FieldsProps } from './fieldsProps.ts';
import { FieldGroup } from './FieldGroup.tsx';
import classes from './departments.module.css';

/** Mantine's colours, of which a dot can be told from the others. */
const COLORS = [
  'blue',
  'indigo',
  'violet',
  'grape',
  'pink',
  'red',
  'orange',
  'yellow',
  'lime',
  'green',
  'teal',
  'cyan',
  'gray',
];
/** A select holds no empty value. */
const ALWAYS_OPEN = '-';
const REOPEN_TO = ['lastOwner', 'pool', 'auto'] as const;

interface GeneralFieldsProps extends FieldsProps {
  readonly problems: readonly DepartmentProblem[];
}

/** What the department is called and when it works. */
export function GeneralFields({ value, set, problems }: GeneralFieldsProps): ReactElement {
  const t = useText();
  const { calendars } = useDirectory();
  const colors = COLORS.includes(value.color) ? COLORS : [value.color, ...COLORS];
  const nameProblem = problems.find((problem) => problem !== 'allFiltersOff');
  return (
    <FieldGroup title={t('departments:general')}>
      <div className={classes['pair']}>
        <TextInput
          label={t('departments:name')}
          maxLength={120}
          value={value.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={nameProblem && t(`departments:problems.${nameProblem}`)}
        />
        <Select
          label={t('departments:color')}
          allowDeselect={false}
          leftSection={<DepartmentDot color={value.color} />}
          renderOption={({ option }) => (
            <span className={classes['colorOption']}>
              <DepartmentDot color={option.value} />
              {option.label}
            </span>
          )}
          value={value.color}
          onChange={(color) => {
            if (color !== null) set({ color });
          }}
          data={colors}
        />
      </div>
      <div className={classes['pair']}>
        <Select
          label={t('departments:calendar')}
          allowDeselect={false}
          value={value.calendarId === '' ? ALWAYS_OPEN : value.calendarId}
          onChange={(id) => set({ calendarId: id === ALWAYS_OPEN ? '' : (id as CalendarId) })}
          data={[
            { value: ALWAYS_OPEN, label: t('departments:calendarNone') },
            ...calendars.map((calendar) => ({
              value: calendar.id as string as CalendarId,
              label: calendar.value.name,
            })),
          ]}
        />
        <Select
          label={t('departments:reopenTo')}
          allowDeselect={false}
          value={value.reopenTo}
          onChange={(reopenTo) => set({ reopenTo: reopenTo as DepartmentValue['reopenTo'] })}
          data={REOPEN_TO.map((choice) => ({
            value: choice,
            label: t(`departments:reopen.${choice}`),
          }))}
        />
      </div>
    </FieldGroup>
  );
}
