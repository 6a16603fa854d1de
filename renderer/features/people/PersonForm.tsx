import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import { ROLES } from '../../../shared/domain/settings.ts';
import type { AgentValue } from '../../../shared/domain/settings.ts';
import { INVITATION_DAYS } from '../../../shared/sync/people.ts';
import { departmentIdOf, useDirectory } from '../../live/directory.ts';
import { Failure } from '../../ui/Failure.tsx';
import { useText } from '../../ui/text.ts';
import { useSubmit } from '../../ui/useSubmit.ts';
import { FormButtons } from './FormButtons.tsx';
import { LanguagesField, LevelField } from './agentFields.tsx';
import classes from './people.module.css';

const DEFAULT_DAYS = 7;

/** What the form asks about a person. */
export interface PersonFields extends Pick<
  AgentValue,
  'name' | 'email' | 'role' | 'departmentIds' | 'level' | 'languages'
> {
  readonly days: (typeof INVITATION_DAYS)[number];
}

interface PersonFormProps {
  /** Who is edited; left out, somebody is invited. */
  readonly person?: AgentValue;
  readonly onSave: (fields: PersonFields) => Promise<void>;
  readonly onCancel: () => void;
}

function startOf(person: AgentValue | undefined, first: DepartmentId | undefined): PersonFields {
  if (person) return { ...person, days: DEFAULT_DAYS };
  const departmentIds = first === undefined ? [] : [first];
  return { name: '', email: '', role: 'agent', departmentIds, level: 1, languages: [], days: DEFAULT_DAYS };
}

/** Who somebody is and what they may see. What is typed stays when the server does not take it. */
export function PersonForm({ person, onSave, onCancel }: PersonFormProps): ReactElement {
  const t = useText();
  const { departmentList } = useDirectory();
  const [only, ...others] = departmentList;
  const [fields, setFields] = useState(() =>
    startOf(person, only && others.length === 0 ? departmentIdOf(only) : undefined),
  );
  const [hasTried, setHasTried] = useState(false);
  const { isBusy, error, submit } = useSubmit();
  const set = (changes: Partial<PersonFields>): void => setFields((known) => ({ ...known, ...changes }));
  const isNameMissing = fields.name.trim() === '';
  const isEmailMissing = !/^\S+@\S+\.\S+$/u.test(fields.email.trim());

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    setHasTried(true);
    if (!isNameMissing && !isEmailMissing)
      submit(() => onSave({ ...fields, name: fields.name.trim(), email: fields.email.trim() }));
  }

  return (
    <form className={classes['form']} onSubmit={onSubmit} noValidate>
      {error && <Failure error={error} />}
      <div className={classes['pair']}>
        <TextInput
          label={t('team:name')}
          data-autofocus
          maxLength={120}
          value={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={hasTried && isNameMissing && t('team:missingName')}
        />
        <TextInput
          label={t('team:email')}
          type="email"
          maxLength={320}
          spellCheck={false}
          readOnly={person !== undefined}
          value={fields.email}
          onChange={(event) => set({ email: event.currentTarget.value })}
          error={hasTried && isEmailMissing && t('team:missingEmail')}
        />
      </div>
      <div className={classes['pair']}>
        <Select
          label={t('team:role')}
          allowDeselect={false}
          value={fields.role}
          onChange={(role) => {
            if (role !== null) set({ role });
          }}
          data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        />
        <LevelField
          label={t('team:level')}
          hint={t('team:levelHint')}
          level={fields.level}
          onChange={(level) => set({ level })}
        />
      </div>
      <MultiSelect
        searchable
        label={t('team:departments')}
        description={t('team:departmentsHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={fields.departmentIds}
        onChange={(departmentIds) => set({ departmentIds })}
        data={departmentList.map((one) => ({ value: departmentIdOf(one), label: one.value.name }))}
      />
      <LanguagesField
        label={t('team:languages')}
        languages={fields.languages}
        onChange={(languages) => set({ languages })}
      />
      {!person && (
        <Select
          label={t('team:validFor')}
          w={200}
          allowDeselect={false}
          value={String(fields.days)}
          onChange={(value) => {
            const days = INVITATION_DAYS.find((known) => String(known) === value);
            if (days !== undefined) set({ days });
          }}
          data={INVITATION_DAYS.map((count) => ({ value: String(count), label: t('team:days', { count }) }))}
        />
      )}
      <FormButtons confirm={t(person ? 'save' : 'team:makeLink')} isBusy={isBusy} onCancel={onCancel} />
    </form>
  );
}
