import { NumberInput, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Distribution } from '../../../shared/domain/settings.ts';
import { useText } from '../../ui/text.ts';
import type { FieldsProps } from './fieldsProps.ts';
import { FieldGroup, FieldPair } from '../../ui/FieldGroup.tsx';

const SECOND_MS = 1000;
const RETURN_TO = ['pool', 'substitute'] as const;

interface NumberFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

/** A whole number; what is not one is said beside it and kept as typed. */
function NumberField({ label, hint, value, least, most, onChange }: NumberFieldProps): ReactElement {
  const t = useText();
  const isWrong = !Number.isInteger(value) || value < least || value > most;
  return (
    <NumberInput
      label={label}
      description={hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      allowDecimal={false}
      clampBehavior="none"
      value={Number.isNaN(value) ? '' : value}
      onChange={(typed) => onChange(typeof typed === 'number' ? typed : Number.NaN)}
      error={isWrong && t('departments:problems.number', { least, most })}
    />
  );
}

/** How much one agent holds, how long the next one waits, and what becomes of the tickets of those who are gone. */
export function LimitFields({ value, setDistribution }: FieldsProps): ReactElement {
  const t = useText();
  const { limitPerAgent, graceMs, returnAfterMinutes, returnTo } = value.distribution;
  return (
    <FieldGroup title={t('departments:limits')}>
      <FieldPair>
        <NumberField
          label={t('departments:limitPerAgent')}
          hint={t('departments:limitHint')}
          value={limitPerAgent}
          least={0}
          most={1000}
          onChange={(limit) => setDistribution({ limitPerAgent: limit })}
        />
        <NumberField
          label={t('departments:grace')}
          hint={t('departments:graceHint')}
          value={graceMs / SECOND_MS}
          least={1}
          most={600}
          onChange={(seconds) => setDistribution({ graceMs: seconds * SECOND_MS })}
        />
        <NumberField
          label={t('departments:returnAfter')}
          hint={t('departments:returnHint')}
          value={returnAfterMinutes}
          least={0}
          most={10_080}
          onChange={(minutes) => setDistribution({ returnAfterMinutes: minutes })}
        />
        <Select
          label={t('departments:returnTo')}
          allowDeselect={false}
          disabled={returnAfterMinutes === 0}
          value={returnTo}
          onChange={(to) => setDistribution({ returnTo: to as Distribution['returnTo'] })}
          data={RETURN_TO.map((to) => ({ value: to, label: t(`departments:returns.${to}`) }))}
        />
      </FieldPair>
    </FieldGroup>
  );
}
