import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { RuleProblem } from '../../../shared/domain/rules/checkRule.ts';
import {
  CUSTOM_FIELD_PREFIX,
  fieldType,
  operatorsOf,
  RULE_FIELDS,
  takesNoValue,
  takesSeveral,
  type RuleField,
  type RuleFieldType,
} from '../../../shared/domain/rules/ruleFields.ts';
import type { RuleOperator } from '../../../shared/domain/rules/ruleKinds.ts';
import { CONDITIONS_MAX, type RuleCondition } from '../../../shared/domain/rules/ruleValue.ts';
import { useText } from '../../ui/text.ts';
import { ValuePicker } from './ValuePicker.tsx';
import classes from './rules.module.css';

/** Texts' keys hold no dots. */
const FIELD_KEYS = {
  'message.text': 'messageText',
  'message.kind': 'messageKind',
  'message.channel': 'messageChannel',
  'contact.name': 'contactName',
  'contact.email': 'contactEmail',
  'contact.phone': 'contactPhone',
  'contact.plan': 'contactPlan',
  'contact.isVip': 'contactIsVip',
  'contact.language': 'contactLanguage',
  'contact.organisation': 'contactOrganisation',
  'contact.notes': 'contactNotes',
  'contact.externalId': 'contactExternalId',
} as const;

function keyOf<F extends RuleField>(
  field: F,
): Exclude<F, keyof typeof FIELD_KEYS> | (typeof FIELD_KEYS)[keyof typeof FIELD_KEYS] {
  return field in FIELD_KEYS
    ? FIELD_KEYS[field as keyof typeof FIELD_KEYS]
    : (field as Exclude<F, keyof typeof FIELD_KEYS>);
}

const CUSTOM = 'custom';

interface ConditionListProps {
  readonly conditions: readonly RuleCondition[];
  readonly problems: readonly Extract<RuleProblem, { at: 'condition' }>[];
  readonly onChange: (conditions: RuleCondition[]) => void;
}

/** The conditions of a rule or of one of its groups. */
export function ConditionList({ conditions, problems, onChange }: ConditionListProps): ReactElement {
  const t = useText();
  return (
    <>
      {conditions.map((condition, index) => (
        <ConditionLine
          // Conditions have no names of their own; their places are what tells them apart.
          key={index}
          condition={condition}
          number={index + 1}
          problem={problems.find((problem) => problem.index === index)}
          onChange={(next) => onChange(conditions.with(index, next))}
          onRemove={() => onChange(conditions.toSpliced(index, 1))}
        />
      ))}
      <div className={classes['tools']}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={conditions.length >= CONDITIONS_MAX}
          onClick={() =>
            onChange([...conditions, { field: 'subject', operator: 'containsAnyOf', values: [] }])
          }
        >
          {t('rules:addCondition')}
        </Button>
      </div>
    </>
  );
}

interface ConditionLineProps {
  readonly condition: RuleCondition;
  readonly number: number;
  readonly problem: Extract<RuleProblem, { at: 'condition' }> | undefined;
  readonly onChange: (condition: RuleCondition) => void;
  readonly onRemove: () => void;
}

function ConditionLine({ condition, number, problem, onChange, onRemove }: ConditionLineProps): ReactElement {
  const t = useText();
  const { field, operator, values } = condition;
  const isCustom = field.startsWith(CUSTOM_FIELD_PREFIX);
  const type = isCustom ? 'text' : (fieldType(field) ?? 'text');
  const names = Object.keys(RULE_FIELDS) as RuleField[];
  const error = problem && t(`rules:problems.${problem.code}`);
  const isAtField = problem?.code === 'fieldUnknown';
  return (
    <div
      className={classes['condition']}
      role="group"
      aria-label={`${t('rules:conditions')} ${String(number)}`}
    >
      <div className={classes['field']}>
        <Select
          aria-label={t('rules:field')}
          searchable
          allowDeselect={false}
          data={[
            ...names.map((name) => ({ value: name, label: t(`rules:fields.${keyOf(name)}`) })),
            { value: CUSTOM, label: t('rules:fields.custom') },
          ]}
          value={isCustom ? CUSTOM : field}
          error={!isCustom && isAtField && error}
          onChange={(name) => {
            if (name !== null) onChange(conditionOn(name));
          }}
        />
        {isCustom && (
          <TextInput
            aria-label={t('rules:key')}
            placeholder={t('rules:key')}
            maxLength={60}
            value={field.slice(CUSTOM_FIELD_PREFIX.length)}
            error={isAtField && error}
            onChange={(event) =>
              onChange({ ...condition, field: `${CUSTOM_FIELD_PREFIX}${event.currentTarget.value}` })
            }
          />
        )}
      </div>
      <Select
        aria-label={t('rules:operatorLabel')}
        allowDeselect={false}
        data={operatorsOf(type).map((value) => ({ value, label: t(`rules:operators.${value}`) }))}
        value={operator}
        error={problem?.code === 'operatorUnfit' && error}
        onChange={(next) => {
          if (next !== null) onChange({ ...condition, operator: next, values: kept(values, next) });
        }}
      />
      {takesNoValue(operator) ? (
        <span />
      ) : (
        <ValuePicker
          field={field}
          type={type}
          operator={operator}
          values={values}
          error={problem?.code === 'valueMissing' || problem?.code === 'notANumber' ? error : undefined}
          onChange={(next) => onChange({ ...condition, values: next })}
        />
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        mt={3}
        aria-label={t('rules:removeCondition', { number })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}

/** A new condition on a field, as far as it can be known. */
function conditionOn(name: string): RuleCondition {
  if (name === CUSTOM) return { field: CUSTOM_FIELD_PREFIX, operator: 'is', values: [] };
  const type: RuleFieldType = fieldType(name) ?? 'text';
  const operator = type === 'text' ? 'containsAnyOf' : (operatorsOf(type)[0] ?? 'is');
  return { field: name, operator, values: type === 'flag' ? ['true'] : [] };
}

function kept(values: readonly string[], operator: RuleOperator): string[] {
  if (takesNoValue(operator)) return [];
  return takesSeveral(operator) ? [...values] : values.slice(0, 1);
}
