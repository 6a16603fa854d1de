import { Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import { ROLES } from '../../../shared/domain/settings.ts';
import type { AgentValue } from '../../../shared/domain/settings.ts';
import type { BatonError } from '../../../shared/errors.ts';
import { INVITATION_DAYS } from '../../../shared/sync/people.ts';
import { asBatonError } from '../../bridge.ts';
import { departmentIdOf, useDirectory } from '../../live/directory.ts';
import { useText } from '../../ui/text.ts';
import { Failure } from './Failure.tsx';
import { languageChoices } from './languageChoices.ts';
import classes from './people.module.css';

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
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
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<BatonError | null>(null);
  const set = (changes: Partial<PersonFields>): void => setFields((known) => ({ ...known, ...changes }));
  const isNameMissing = fields.name.trim() === '';
  const isEmailMissing = !/^\S+@\S+\.\S+$/u.test(fields.email.trim());

  async function save(): Promise<void> {
    setIsBusy(true);
    setError(null);
    try {
      await onSave({ ...fields, name: fields.name.trim(), email: fields.email.trim() });
    } catch (thrown) {
      setError(asBatonError(thrown));
    } finally {
      setIsBusy(false);
    }
  }

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    setHasTried(true);
    if (!isNameMissing && !isEmailMissing && !isBusy) void save();
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
        <Select
          label={t('team:level')}
          description={t('team:levelHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDeselect={false}
          value={String(fields.level)}
          onChange={(level) => {
            if (level !== null) set({ level: Number(level) });
          }}
          data={LEVELS.map(String)}
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
      <MultiSelect
        searchable
        label={t('team:languages')}
        value={fields.languages}
        onChange={(languages) => set({ languages })}
        data={languageChoices(fields.languages)}
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
      <div className={classes['buttons']}>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={isBusy}>
          {t(person ? 'save' : 'team:makeLink')}
        </Button>
      </div>
    </form>
  );
}
