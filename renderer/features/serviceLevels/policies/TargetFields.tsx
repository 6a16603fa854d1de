import { ActionIcon, NumberInput, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { SLA_TARGETS, type SlaPolicyValue, type SlaTarget } from '../../../../shared/domain/settings.ts';
import { PRIORITIES } from '../../../../shared/domain/ticket/ticket.ts';
import { PriorityMark, priorityName } from '../../../ui/PriorityMark.tsx';
import { useText } from '../../../ui/text.ts';
import { FieldGroup } from '../../../ui/FieldGroup.tsx';
import classes from '../serviceLevels.module.css';

type Targets = SlaPolicyValue['targets'];
type Budget = Targets[string][SlaTarget];

/** What a number counts, and how many minutes one of it has. */
const UNITS = [
  { name: 'businessMinutes', mode: 'business', minutes: 1 },
  { name: 'businessHours', mode: 'business', minutes: 60 },
  { name: 'businessDays', mode: 'business', minutes: 480 },
  { name: 'minutes', mode: 'wallClock', minutes: 1 },
  { name: 'hours', mode: 'wallClock', minutes: 60 },
  { name: 'days', mode: 'wallClock', minutes: 1440 },
] as const;
type UnitName = (typeof UNITS)[number]['name'];

/** Longest target, in minutes: ten years. */
const MINUTES_MAX = 5_256_000;
const NOTHING: Targets[string] = { firstResponse: null, nextResponse: null, resolution: null };

interface TargetFieldsProps {
  readonly targets: Targets;
  readonly problem: string | undefined;
  readonly onChange: (targets: Targets) => void;
}

/** How long each target may take, by priority; the last line is for all priorities without one of their own. */
export function TargetFields({ targets, problem, onChange }: TargetFieldsProps): ReactElement {
  const t = useText();
  const named = Object.keys(targets).filter((priority) => priority !== '');
  const rank = (priority: string): number => (PRIORITIES as readonly string[]).indexOf(priority);
  const rows = [...named.sort((a, b) => rank(a) - rank(b)), ''];
  const addable = PRIORITIES.filter((priority) => !Object.hasOwn(targets, priority));
  const nameOf = (priority: string): string =>
    priority === ''
      ? t(named.length === 0 ? 'serviceLevels:targets.all' : 'serviceLevels:targets.others')
      : priorityName(priority, t);
  return (
    <FieldGroup title={t('serviceLevels:targets.title')} hint={t('serviceLevels:targets.hint')}>
      <table className={classes['targets']}>
        <thead>
          <tr>
            <th scope="col">{t('serviceLevels:targets.priority')}</th>
            {SLA_TARGETS.map((target) => (
              <th key={target} scope="col">
                {t(`serviceLevels:targets.${target}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((priority) => (
            <tr key={priority}>
              <th scope="row">
                {priority === '' ? nameOf(priority) : <PriorityMark priority={priority} isNamed />}
              </th>
              {SLA_TARGETS.map((target) => (
                <td key={target}>
                  <BudgetField
                    label={`${nameOf(priority)}: ${t(`serviceLevels:targets.${target}`)}`}
                    budget={targets[priority]?.[target] ?? null}
                    onChange={(budget) =>
                      onChange({
                        ...targets,
                        [priority]: { ...(targets[priority] ?? NOTHING), [target]: budget },
                      })
                    }
                  />
                </td>
              ))}
              <td>
                {priority !== '' && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('serviceLevels:remove', { name: nameOf(priority) })}
                    onClick={() => {
                      const { [priority]: _gone, ...rest } = targets;
                      onChange(rest);
                    }}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {problem !== undefined && (
        <p className={classes['problem']} role="alert" tabIndex={-1} data-problem>
          {problem}
        </p>
      )}
      {addable.length > 0 && (
        <Select
          size="xs"
          w={260}
          aria-label={t('serviceLevels:targets.add')}
          placeholder={t('serviceLevels:targets.add')}
          data={addable.map((priority) => ({ value: priority, label: priorityName(priority, t) }))}
          value={null}
          onChange={(priority) => {
            // What holds for the others is the nearest to begin with.
            if (priority !== null) onChange({ ...targets, [priority]: targets[''] ?? NOTHING });
          }}
        />
      )}
    </FieldGroup>
  );
}

interface BudgetFieldProps {
  readonly label: string;
  readonly budget: Budget;
  readonly onChange: (budget: Budget) => void;
}

/** A number and what it counts; without a number the target is not measured. */
function BudgetField({ label, budget, onChange }: BudgetFieldProps): ReactElement {
  const t = useText();
  const [unitName, setUnitName] = useState<UnitName>(() => fittingUnit(budget));
  const unit = UNITS.find(({ name }) => name === unitName) ?? UNITS[0];
  // A copied row or a change from elsewhere may not be whole in this unit.
  const isWhole = budget === null || (budget.mode === unit.mode && budget.minutes % unit.minutes === 0);
  const shown = isWhole ? unit : (UNITS.find(({ name }) => name === fittingUnit(budget)) ?? UNITS[0]);
  const set = (amount: number, next: (typeof UNITS)[number]): void =>
    onChange({
      minutes: Math.min(MINUTES_MAX, Math.max(1, Math.round(amount * next.minutes))),
      mode: next.mode,
    });
  return (
    <div className={classes['budget']} role="group" aria-label={label}>
      <NumberInput
        size="xs"
        hideControls
        aria-label={label}
        placeholder="–"
        min={1}
        max={MINUTES_MAX}
        allowDecimal={false}
        allowNegative={false}
        value={budget === null ? '' : budget.minutes / shown.minutes}
        onChange={(amount) => {
          if (amount === '') onChange(null);
          else if (Number(amount) > 0) {
            setUnitName(shown.name);
            set(Number(amount), shown);
          }
        }}
      />
      <Select
        size="xs"
        allowDeselect={false}
        aria-label={t('serviceLevels:targets.unitOf', { target: label })}
        comboboxProps={{ width: 190, position: 'bottom-start' }}
        data={[
          { group: t('serviceLevels:targets.business'), items: unitItems('business', t) },
          { group: t('serviceLevels:targets.wallClock'), items: unitItems('wallClock', t) },
        ]}
        value={shown.name}
        onChange={(name) => {
          const next = UNITS.find((one) => one.name === name);
          if (!next) return;
          setUnitName(next.name);
          if (budget !== null) set(budget.minutes / shown.minutes, next);
        }}
      />
    </div>
  );
}

function unitItems(
  mode: 'business' | 'wallClock',
  t: ReturnType<typeof useText>,
): { value: string; label: string }[] {
  return UNITS.filter((unit) => unit.mode === mode).map(({ name }) => ({
    value: name,
    label: t(`serviceLevels:units.${name}`),
  }));
}

/** The largest unit that gives a whole number; a working day of eight hours only from three on, where hours are hard to read. */
function fittingUnit(budget: Budget): UnitName {
  if (budget === null) return 'businessHours';
  const fitting = UNITS.filter(
    ({ name, mode, minutes }) =>
      mode === budget.mode &&
      budget.minutes % minutes === 0 &&
      (name !== 'businessDays' || budget.minutes >= 3 * minutes),
  );
  return fitting.at(-1)?.name ?? 'businessMinutes';
}
