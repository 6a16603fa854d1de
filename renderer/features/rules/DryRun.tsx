import { Anchor, Button, Loader } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { SettingId, TicketId } from '../../../shared/domain/ids.ts';
import type { RuleValue } from '../../../shared/domain/rules/ruleValue.ts';
import { NOBODY, type RuleDeed } from '../../../shared/domain/ticket/ticket.ts';
import type { BatonError } from '../../../shared/errors.ts';
import type { DryRunHit } from '../../../shared/ipc/rules.ts';
import { asBatonError, invoke } from '../../bridge.ts';
import { Failure } from '../../ui/Failure.tsx';
import { priorityName } from '../../ui/PriorityMark.tsx';
import { deedWords, type DeedNames } from '../../ui/ruleDeedWords.ts';
import { useText, type Translate } from '../../ui/text.ts';
import classes from './rules.module.css';
import { useRuleNames } from './useRuleNames.ts';

/** So many tickets are listed; the count goes on. */
const SHOWN_MAX = 200;

interface Found {
  readonly checked: number;
  readonly count: number;
  readonly hits: readonly DryRunHit[];
  readonly isDone: boolean;
}

const NOTHING: Found = { checked: 0, count: 0, hits: [], isDone: false };

interface DryRunProps {
  readonly ruleId: SettingId | '';
  readonly value: RuleValue;
  readonly canRun: boolean;
  /** It was asked for, but the rule is not complete. */
  readonly onRefused: () => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** What the rule would do to the tickets that are here: asked in parts, newest first, until the end or until stopped. */
export function DryRun({ ruleId, value, canRun, onRefused, onOpenTicket }: DryRunProps): ReactElement {
  const t = useText();
  const names = useRuleNames();
  const [run, setRun] = useState<{ readonly of: RuleValue; readonly found: Found } | null>(null);
  const [error, setError] = useState<BatonError | null>(null);
  /** The run that may go on; another one, or none, stops it. */
  const current = useRef<symbol | null>(null);
  useEffect(
    () => () => {
      current.current = null;
    },
    [],
  );

  async function start(): Promise<void> {
    const own = Symbol('run');
    current.current = own;
    setError(null);
    let found = NOTHING;
    setRun({ of: value, found });
    try {
      for (let next: number | null = 0; next !== null && current.current === own;) {
        const part: { checked: number; hits: readonly DryRunHit[]; next: number | null } = await invoke(
          'rules.dryRun',
          { ruleId, value, offset: next },
        );
        next = part.next;
        found = {
          checked: found.checked + part.checked,
          count: found.count + part.hits.length,
          hits: [...found.hits, ...part.hits].slice(0, SHOWN_MAX),
          isDone: next === null,
        };
        if (current.current === own) setRun({ of: value, found });
      }
    } catch (thrown) {
      setError(asBatonError(thrown));
      current.current = null;
      setRun(null);
    }
  }

  function stop(): void {
    current.current = null;
    setRun((known) => known && { ...known, found: { ...known.found, isDone: true } });
  }

  const found = run?.found;
  // What was found says nothing about a rule that has been changed since.
  const isStale = run !== null && run.of !== value;
  return (
    <section className={classes['try']} aria-label={t('rules:dryRun')}>
      <div className={classes['tryHead']}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFlask size={15} />}
          onClick={() => {
            if (canRun) void start();
            else onRefused();
          }}
        >
          {t('rules:dryRun')}
        </Button>
        {found && !isStale ? (
          <>
            <span role="status">
              <strong>{t('rules:wouldChange', { count: found.count })}</strong>
              {' · '}
              <span className={classes['number']}>
                {t(found.isDone ? 'rules:dryRunDone' : 'rules:dryRunning', {
                  checked: t('tickets', { count: found.checked }),
                })}
              </span>
            </span>
            {!found.isDone && (
              <>
                <Loader size={14} />
                <Button size="compact-xs" variant="subtle" onClick={stop}>
                  {t('rules:dryRunStop')}
                </Button>
              </>
            )}
          </>
        ) : (
          <span className={classes['hint']}>{t('rules:dryRunHint')}</span>
        )}
      </div>
      {error && <Failure error={error} />}
      {found && !isStale && found.hits.length > 0 && (
        // Scrolls by itself, so it has to be reachable by keyboard.
        <ul
          className={classes['hits']}
          tabIndex={0}
          aria-label={t('rules:wouldChange', { count: found.count })}
        >
          {found.hits.map(({ ticket, deeds }) => (
            <li key={ticket.id} className={classes['hit']}>
              <div className={classes['hitTitle']}>
                <Anchor component="button" type="button" size="sm" onClick={() => onOpenTicket(ticket.id)}>
                  {ticket.number > 0 && `#${String(ticket.number)} `}
                  {ticket.subject || t('noSubject')}
                </Anchor>
              </div>
              <div className={classes['quiet']}>
                {deeds.map((deed) => changeWords(deed, ticket, names, t)).join(' · ')}
              </div>
            </li>
          ))}
          {found.count > found.hits.length && (
            <li className={classes['hit']}>
              {t('rules:andMore', { count: found.count - found.hits.length })}
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

function changeWords(deed: RuleDeed, ticket: DryRunHit['ticket'], names: DeedNames, t: Translate): string {
  return deedWords(deed, names, t, deed.outcome === 'done' ? before(deed, ticket, names, t) : undefined);
}

function before(
  { kind }: RuleDeed,
  ticket: DryRunHit['ticket'],
  names: DeedNames,
  t: Translate,
): string | undefined {
  switch (kind) {
    case 'department':
      return names.department(ticket.departmentId);
    case 'assignee':
      return ticket.assigneeId === NOBODY ? t('nobody') : names.agent(ticket.assigneeId);
    case 'priority':
      return priorityName(ticket.priority, t);
    case 'status':
      return t(`status.${ticket.status}`);
    case 'policy':
      return ticket.policyId === '' ? undefined : names.policy(ticket.policyId) || undefined;
    case 'addTag':
    case 'removeTag':
    case 'reply':
    case 'note':
    case 'follower':
    case 'notify':
    case 'webhook':
      return undefined;
  }
}
