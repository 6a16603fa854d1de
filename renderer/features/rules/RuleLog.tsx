import { Anchor, Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SettingId, TicketId } from '../../../shared/domain/ids.ts';
import { useCommand } from '../../live/useCommand.ts';
import { useMinute } from '../../ui/clock.ts';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { useFormat } from '../../ui/format.ts';
import { deedWords, triggerWords } from '../../ui/ruleDeedWords.ts';
import { useText } from '../../ui/text.ts';
import classes from './rules.module.css';
import { useRuleNames } from './useRuleNames.ts';

interface RuleLogProps {
  readonly ruleId: SettingId;
  readonly onBack: () => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** The last runs of a rule, with what each did. */
export function RuleLog({ ruleId, onBack, onOpenTicket }: RuleLogProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const names = useRuleNames();
  const log = useCommand('rules.log', { ruleId });
  return (
    <>
      <p className={classes['hint']}>{t(log.value?.length === 0 ? 'rules:noRuns' : 'rules:logHint')}</p>
      {log.error && <Failure error={log.error} />}
      <ul className={classes['list']}>
        {log.value?.map(({ id, ticketId, number, subject, atMs, trigger, deeds }) => (
          <li key={id} className={classes['line']}>
            <div className={classes['what']}>
              <div className={classes['name']}>
                <Anchor component="button" type="button" size="sm" onClick={() => onOpenTicket(ticketId)}>
                  {number > 0 && `#${String(number)} `}
                  {subject || t('noSubject')}
                </Anchor>
              </div>
              <div className={classes['quiet']}>
                {deeds.map((deed) => deedWords(deed, names, t)).join(' · ')}
              </div>
            </div>
            <div className={classes['quiet']}>
              <time dateTime={new Date(atMs).toISOString()} title={format.full(atMs)}>
                {format.moment(atMs, nowMs)}
              </time>
              {' · '}
              {triggerWords(trigger, t)}
            </div>
          </li>
        ))}
      </ul>
      <DialogFooter>
        <Button variant="default" data-autofocus onClick={onBack}>
          {t('back')}
        </Button>
      </DialogFooter>
    </>
  );
}
