import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { checkDepartment } from '../../../shared/domain/checkDepartment.ts';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import { distributionOf } from '../../../shared/domain/settings.ts';
import type { DepartmentValue, Distribution } from '../../../shared/domain/settings.ts';
import { isEqualJson } from '../../../shared/domain/threeWay.ts';
import { invoke } from '../../bridge.ts';
import { useDirectory } from '../../live/directory.ts';
import { SettingForm } from '../../ui/SettingForm.tsx';
import { useText } from '../../ui/text.ts';
import { ConditionFields } from './ConditionFields.tsx';
import type { FieldsProps, FullDepartment } from './fieldsProps.ts';
import { GeneralFields } from './GeneralFields.tsx';
import { HandingOutFields } from './HandingOutFields.tsx';
import { LimitFields } from './LimitFields.tsx';

interface DepartmentFormProps {
  readonly departmentId: DepartmentId | '';
  readonly value: DepartmentValue;
  /** The department's name while it holds changes that are not saved, else `null`. */
  readonly onDirty: (name: string | null) => void;
  readonly onSaved: (departmentId: DepartmentId) => void;
  readonly onCancel: () => void;
}

function full(value: DepartmentValue): FullDepartment {
  return { ...value, distribution: distributionOf(value) };
}

function inRange(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** Numbers the schema would refuse. */
function hasBadNumbers({ graceMs, returnAfterMinutes, limitPerAgent }: Distribution): boolean {
  return (
    !inRange(graceMs, 500, 600_000) ||
    !inRange(returnAfterMinutes, 0, 10_080) ||
    !inRange(limitPerAgent, 0, 1000)
  );
}

/** Everything about one department. What is typed stays when it cannot be saved. */
export function DepartmentForm(props: DepartmentFormProps): ReactElement {
  const { departmentId, onDirty, onSaved, onCancel } = props;
  const t = useText();
  const { departments } = useDirectory();
  /** What the form began with; compared with what is stored now to tell that somebody else was faster. */
  const [start, setStart] = useState(() => full(props.value));
  const [value, setValue] = useState(start);
  const [hasTried, setHasTried] = useState(false);
  const isDirty = !isEqualJson(start, value);
  const isOvertaken = departmentId !== '' && isDirty && !isEqualJson(full(props.value), start);
  const others = [...departments].map(([id, department]) => [id, department.value] as const);
  const problems = checkDepartment(departmentId, value, others);

  async function save(): Promise<void> {
    const saved = await invoke('department.save', { departmentId, value });
    setStart(value);
    onDirty(null);
    notifications.show({ message: t('departments:saved') });
    onSaved(saved.departmentId);
  }

  const fields: FieldsProps = {
    value,
    set: (changes) => setValue((known) => full({ ...known, ...changes })),
    setDistribution: (changes) =>
      setValue((known) => ({ ...known, distribution: { ...known.distribution, ...changes } })),
  };
  return (
    <SettingForm
      name={value.name.trim() === '' ? t('departments:new') : value.name}
      isChanged={isDirty}
      isNew={departmentId === ''}
      isOvertaken={isOvertaken}
      canSave={problems.length === 0 && !hasBadNumbers(value.distribution)}
      hasTried={hasTried}
      onTry={() => setHasTried(true)}
      save={save}
      onCancel={onCancel}
      cancelLabel={t('close')}
      onDirty={onDirty}
    >
      <GeneralFields {...fields} problems={hasTried ? problems : []} />
      <HandingOutFields {...fields} />
      <ConditionFields {...fields} />
      {problems.includes('allFiltersOff') && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('departments:problems.allFiltersOff')}
        </Text>
      )}
      <LimitFields {...fields} />
    </SettingForm>
  );
}
