import { ActionIcon, Button, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { AgentId } from '../../../../shared/domain/ids.ts';
import {
  ESCALATION_MAX_MINUTES,
  ESCALATION_STATIONS,
  ESCALATION_STEPS_MAX,
  SLA_TARGETS,
  type EscalationAction,
  type EscalationStep,
} from '../../../../shared/domain/settings.ts';
import type { PolicyProblem } from '../../../../shared/domain/sla/checkPolicy.ts';
import { PRIORITIES } from '../../../../shared/domain/ticket/ticket.ts';
import { agentIdOf, useDirectory } from '../../../live/directory.ts';
import { priorityName } from '../../../ui/PriorityMark.tsx';
import { useText } from '../../../ui/text.ts';
import { FieldGroup } from '../../../ui/FieldGroup.tsx';
import classes from '../serviceLevels.module.css';
import { newStep } from './newPolicy.ts';

/** Lists cannot hold an empty value: one level up. */
const ONE_UP = '↑';
const ACTION_KINDS = ['raisePriority', 'reassign', 'addTag'] as const;
const ACTIONS_MAX = 10;

interface EscalationFieldsProps {
  readonly steps: readonly EscalationStep[];
  readonly problems: readonly PolicyProblem[];
  readonly onChange: (steps: EscalationStep[]) => void;
}

/** What happens by itself around a due time: who is told, and what is done. */
export function EscalationFields({ steps, problems, onChange }: EscalationFieldsProps): ReactElement {
  const t = useText();
  return (
    <FieldGroup title={t('serviceLevels:steps.title')} hint={t('serviceLevels:steps.hint')}>
      {steps.map((step, index) => (
        <StepFields
          key={step.id}
          step={step}
          number={index + 1}
          problem={problems.find((problem) => 'step' in problem && problem.step === index)}
          onChange={(next) => onChange(steps.with(index, next))}
          onRemove={() => onChange(steps.toSpliced(index, 1))}
        />
      ))}
      <div className={classes['tools']}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={steps.length >= ESCALATION_STEPS_MAX}
          onClick={() => onChange([...steps, newStep()])}
        >
          {t('serviceLevels:steps.add')}
        </Button>
      </div>
    </FieldGroup>
  );
}

interface StepFieldsProps {
  readonly step: EscalationStep;
  readonly number: number;
  readonly problem: PolicyProblem | undefined;
  readonly onChange: (step: EscalationStep) => void;
  readonly onRemove: () => void;
}

function StepFields({ step, number, problem, onChange, onRemove }: StepFieldsProps): ReactElement {
  const t = useText();
  const { activeAgents, agents } = useDirectory();
  const isBefore = step.minutesAfterDue < 0;
  const people = [
    ...ESCALATION_STATIONS.map((station) => ({ value: station, label: t(`serviceLevels:steps.${station}`) })),
    ...activeAgents.map((agent) => ({ value: agentIdOf(agent), label: agent.value.name })),
  ];
  const gone = step.notify.filter((id) => !people.some(({ value }) => value === id));
  const set = (changes: Partial<EscalationStep>): void => onChange({ ...step, ...changes });
  return (
    <div className={classes['step']} role="group" aria-label={t('serviceLevels:steps.one', { number })}>
      <div className={classes['stepHead']}>
        <NumberInput
          label={t('serviceLevels:steps.minutes')}
          min={0}
          max={ESCALATION_MAX_MINUTES}
          clampBehavior="strict"
          allowDecimal={false}
          value={Math.abs(step.minutesAfterDue)}
          onChange={(minutes) => {
            if (minutes !== '') set({ minutesAfterDue: isBefore ? -Number(minutes) : Number(minutes) });
          }}
        />
        <Select
          label={t('serviceLevels:steps.when')}
          allowDeselect={false}
          data={(['before', 'after'] as const).map((when) => ({
            value: when,
            label: t(`serviceLevels:steps.${when}`),
          }))}
          value={isBefore ? 'before' : 'after'}
          onChange={(when) => {
            // Zero has no side: a minute before is the nearest to what was meant.
            const minutes = Math.abs(step.minutesAfterDue);
            set({ minutesAfterDue: when === 'before' ? -Math.max(1, minutes) : minutes });
          }}
        />
        <MultiSelect
          label={t('serviceLevels:steps.targets')}
          placeholder={step.targets.length === 0 ? t('serviceLevels:steps.everyTarget') : ''}
          data={SLA_TARGETS.map((target) => ({ value: target, label: t(`serviceLevels:targets.${target}`) }))}
          value={step.targets}
          onChange={(targets) => set({ targets })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          mt={27}
          aria-label={t('serviceLevels:remove', { name: t('serviceLevels:steps.one', { number }) })}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <MultiSelect
        label={t('serviceLevels:steps.notify')}
        placeholder={step.notify.length === 0 ? t('serviceLevels:steps.nobody') : ''}
        searchable
        data={[
          ...people,
          ...gone.map((id) => ({
            value: id,
            label: agents.get(id)?.value.name ?? t('formerAgent'),
          })),
        ]}
        value={step.notify}
        error={
          problem &&
          problem.code !== 'actionIncomplete' &&
          t(
            problem.code === 'stepEmpty'
              ? 'serviceLevels:problems.stepEmpty'
              : 'serviceLevels:problems.stepTwice',
          )
        }
        onChange={(notify) => set({ notify })}
      />
      {step.actions.map((action, index) => (
        <ActionFields
          // Actions have no names of their own; their places are what tells them apart.
          key={index}
          action={action}
          number={index + 1}
          hasProblem={problem?.code === 'actionIncomplete'}
          onChange={(next) => set({ actions: step.actions.with(index, next) })}
          onRemove={() => set({ actions: step.actions.toSpliced(index, 1) })}
        />
      ))}
      <div className={classes['tools']}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} aria-hidden />}
          disabled={step.actions.length >= ACTIONS_MAX}
          onClick={() => set({ actions: [...step.actions, { kind: 'raisePriority', value: '' }] })}
        >
          {t('serviceLevels:steps.addAction')}
        </Button>
      </div>
    </div>
  );
}

interface ActionFieldsProps {
  readonly action: EscalationAction;
  readonly number: number;
  readonly hasProblem: boolean;
  readonly onChange: (action: EscalationAction) => void;
  readonly onRemove: () => void;
}

function ActionFields({ action, number, hasProblem, onChange, onRemove }: ActionFieldsProps): ReactElement {
  const t = useText();
  const label = t('serviceLevels:steps.action', { number });
  return (
    <div className={classes['action']} role="group" aria-label={label}>
      <Select
        aria-label={label}
        allowDeselect={false}
        data={ACTION_KINDS.map((kind) => ({ value: kind, label: t(`serviceLevels:steps.${kind}`) }))}
        value={action.kind}
        onChange={(kind) => {
          if (kind === 'raisePriority') onChange({ kind, value: '' });
          if (kind === 'reassign') onChange({ kind, value: 'lead' });
          if (kind === 'addTag') onChange({ kind, value: '' });
        }}
      />
      <ActionValue action={action} hasProblem={hasProblem} onChange={onChange} />
      <ActionIcon
        variant="subtle"
        color="gray"
        mt={3}
        aria-label={t('serviceLevels:remove', { name: label })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}

function ActionValue({
  action,
  hasProblem,
  onChange,
}: Pick<ActionFieldsProps, 'action' | 'hasProblem' | 'onChange'>): ReactElement {
  const t = useText();
  const { activeAgents, agents } = useDirectory();
  const label = t('serviceLevels:steps.value');
  switch (action.kind) {
    case 'raisePriority':
      return (
        <Select
          aria-label={label}
          allowDeselect={false}
          data={[
            { value: ONE_UP, label: t('serviceLevels:steps.oneUp') },
            ...PRIORITIES.map((priority) => ({
              value: priority,
              label: t('serviceLevels:steps.atLeast', { priority: priorityName(priority, t) }),
            })),
          ]}
          value={action.value === '' ? ONE_UP : action.value}
          onChange={(value) => {
            if (value !== null) onChange({ kind: 'raisePriority', value: value === ONE_UP ? '' : value });
          }}
        />
      );
    case 'reassign': {
      const choices = [
        { value: 'lead', label: t('serviceLevels:steps.toLead') },
        { value: 'pool', label: t('serviceLevels:steps.toPool') },
        ...activeAgents.map((agent) => ({ value: agentIdOf(agent), label: agent.value.name })),
      ];
      const isThere = choices.some(({ value }) => value === action.value);
      return (
        <Select
          aria-label={label}
          searchable
          allowDeselect={false}
          data={
            isThere
              ? choices
              : [
                  ...choices,
                  {
                    value: action.value,
                    label: agents.get(action.value)?.value.name ?? t('formerAgent'),
                  },
                ]
          }
          value={action.value}
          onChange={(value) => {
            if (value !== null) onChange({ kind: 'reassign', value: value as AgentId | 'lead' | 'pool' });
          }}
        />
      );
    }
    case 'addTag':
      return (
        <TextInput
          aria-label={label}
          placeholder={t('serviceLevels:steps.tag')}
          maxLength={60}
          value={action.value}
          error={hasProblem && action.value.trim() === '' && t('serviceLevels:problems.tagMissing')}
          onChange={(event) => onChange({ kind: 'addTag', value: event.currentTarget.value })}
        />
      );
  }
}
