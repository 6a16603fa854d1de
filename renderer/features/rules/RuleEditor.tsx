import { Button, Checkbox, NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import { checkRule, type RuleProblem } from '../../../shared/domain/rules/checkRule.ts';
import { RULE_TRIGGERS, SINCE_BASES } from '../../../shared/domain/rules/ruleKinds.ts';
import {
  GROUPS_MAX,
  SINCE_MAX_MINUTES,
  type RuleGroup,
  type RuleValue,
} from '../../../shared/domain/rules/ruleValue.ts';
import type { SettingId, TicketId } from '../../../shared/domain/ids.ts';
import { invoke } from '../../bridge.ts';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { useText } from '../../ui/text.ts';
import { useSubmit } from '../../ui/useSubmit.ts';
import { ActionList } from './ActionList.tsx';
import { ConditionList } from './ConditionList.tsx';
import { DryRun } from './DryRun.tsx';
import classes from './rules.module.css';

const UNITS = [
  { name: 'days', minutes: 1440 },
  { name: 'hours', minutes: 60 },
  { name: 'minutes', minutes: 1 },
] as const;
type Unit = (typeof UNITS)[number]['name'];
const DEFAULT_SINCE = { base: 'customerMessage', minutes: 1440 } as const;

interface RuleEditorProps {
  /** `''` for a rule that is not stored yet. */
  readonly ruleId: SettingId | '';
  readonly value: RuleValue;
  readonly onChange: (value: RuleValue) => void;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** One rule: when, on what conditions, and what it does. What is typed stays when it cannot be saved. */
export function RuleEditor({
  ruleId,
  value,
  onChange,
  onSaved,
  onCancel,
  onOpenTicket,
}: RuleEditorProps): ReactElement {
  const t = useText();
  const [hasTried, setHasTried] = useState(false);
  const { isBusy, error, submit } = useSubmit();
  const formRef = useRef<HTMLFormElement>(null);
  const found = checkRule(value);
  const problems = hasTried ? found : [];
  const set = (changes: Partial<RuleValue>): void => onChange({ ...value, ...changes });

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    if (isBusy) return;
    setHasTried(true);
    if (found.length === 0)
      submit(async () => {
        await invoke('rules.save', { ruleId, value: { ...value, name: value.name.trim() } });
        onSaved();
      });
    else
      requestAnimationFrame(() =>
        formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
  }

  return (
    <form ref={formRef} className={classes['form']} onSubmit={onSubmit} noValidate>
      {error && <Failure error={error} />}
      <div className={classes['head']}>
        <TextInput
          label={t('rules:name')}
          data-autofocus
          maxLength={120}
          value={value.name}
          error={hasProblem(problems, 'name') && t('rules:problems.nameMissing')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Textarea
          label={t('rules:notes')}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={2000}
          value={value.notes}
          onChange={(event) => set({ notes: event.currentTarget.value })}
        />
      </div>
      <div className={classes['section']}>
        <div className={classes['head']}>
          <Select
            label={t('rules:when')}
            allowDeselect={false}
            maxDropdownHeight={360}
            data={RULE_TRIGGERS.map((trigger) => ({ value: trigger, label: t(`rules:triggers.${trigger}`) }))}
            value={value.trigger}
            onChange={(trigger) => {
              if (trigger !== null) onChange(withTrigger(value, trigger));
            }}
          />
        </div>
        {value.trigger === 'timeSince' && (
          <SinceFields
            since={value.since ?? DEFAULT_SINCE}
            error={hasProblem(problems, 'since') ? t('rules:problems.sinceMissing') : undefined}
            onChange={(since) => set({ since })}
          />
        )}
      </div>
      <Conditions value={value} problems={problems} onChange={onChange} />
      <fieldset className={classes['section']}>
        <legend className={classes['legend']}>{t('rules:then')}</legend>
        <ActionList
          actions={value.actions}
          problems={problems.filter((problem) => problem.at === 'action')}
          onChange={(actions) => set({ actions })}
        />
        {hasProblem(problems, 'actions') && (
          <p className={classes['problem']}>{t('rules:problems.actionMissing')}</p>
        )}
        <Checkbox
          mt={4}
          label={t('rules:stop')}
          checked={value.stopProcessing}
          onChange={(event) => set({ stopProcessing: event.currentTarget.checked })}
        />
      </fieldset>
      <DryRun
        ruleId={ruleId}
        value={value}
        canRun={found.length === 0}
        onRefused={() => setHasTried(true)}
        onOpenTicket={onOpenTicket}
      />
      <DialogFooter>
        <Checkbox
          className={classes['spread']}
          label={t('rules:isActive')}
          checked={value.isActive}
          onChange={(event) => set({ isActive: event.currentTarget.checked })}
        />
        {problems.length > 0 && (
          <p className={classes['problem']} role="status">
            {t('rules:fix')}
          </p>
        )}
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={isBusy}>
          {t('save')}
        </Button>
      </DialogFooter>
    </form>
  );
}

function withTrigger(value: RuleValue, trigger: RuleValue['trigger']): RuleValue {
  const { since, ...rest } = value;
  return trigger === 'timeSince' ? { ...rest, trigger, since: since ?? DEFAULT_SINCE } : { ...rest, trigger };
}

function hasProblem(problems: readonly RuleProblem[], at: RuleProblem['at']): boolean {
  return problems.some((problem) => problem.at === at);
}

interface SinceFieldsProps {
  readonly since: NonNullable<RuleValue['since']>;
  readonly error: string | undefined;
  readonly onChange: (since: NonNullable<RuleValue['since']>) => void;
}

function SinceFields({ since, error, onChange }: SinceFieldsProps): ReactElement {
  const t = useText();
  const [unitName, setUnitName] = useState<Unit>(
    () => UNITS.find(({ minutes }) => since.minutes % minutes === 0)?.name ?? 'minutes',
  );
  const unit = UNITS.find(({ name }) => name === unitName)?.minutes ?? 1;
  const most = Math.floor(SINCE_MAX_MINUTES / unit);
  return (
    <div className={classes['since']}>
      <NumberInput
        label={t('rules:after')}
        min={1}
        max={most}
        clampBehavior="strict"
        allowDecimal={false}
        value={Math.max(1, Math.round(since.minutes / unit))}
        error={error}
        onChange={(count) => {
          if (count !== '') onChange({ ...since, minutes: Math.max(1, Number(count)) * unit });
        }}
      />
      <Select
        label={t('rules:unit')}
        allowDeselect={false}
        data={UNITS.map(({ name }) => ({ value: name, label: t(`rules:${name}`) }))}
        value={unitName}
        onChange={(name) => {
          const next = UNITS.find((one) => one.name === name);
          if (!next) return;
          const count = Math.max(1, Math.round(since.minutes / unit));
          setUnitName(next.name);
          onChange({ ...since, minutes: Math.min(SINCE_MAX_MINUTES, count * next.minutes) });
        }}
      />
      <Select
        label={t('rules:since')}
        allowDeselect={false}
        data={SINCE_BASES.map((base) => ({ value: base, label: t(`rules:bases.${base}`) }))}
        value={since.base}
        onChange={(base) => {
          if (base !== null) onChange({ ...since, base });
        }}
      />
    </div>
  );
}

interface ConditionsProps {
  readonly value: RuleValue;
  readonly problems: readonly RuleProblem[];
  readonly onChange: (value: RuleValue) => void;
}

function Conditions({ value, problems, onChange }: ConditionsProps): ReactElement {
  const t = useText();
  const groups = value.groups ?? [];
  const of = (group: number): Extract<RuleProblem, { at: 'condition' }>[] =>
    problems.filter((problem) => problem.at === 'condition' && problem.group === group) as Extract<
      RuleProblem,
      { at: 'condition' }
    >[];
  const setGroups = (next: readonly RuleGroup[]): void => {
    const { groups: _before, ...rest } = value;
    onChange(next.length === 0 ? rest : { ...rest, groups: [...next] });
  };
  const isOne = value.conditions.length + groups.length < 2;
  return (
    <fieldset className={classes['section']}>
      <legend className={classes['legend']}>
        {t('rules:conditions')}
        {!isOne && (
          <MatchChoice
            label={t('rules:conditions')}
            match={value.match}
            onChange={(match) => onChange({ ...value, match })}
          />
        )}
      </legend>
      {value.conditions.length + groups.length === 0 && (
        <p className={classes['hint']}>{t('rules:always')}</p>
      )}
      <ConditionList
        conditions={value.conditions}
        problems={of(-1)}
        onChange={(conditions) => onChange({ ...value, conditions })}
      />
      {groups.map((group, index) => {
        const number = index + 1;
        const isEmpty = problems.some((problem) => problem.at === 'group' && problem.group === index);
        return (
          <fieldset
            // Groups have no names of their own; their places are what tells them apart.
            key={index}
            className={classes['group']}
          >
            <legend className={classes['legend']}>
              {t('rules:group', { number })}
              <MatchChoice
                label={t('rules:group', { number })}
                match={group.match}
                onChange={(match) => setGroups(groups.with(index, { ...group, match }))}
              />
            </legend>
            <ConditionList
              conditions={group.conditions}
              problems={of(index)}
              onChange={(conditions) => setGroups(groups.with(index, { ...group, conditions }))}
            />
            {isEmpty && <p className={classes['problem']}>{t('rules:problems.groupEmpty')}</p>}
            <div className={classes['tools']}>
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                onClick={() => setGroups(groups.toSpliced(index, 1))}
              >
                {t('rules:removeGroup', { number })}
              </Button>
            </div>
          </fieldset>
        );
      })}
      <div className={classes['tools']}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={groups.length >= GROUPS_MAX}
          onClick={() =>
            setGroups([
              ...groups,
              { match: 'any', conditions: [{ field: 'subject', operator: 'containsAnyOf', values: [] }] },
            ])
          }
        >
          {t('rules:addGroup')}
        </Button>
      </div>
    </fieldset>
  );
}

function MatchChoice({
  label,
  match,
  onChange,
}: {
  readonly label: string;
  readonly match: 'all' | 'any';
  readonly onChange: (match: 'all' | 'any') => void;
}): ReactElement {
  const t = useText();
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      data={[
        { value: 'all', label: t('rules:all') },
        { value: 'any', label: t('rules:any') },
      ]}
      value={match}
      onChange={(next) => onChange(next === 'any' ? 'any' : 'all')}
    />
  );
}
