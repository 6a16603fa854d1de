import { Alert, Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import { checkDepartment } from '../../../shared/domain/checkDepartment.ts';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import { distributionOf } from '../../../shared/domain/settings.ts';
import type { DepartmentValue, Distribution } from '../../../shared/domain/settings.ts';
import { isEqualJson } from '../../../shared/domain/threeWay.ts';
import { invoke } from '../../bridge.ts';
import { useDirectory } from '../../live/directory.ts';
import { Failure } from '../../ui/Failure.tsx';
import { useText } from '../../ui/text.ts';
import { useSubmit } from '../../ui/useSubmit.ts';
import { ConditionFields } from './ConditionFields.tsx';
import type { FieldsProps, FullDepartment } from './fieldsProps.ts';
import { GeneralFields } from './GeneralFields.tsx';
import { HandingOutFields } from './HandingOutFields.tsx';
import { LimitFields } from './LimitFields.tsx';
import classes from './departments.module.css';

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
  const { isBusy, error, submit } = useSubmit();
  const isDirty = !isEqualJson(start, value);
  const isOvertaken = departmentId !== '' && isDirty && !isEqualJson(full(props.value), start);
  const others = [...departments].map(([id, department]) => [id, department.value] as const);
  const problems = checkDepartment(departmentId, value, others);

  const name = value.name.trim() === '' ? t('departments:new') : value.name;
  useEffect(() => onDirty(isDirty ? name : null), [isDirty, name, onDirty]);

  async function save(): Promise<void> {
    const saved = await invoke('department.save', { departmentId, value });
    setStart(value);
    onDirty(null);
    notifications.show({ message: t('departments:saved') });
    onSaved(saved.departmentId);
  }

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    setHasTried(true);
    if (problems.length === 0 && !hasBadNumbers(value.distribution)) submit(save);
  }

  const fields: FieldsProps = {
    value,
    set: (changes) => setValue((known) => full({ ...known, ...changes })),
    setDistribution: (changes) =>
      setValue((known) => ({ ...known, distribution: { ...known.distribution, ...changes } })),
  };
  return (
    <form className={classes['form']} onSubmit={onSubmit} noValidate aria-label={name}>
      <div className={classes['fields']} tabIndex={0} role="group" aria-label={name}>
        {error && <Failure error={error} />}
        {isOvertaken && (
          <Alert color="yellow" variant="light" role="status">
            {t('departments:changedElsewhere')}
          </Alert>
        )}
        <GeneralFields {...fields} problems={hasTried ? problems : []} />
        <HandingOutFields {...fields} />
        <ConditionFields {...fields} />
        {problems.includes('allFiltersOff') && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t('departments:problems.allFiltersOff')}
          </Text>
        )}
        <LimitFields {...fields} />
      </div>
      <div className={classes['buttons']}>
        <Button variant="default" onClick={onCancel}>
          {t('close')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={!isDirty}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
