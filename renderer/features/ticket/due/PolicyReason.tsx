import { IconCheck, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import type { ReactElement } from 'react';
import { CHANNELS } from '../../../../shared/domain/ticket/ticket.ts';
import type { SlaExplanation } from '../../../../shared/ipc/sla.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useFormat } from '../../../ui/format.ts';
import { languageName } from '../../../ui/languageNames.ts';
import { priorityName } from '../../../ui/PriorityMark.tsx';
import { useText } from '../../../ui/text.ts';
import classes from './whyDue.module.css';

type Policy = SlaExplanation['policy'];
type Condition = Policy['conditions'][number];

/** A condition as the viewer reads it: "Department: Billing or Support". */
function useConditionWords(): (condition: Condition) => string {
  const t = useText();
  const { locale } = useFormat();
  const { departments } = useDirectory();
  const or = new Intl.ListFormat(locale, { type: 'disjunction' });
  const nameOf = (kind: Condition['kind'], value: string): string => {
    switch (kind) {
      case 'department':
        return departments.get(value)?.value.name ?? t('unknownDepartment');
      case 'priority':
        return priorityName(value, t);
      case 'channel': {
        const channel = CHANNELS.find((known) => known === value);
        return channel ? t(`channel.${channel}`) : value;
      }
      case 'language':
        return languageName(value, locale);
      case 'tag':
      case 'plan':
      case 'vip':
        return value;
    }
  };
  return ({ kind, accepted }) =>
    t(`due:why.condition.${kind}`, { values: or.format(accepted.map((value) => nameOf(kind, value))) });
}

/** Which policy applies, and why this one. */
export function PolicyReason({ policy }: { readonly policy: Policy }): ReactElement {
  const t = useText();
  const titleId = useId();
  const words = useConditionWords();
  const { policyId, policyName, isChosenByRule, conditions, before } = policy;
  const sentence =
    policyId === ''
      ? t('due:why.noPolicy')
      : isChosenByRule
        ? t('due:why.chosenByRule', { policy: policyName })
        : conditions.length === 0
          ? t('due:why.everything', { policy: policyName })
          : t('due:why.first', { policy: policyName });
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className={classes['heading']}>
        {t('due:why.policy')}
      </h3>
      <p className={classes['sentence']}>{sentence}</p>
      {!isChosenByRule && conditions.length > 0 && (
        <ul className={classes['conditions']}>
          {conditions.map((condition) => (
            <ConditionLine key={condition.kind} words={words(condition)} isMet={condition.isMet} />
          ))}
        </ul>
      )}
      {before.length > 0 && (
        <details className={classes['before']}>
          <summary>{t('due:why.before', { count: before.length })}</summary>
          <ul className={classes['conditions']}>
            {before.map(({ policyName: name, failed }, index) => (
              <ConditionLine
                key={`${name} ${String(index)}`}
                words={t('due:why.failed', { policy: name, conditions: failed.map(words).join('; ') })}
                isMet={false}
              />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function ConditionLine({ words, isMet }: { readonly words: string; readonly isMet: boolean }): ReactElement {
  const t = useText();
  const Sign = isMet ? IconCheck : IconX;
  return (
    <li data-met={isMet}>
      <Sign size={14} stroke={2} role="img" aria-label={t(isMet ? 'due:why.isMet' : 'due:why.isNotMet')} />
      {words}
    </li>
  );
}
