import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { SettingOf } from '../../../shared/domain/settings.ts';
import type { RuleCount } from '../../../shared/ipc/rules.ts';
import { ArrangedList } from '../../ui/ArrangedList.tsx';
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
      <ArrangedList
        items={rules}
        label={t('rules:title')}
        about={(rule) => (
          <RuleFacts
            rule={rule}
            count={counts && (counts.find(({ ruleId }) => ruleId === rule.id) ?? NO_RUNS)}
          />
        )}
        more={(rule) => (
          <>
            <Menu.Item onClick={() => actions.showLog(rule)}>{t('rules:log')}</Menu.Item>
            <Menu.Item color="red" onClick={() => actions.remove(rule)}>
              {t('rules:remove')}
            </Menu.Item>
          </>
        )}
        onArrange={actions.arrange}
        onEdit={actions.edit}
        onSetActive={actions.setActive}
      />
    </>
  );
}

const NO_RUNS = { count: 0, lastAtMs: 0 };

interface RuleFactsProps {
  readonly rule: Rule;
  readonly count: Pick<RuleCount, 'count' | 'lastAtMs'> | undefined;
}

/** When a rule runs, and how often it has. */
function RuleFacts({ rule, count }: RuleFactsProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const ran =
    count &&
    (count.count === 0
      ? t('rules:never')
      : t('rules:ran', {
          count: count.count,
          when: format.relative(Math.min(count.lastAtMs, nowMs), nowMs),
        }));
  return (
    <div className={classes['quiet']}>
      {triggerWords(rule.value.trigger, t)}
      {ran !== undefined && ` · ${ran}`}
    </div>
  );
}
