import { Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DepartmentProblem } from '../../../shared/domain/checkDepartment.ts';
import type { CalendarId } from '../../../shared/domain/ids.ts';
import type { DepartmentValue } from '../../../shared/domain/settings.ts';
import { agentIdOf, useDirectory } from '../../live/directory.ts';
import { DepartmentDot } from '../../ui/DepartmentDot.tsx';
import { useText } from '../../ui/text.ts';
import type { FieldsProps } from './fieldsProps.ts';
import { FieldGroup, FieldPair } from '../../ui/FieldGroup.tsx';
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
] as const;
/** A select holds no empty value. */
const ALWAYS_OPEN = '-';
const NOBODY_OPTION = '-';
const REOPEN_TO = ['lastOwner', 'pool', 'auto'] as const;

interface GeneralFieldsProps extends FieldsProps {
  readonly problems: readonly DepartmentProblem[];
}

/** What the department is called and when it works. */
export function GeneralFields({ value, set, problems }: GeneralFieldsProps): ReactElement {
  const t = useText();
  const { activeAgents, agents, calendars } = useDirectory();
  const colors: { value: string; label: string }[] = COLORS.map((color) => ({
    value: color,
    label: t(`departments:colors.${color}`),
  }));
  if (!colors.some((color) => color.value === value.color))
    colors.unshift({ value: value.color, label: value.color });
  const leadId = value.leadId ?? '';
  const leads = activeAgents.map((agent) => ({ value: agentIdOf(agent), label: agent.value.name }));
  const lead = agents.get(leadId);
  // Somebody who has left stays named until another is chosen.
  if (lead && !lead.value.isActive) leads.push({ value: agentIdOf(lead), label: lead.value.name });
  const nameProblem = problems.find((problem) => problem !== 'allFiltersOff');
  return (
    <FieldGroup title={t('departments:general')}>
      <FieldPair>
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
      </FieldPair>
      <FieldPair>
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
          searchable
          label={t('departments:lead')}
          description={t('departments:leadHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDeselect={false}
          value={leadId === '' ? NOBODY_OPTION : leadId}
          onChange={(id) => set({ leadId: id === null || id === NOBODY_OPTION ? '' : id })}
          data={[{ value: NOBODY_OPTION, label: t('departments:leadNone') }, ...leads]}
        />
      </FieldPair>
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
    </FieldGroup>
  );
}
