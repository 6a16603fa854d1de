import { ActionIcon, Button, Menu, Switch, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { SettingOf } from '../../../shared/domain/settings.ts';
import type { RuleCount } from '../../../shared/ipc/rules.ts';
import { useMinute } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { triggerWords } from '../../ui/ruleDeedWords.ts';
import { useText } from '../../ui/text.ts';
import { TEMPLATES, type TemplateName } from './ruleTemplates.ts';
import classes from './rules.module.css';

type Rule = SettingOf<'rule'>;

/** What can be done from the list. */
export interface RuleActions {
  readonly make: (template: TemplateName | null) => void;
  readonly edit: (rule: Rule) => void;
  readonly showLog: (rule: Rule) => void;
  readonly remove: (rule: Rule) => void;
  readonly setActive: (rule: Rule, isActive: boolean) => void;
  readonly arrange: (rules: readonly Rule[]) => void;
}

interface RuleListProps {
  /** In the order they run. */
  readonly rules: readonly Rule[];
  readonly counts: readonly RuleCount[] | undefined;
  readonly actions: RuleActions;
}

/** All rules in the order they run. */
export function RuleList({ rules, counts, actions }: RuleListProps): ReactElement {
  const t = useText();
  const [told, setTold] = useState('');

  function move(index: number, by: -1 | 1): void {
    const [rule, other] = [rules[index], rules[index + by]];
    if (!rule || !other) return;
    actions.arrange(rules.with(index, other).with(index + by, rule));
    setTold(t('rules:moved', { name: rule.value.name, place: index + by + 1, count: rules.length }));
  }

  return (
    <>
      <div className={classes['bar']}>
        <p className={classes['hint']}>{rules.length === 0 ? t('rules:empty') : t('rules:hint')}</p>
        <Menu position="bottom-end" width={340}>
          <Menu.Target>
            <Button leftSection={<IconPlus size={16} />} style={{ flex: 'none' }} data-autofocus>
              {t('rules:new')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => actions.make(null)}>{t('rules:blank')}</Menu.Item>
            <Menu.Divider />
            <Menu.Label>{t('rules:templates')}</Menu.Label>
            {TEMPLATES.map((template) => (
              <Menu.Item key={template} onClick={() => actions.make(template)}>
                <div>{t(`rules:template.${template}.name`)}</div>
                <div className={classes['hint']}>{t(`rules:template.${template}.text`)}</div>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <VisuallyHidden role="status">{told}</VisuallyHidden>
      <ol className={classes['list']}>
        {rules.map((rule, index) => (
          <RuleLine
            key={rule.id}
            rule={rule}
            place={index + 1}
            isLast={index === rules.length - 1}
            count={counts && (counts.find(({ ruleId }) => ruleId === rule.id) ?? NO_RUNS)}
            actions={actions}
            onMove={(by) => move(index, by)}
          />
        ))}
      </ol>
    </>
  );
}

const NO_RUNS = { count: 0, lastAtMs: 0 };

interface RuleLineProps {
  readonly rule: Rule;
  readonly place: number;
  readonly isLast: boolean;
  readonly count: Pick<RuleCount, 'count' | 'lastAtMs'> | undefined;
  readonly actions: RuleActions;
  readonly onMove: (by: -1 | 1) => void;
}

function RuleLine({ rule, place, isLast, count, actions, onMove }: RuleLineProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const { name, isActive, trigger } = rule.value;
  const ran =
    count &&
    (count.count === 0
      ? t('rules:never')
      : t('rules:ran', {
          count: count.count,
          when: format.relative(Math.min(count.lastAtMs, nowMs), nowMs),
        }));

  function onKeyDown(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  }

  return (
    // Alt and an arrow move the rule from whichever of its controls has the focus.
    <li className={classes['line']} onKeyDown={onKeyDown}>
      <span className={classes['place']}>{place}</span>
      <Switch
        size="sm"
        aria-label={t('rules:active', { name })}
        checked={isActive}
        onChange={(event) => actions.setActive(rule, event.currentTarget.checked)}
      />
      <div className={classes['what']}>
        <div className={classes['name']}>{name}</div>
        <div className={classes['quiet']}>
          {triggerWords(trigger, t)}
          {ran !== undefined && ` · ${ran}`}
        </div>
      </div>
      <div className={classes['moves']}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('rules:moveUp', { name })}
          aria-keyshortcuts="Alt+ArrowUp"
          disabled={place === 1}
          onClick={() => onMove(-1)}
        >
          <IconArrowUp size={17} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('rules:moveDown', { name })}
          aria-keyshortcuts="Alt+ArrowDown"
          disabled={isLast}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={17} />
        </ActionIcon>
      </div>
      <Button
        size="xs"
        variant="default"
        aria-label={`${t('rules:edit')}: ${name}`}
        onClick={() => actions.edit(rule)}
      >
        {t('rules:edit')}
      </Button>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('rules:actions', { name })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => actions.showLog(rule)}>{t('rules:log')}</Menu.Item>
          <Menu.Item color="red" onClick={() => actions.remove(rule)}>
            {t('rules:remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
