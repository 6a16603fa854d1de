import { NumberInput, Select, TagsInput, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import type { CalendarId, DepartmentId } from '../../../shared/domain/ids.ts';
import type { AgentValue, SettingOf } from '../../../shared/domain/settings.ts';
import { isEqualJson } from '../../../shared/domain/threeWay.ts';
import type { AgentWork } from '../../../shared/ipc/bulk.ts';
import { invoke } from '../../bridge.ts';
import { agentIdOf, useDirectory } from '../../live/directory.ts';
import { Failure } from '../../ui/Failure.tsx';
import { useText } from '../../ui/text.ts';
import { useSubmit } from '../../ui/useSubmit.ts';
import { useLeaveGuard } from '../../ui/useLeaveGuard.tsx';
import { FormButtons } from './FormButtons.tsx';
import { LanguagesField, LevelField } from './agentFields.tsx';
import classes from './people.module.css';

const CAPACITY_MAX = 1000;
/** A select holds no empty value. */
const AS_DEPARTMENT = '-';

function workOf(value: AgentValue): AgentWork {
  const { level, skills, languages, capacity, departmentLimits = {}, calendarId = '' } = value;
  return { level, skills, languages, capacity, departmentLimits, calendarId };
}

interface WorkFormProps {
  readonly agent: SettingOf<'agent'>;
  readonly onDone: () => void;
}

/** What distribution goes by in an agent: how much, what and when they work. */
export function WorkForm({ agent, onDone }: WorkFormProps): ReactElement {
  const t = useText();
  const { activeAgents, departments, calendars } = useDirectory();
  const [start] = useState(() => workOf(agent.value));
  const [work, setWork] = useState(start);
  const { isBusy, error, submit } = useSubmit();
  const set = (changes: Partial<AgentWork>): void => setWork((known) => ({ ...known, ...changes }));
  const leave = useLeaveGuard(!isEqualJson(start, work), agent.value.name);
  const knownSkills = [...new Set(activeAgents.flatMap(({ value }) => value.skills))].sort();
  const isCapacityWrong = !(work.capacity >= 0 && work.capacity <= CAPACITY_MAX);

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    if (isCapacityWrong) return;
    submit(async () => {
      await invoke('work.save', { agentId: agentIdOf(agent), work });
      onDone();
    });
  }

  function limit(id: DepartmentId, value: number | string): void {
    const others = Object.entries(work.departmentLimits).filter(([known]) => known !== id);
    const own = typeof value === 'number' ? [[id, Math.round(value)]] : [];
    set({ departmentLimits: Object.fromEntries([...others, ...own]) as AgentWork['departmentLimits'] });
  }

  return (
    <form className={classes['form']} onSubmit={onSubmit} noValidate>
      <Text size="sm" c="dimmed">
        {t('departments:work.text')}
      </Text>
      {error && <Failure error={error} />}
      <div className={classes['pair']}>
        <NumberInput
          data-autofocus
          label={t('departments:work.capacity')}
          description={t('departments:work.capacityHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          max={CAPACITY_MAX}
          value={work.capacity}
          onChange={(value) => set({ capacity: typeof value === 'number' ? value : Number.NaN })}
          error={isCapacityWrong && t('departments:problems.number', { least: 0, most: CAPACITY_MAX })}
        />
        <LevelField
          label={t('departments:work.level')}
          hint={t('departments:work.levelHint')}
          level={work.level}
          onChange={(level) => set({ level })}
        />
      </div>
      <TagsInput
        label={t('departments:work.skills')}
        description={t('departments:work.skillsHint')}
        placeholder={work.skills.length === 0 ? t('departments:work.skillsPlaceholder') : ''}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxTags={100}
        data={knownSkills}
        value={work.skills}
        onChange={(skills) => set({ skills: skills.map((skill) => skill.trim().slice(0, 60)) })}
      />
      <div className={classes['pair']}>
        <LanguagesField
          label={t('departments:work.languages')}
          languages={work.languages}
          onChange={(languages) => set({ languages })}
        />
        <Select
          label={t('departments:work.calendar')}
          allowDeselect={false}
          value={work.calendarId === '' ? AS_DEPARTMENT : work.calendarId}
          onChange={(id) => set({ calendarId: id === AS_DEPARTMENT ? '' : (id as CalendarId) })}
          data={[
            { value: AS_DEPARTMENT, label: t('departments:work.calendarOwn') },
            ...calendars.map(({ id, value }) => ({ value: id as string as CalendarId, label: value.name })),
          ]}
        />
      </div>
      {agent.value.departmentIds.length > 0 && (
        <fieldset className={classes['limits']}>
          <legend>{t('departments:work.limits')}</legend>
          {agent.value.departmentIds.map((id) => (
            <NumberInput
              key={id}
              label={departments.get(id)?.value.name ?? t('unknownDepartment')}
              placeholder={t('departments:work.noLimit')}
              min={0}
              max={1000}
              clampBehavior="strict"
              allowDecimal={false}
              value={work.departmentLimits[id] ?? ''}
              onChange={(value) => limit(id, value)}
            />
          ))}
        </fieldset>
      )}
      <FormButtons confirm={t('save')} isBusy={isBusy} onCancel={() => leave(onDone)} />
    </form>
  );
}
