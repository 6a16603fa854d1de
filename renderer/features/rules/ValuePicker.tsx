import { MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { takesSeveral } from '../../../shared/domain/rules/ruleFields.ts';
import type { RuleOperator } from '../../../shared/domain/rules/ruleKinds.ts';
import { CHANNELS, PRIORITIES, STATUSES } from '../../../shared/domain/ticket/ticket.ts';
import { LOCALES } from '../../../shared/ipc/locales.ts';
import { useDirectory } from '../../live/directory.ts';
import { LANGUAGE_NAMES } from '../../ui/languageNames.ts';
import { priorityName } from '../../ui/PriorityMark.tsx';
import { useText } from '../../ui/text.ts';

/** Lists cannot hold an empty value, but nobody is an assignee and no priority is a priority. */
const NONE = '∅';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What can be chosen for a field; null where it is typed. */
export function useChoices(): (field: string) => readonly Choice[] | null {
  const t = useText();
  const { activeAgents, departmentList, policies, tags } = useDirectory();
  const agents = activeAgents.map(({ id, value }) => ({ value: id, label: value.name }));
  return (field) => {
    switch (field) {
      case 'status':
        return STATUSES.map((value) => ({ value, label: t(`status.${value}`) }));
      case 'priority':
        return [...PRIORITIES, ''].map((value) => ({ value, label: priorityName(value, t) }));
      case 'departmentId':
        return departmentList.map(({ id, value }) => ({ value: id, label: value.name }));
      case 'assigneeId':
        return [{ value: '', label: t('nobody') }, ...agents];
      case 'followerIds':
        return agents;
      case 'tags':
        return [...tags.keys()].map((value) => ({ value, label: value }));
      case 'channel':
      case 'message.channel':
        return CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }));
      case 'language':
      case 'contact.language':
        return LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
      case 'message.kind':
        return (['customer', 'reply', 'note'] as const).map((value) => ({
          value,
          label: t(`rules:messageKinds.${value}`),
        }));
      case 'policyId':
        return policies.map(({ id, value }) => ({ value: id, label: value.name }));
      case 'by':
        return (['customer', 'agent', 'system', 'rule'] as const).map((value) => ({
          value,
          label: t(`rules:actors.${value}`),
        }));
      default:
        return null;
    }
  };
}

interface PickerProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One of several, the empty one included. What is not among the choices any more stays visible. */
export function OnePicker({ label, choices, value, error, onChange }: PickerProps): ReactElement {
  const isKnown = choices.some((choice) => choice.value === value);
  const data = [...choices, ...(isKnown || value === '' ? [] : [{ value, label: value }])];
  return (
    <Select
      aria-label={label}
      searchable={data.length > 8}
      allowDeselect={false}
      placeholder={label}
      data={data.map(encoded)}
      value={isKnown || value !== '' ? encode(value) : null}
      error={error}
      onChange={(next) => {
        if (next !== null) onChange(decode(next));
      }}
    />
  );
}

interface ManyPickerProps extends Omit<PickerProps, 'value' | 'onChange'> {
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
}

/** Several of several. */
function ManyPicker({ label, choices, values, error, onChange }: ManyPickerProps): ReactElement {
  const missing = values.filter((value) => !choices.some((choice) => choice.value === value));
  const data = [...choices, ...missing.map((value) => ({ value, label: value }))];
  return (
    <MultiSelect
      aria-label={label}
      searchable
      placeholder={values.length === 0 ? label : ''}
      data={data.map(encoded)}
      value={values.map(encode)}
      error={error}
      onChange={(next) => onChange(next.map(decode))}
    />
  );
}

interface ValuePickerProps {
  readonly field: string;
  readonly type: string;
  readonly operator: RuleOperator;
  readonly values: readonly string[];
  readonly error?: string | undefined;
  readonly onChange: (values: string[]) => void;
}

/** What a condition compares with, in the form that fits the field and the comparison. */
export function ValuePicker({
  field,
  type,
  operator,
  values,
  error,
  onChange,
}: ValuePickerProps): ReactElement {
  const t = useText();
  const choicesOf = useChoices();
  const choices = choicesOf(field);
  const label = t('rules:value');
  const [first = ''] = values;
  if (type === 'flag') {
    const flags = [
      { value: 'true', label: t('rules:yes') },
      { value: 'false', label: t('rules:no') },
    ];
    return (
      <OnePicker
        label={label}
        choices={flags}
        value={first}
        error={error}
        onChange={(one) => onChange([one])}
      />
    );
  }
  if (type === 'number') {
    return (
      <NumberInput
        aria-label={label}
        min={0}
        max={999_999_999}
        allowDecimal={false}
        value={first === '' ? '' : Number(first)}
        error={error}
        onChange={(next) => onChange(next === '' ? [] : [String(next)])}
      />
    );
  }
  if (takesSeveral(operator)) {
    if (choices && type !== 'set')
      return <ManyPicker label={label} choices={choices} values={values} error={error} onChange={onChange} />;
    return (
      <TagsInput
        aria-label={label}
        placeholder={values.length === 0 ? label : ''}
        data={choices?.map((choice) => choice.value) ?? []}
        description={type === 'text' && operator !== 'isOneOf' ? t('rules:wordsHint') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={[...values]}
        maxTags={100}
        error={error}
        acceptValueOnBlur
        splitChars={[',', ';']}
        onChange={onChange}
      />
    );
  }
  if (choices)
    return (
      <OnePicker
        label={label}
        choices={choices}
        value={first}
        error={error}
        onChange={(one) => onChange([one])}
      />
    );
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      maxLength={300}
      value={first}
      error={error}
      onChange={(event) => onChange([event.currentTarget.value])}
    />
  );
}

function encode(value: string): string {
  return value === '' ? NONE : value;
}

function decode(value: string): string {
  return value === NONE ? '' : value;
}

function encoded({ value, label }: Choice): Choice {
  return { value: encode(value), label };
}
