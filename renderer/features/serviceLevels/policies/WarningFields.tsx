import { Checkbox, TagsInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { ESCALATION_MAX_MINUTES, type SlaPolicyValue } from '../../../../shared/domain/settings.ts';
import { STATUSES, type Status } from '../../../../shared/domain/ticket/ticket.ts';
import { useText } from '../../../ui/text.ts';
import { FieldGroup, FieldPair } from '../../../ui/FieldGroup.tsx';
import classes from '../serviceLevels.module.css';

/** Statuses in which somebody else is awaited; others appear only where a policy names them already. */
const PAUSING: readonly Status[] = ['pending', 'onHold'];
const PERCENTS_MAX = 10;
const MINUTES_MAX = 10;

interface WarningFieldsProps {
  readonly value: SlaPolicyValue;
  readonly set: (changes: Partial<SlaPolicyValue>) => void;
}

/** When the clock stands still, when it warns, and whether quiet hours hold that up. */
export function WarningFields({ value, set }: WarningFieldsProps): ReactElement {
  const t = useText();
  const pausing = STATUSES.filter(
    (status) => PAUSING.includes(status) || value.pausedStatuses.includes(status),
  );
  return (
    <FieldGroup title={t('serviceLevels:clock.title')}>
      <Checkbox.Group
        label={t('serviceLevels:clock.paused')}
        description={t('serviceLevels:clock.pausedHint')}
        value={value.pausedStatuses}
        onChange={(pausedStatuses: string[]) => set({ pausedStatuses: pausedStatuses as Status[] })}
      >
        <div className={classes['checks']}>
          {pausing.map((status) => (
            <Checkbox key={status} value={status} label={t(`status.${status}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <FieldPair>
        <NumbersField
          label={t('serviceLevels:clock.percents')}
          hint={t('serviceLevels:clock.percentsHint')}
          least={1}
          most={99}
          count={PERCENTS_MAX}
          values={value.warnAtPercent}
          onChange={(warnAtPercent) => set({ warnAtPercent })}
        />
        <NumbersField
          label={t('serviceLevels:clock.minutes')}
          hint={t('serviceLevels:clock.minutesHint')}
          least={1}
          most={ESCALATION_MAX_MINUTES}
          count={MINUTES_MAX}
          values={value.warnBeforeMinutes ?? []}
          onChange={(warnBeforeMinutes) => set({ warnBeforeMinutes })}
        />
      </FieldPair>
      <Checkbox
        label={t('serviceLevels:clock.ignoresQuiet')}
        description={t('serviceLevels:clock.ignoresQuietHint')}
        checked={value.ignoresQuietHours ?? false}
        onChange={(event) => set({ ignoresQuietHours: event.currentTarget.checked })}
      />
    </FieldGroup>
  );
}

interface NumbersFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly least: number;
  readonly most: number;
  /** Most of them. */
  readonly count: number;
  readonly values: readonly number[];
  readonly onChange: (values: number[]) => void;
}

/** Several whole numbers, each added with Enter or a comma. What is not one is not taken, and the field says why. */
function NumbersField({
  label,
  hint,
  least,
  most,
  count,
  values,
  onChange,
}: NumbersFieldProps): ReactElement {
  const t = useText();
  const [isRefused, setIsRefused] = useState(false);
  return (
    <TagsInput
      label={label}
      description={hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={values.map(String)}
      maxTags={count}
      acceptValueOnBlur
      splitChars={[',', ';', ' ']}
      error={isRefused && t('departments:problems.number', { least, most })}
      onChange={(texts) => {
        const typed = texts.map((text) => Number(text.replace('%', '').trim()));
        const numbers = typed.filter((value) => Number.isInteger(value) && value >= least && value <= most);
        setIsRefused(numbers.length < typed.length);
        onChange([...new Set(numbers)].sort((a, b) => a - b));
      }}
    />
  );
}
