import {
  ActionIcon,
  Autocomplete,
  Button,
  MultiSelect,
  Select,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { RuleProblem } from '../../../shared/domain/rules/checkRule.ts';
import { RULE_ACTIONS } from '../../../shared/domain/rules/ruleKinds.ts';
import { ACTIONS_MAX, NOTE_MAX_LENGTH, type RuleAction } from '../../../shared/domain/rules/ruleValue.ts';
import { ROLES } from '../../../shared/domain/settings.ts';
import { useDirectory } from '../../live/directory.ts';
import { targetWords } from '../../ui/ruleDeedWords.ts';
import { useText } from '../../ui/text.ts';
import classes from './rules.module.css';
import { useRuleNames } from './useRuleNames.ts';
import { OnePicker, useChoices } from './ValuePicker.tsx';

interface ActionListProps {
  readonly actions: readonly RuleAction[];
  readonly problems: readonly Extract<RuleProblem, { at: 'action' }>[];
  readonly onChange: (actions: RuleAction[]) => void;
}

/** What a rule does, in order. */
export function ActionList({ actions, problems, onChange }: ActionListProps): ReactElement {
  const t = useText();
  const swap = (index: number, other: number): void => {
    const [one, two] = [actions[index], actions[other]];
    if (one && two) onChange(actions.with(index, two).with(other, one));
  };
  return (
    <>
      {actions.map((action, index) => {
        const number = index + 1;
        const problem = problems.find((one) => one.index === index);
        const error =
          problem &&
          t(
            problem.code === 'addressInvalid'
              ? 'rules:problems.addressInvalid'
              : 'rules:problems.actionValueMissing',
          );
        return (
          <div
            // Actions have no names of their own; their places are what tells them apart.
            key={index}
            className={classes['action']}
            role="group"
            aria-label={`${t('rules:actionLabel')} ${String(number)}`}
          >
            <Select
              aria-label={t('rules:actionLabel')}
              allowDeselect={false}
              maxDropdownHeight={320}
              data={RULE_ACTIONS.map((kind) => ({ value: kind, label: t(`rules:does.${kind}`) }))}
              value={action.kind}
              onChange={(kind) => {
                if (kind !== null) onChange(actions.with(index, { kind, value: '' }));
              }}
            />
            <ActionValue
              action={action}
              error={error}
              onChange={(next) => onChange(actions.with(index, next))}
            />
            <div className={classes['moves']}>
              <ActionIcon
                variant="subtle"
                color="gray"
                mt={3}
                disabled={index === 0}
                aria-label={t('rules:actionUp', { number })}
                onClick={() => swap(index, index - 1)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                mt={3}
                disabled={number === actions.length}
                aria-label={t('rules:actionDown', { number })}
                onClick={() => swap(index, index + 1)}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                mt={3}
                aria-label={t('rules:removeAction', { number })}
                onClick={() => onChange(actions.toSpliced(index, 1))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
          </div>
        );
      })}
      <div className={classes['tools']}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={actions.length >= ACTIONS_MAX}
          onClick={() => onChange([...actions, { kind: 'priority', value: 'high' }])}
        >
          {t('rules:addAction')}
        </Button>
      </div>
    </>
  );
}

interface ActionValueProps {
  readonly action: RuleAction;
  readonly error: string | undefined;
  readonly onChange: (action: RuleAction) => void;
}

/** The field whose choices an action offers. */
const CHOICES_OF = {
  department: 'departmentId',
  assignee: 'assigneeId',
  priority: 'priority',
  status: 'status',
  policy: 'policyId',
  follower: 'followerIds',
} as const;

function ActionValue({ action, error, onChange }: ActionValueProps): ReactElement {
  const t = useText();
  const { cannedReplies, activeAgents, tags } = useDirectory();
  const names = useRuleNames();
  const choicesOf = useChoices();
  const { kind, value } = action;
  const several = value === '' ? [] : [value, ...(action.more ?? [])];
  const setSeveral = ([first = '', ...more]: string[]): void =>
    onChange({ kind, value: first, ...(more.length > 0 && { more }) });
  switch (kind) {
    case 'department':
    case 'assignee':
    case 'priority':
    case 'status':
    case 'policy':
    case 'follower': {
      // Nothing becomes new again.
      const all = choicesOf(CHOICES_OF[kind]) ?? [];
      const choices = kind === 'status' ? all.filter((choice) => choice.value !== 'new') : all;
      return (
        <OnePicker
          label={t(`rules:does.${kind}`)}
          choices={choices}
          value={value}
          error={error}
          onChange={(next) => onChange({ kind, value: next })}
        />
      );
    }
    case 'addTag':
    case 'removeTag':
      return (
        <Autocomplete
          aria-label={t('rules:tag')}
          placeholder={t('rules:tag')}
          data={[...tags.keys()]}
          maxLength={60}
          value={value}
          error={error}
          onChange={(next) => onChange({ kind, value: next })}
        />
      );
    case 'reply':
      if (cannedReplies.length === 0 && several.length === 0)
        return (
          <Text size="sm" c={error === undefined ? 'dimmed' : 'red'} py={7}>
            {t('rules:noReplies')}
          </Text>
        );
      return (
        <MultiSelect
          aria-label={t('rules:replies')}
          description={t('rules:replies')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          searchable
          data={cannedReplies.map((reply) => ({
            value: reply.id,
            label:
              reply.value.language === ''
                ? reply.value.title
                : `${reply.value.title} (${reply.value.language})`,
          }))}
          value={several}
          error={error}
          onChange={setSeveral}
        />
      );
    case 'notify': {
      const targets = ['assignee', 'department', 'followers', ...ROLES.map((role) => `role:${role}`)];
      return (
        <MultiSelect
          aria-label={t('rules:does.notify')}
          searchable
          data={[
            ...targets.map((target) => ({ value: target, label: targetWords(target, names, t) })),
            ...activeAgents.map((agent) => ({ value: agent.id, label: agent.value.name })),
          ]}
          value={several}
          error={error}
          onChange={setSeveral}
        />
      );
    }
    case 'note':
      return (
        <Textarea
          aria-label={t('rules:noteText')}
          placeholder={t('rules:noteText')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={NOTE_MAX_LENGTH}
          value={value}
          error={error}
          onChange={(event) => onChange({ kind, value: event.currentTarget.value })}
        />
      );
    case 'webhook':
      return (
        <TextInput
          aria-label={t('rules:address')}
          placeholder="https://"
          description={t('rules:addressHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          type="url"
          spellCheck={false}
          maxLength={2000}
          value={value}
          error={error}
          onChange={(event) => onChange({ kind, value: event.currentTarget.value.trim() })}
        />
      );
  }
}
