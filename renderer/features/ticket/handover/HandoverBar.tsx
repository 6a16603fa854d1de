import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconInbox } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { NOBODY, type HolderEntry } from '../../../../shared/domain/ticket/ticket.ts';
import { useClock } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import type { Translate } from '../../../ui/text.ts';
import { reasonWords } from '../historyLine.ts';
import type { HistoryNames } from '../historyLine.ts';
import { KeyTip } from '../KeyTip.tsx';
import classes from './HandoverBar.module.css';

interface HandoverBarProps {
  readonly move: HolderEntry;
  readonly names: HistoryNames;
  readonly onAccept: () => void;
  readonly onGiveBack: () => void;
}

/** Over a ticket that somebody else, a rule or Baton has given to the viewer: who and why, and whether they are on it. */
export function HandoverBar({ move, names, onAccept, onGiveBack }: HandoverBarProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const when = useClock((nowMs) => format.relative(Math.min(move.atMs, nowMs), nowMs));
  const reason = reasonWords(move.reason, t);
  return (
    <section className={classes['bar']} aria-label={t('assignment:handover.label')}>
      <IconInbox size={16} stroke={1.8} aria-hidden />
      <span className={classes['text']}>
        {sentence(move, when, names, t)}
        {reason !== '' && ` ${t('assignment:handover.reason', { reason })}`}
      </span>
      <KeyTip label={t('assignment:handover.acceptHint')} shortcut="accept">
        <Button
          size="compact-sm"
          leftSection={<IconCheck size={14} stroke={2} aria-hidden />}
          onClick={onAccept}
        >
          {t('assignment:handover.accept')}
        </Button>
      </KeyTip>
      <KeyTip label={t('assignment:handover.giveBackHint')} shortcut="giveBack">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowBackUp size={14} stroke={2} aria-hidden />}
          onClick={onGiveBack}
        >
          {t('assignment:handover.giveBack')}
        </Button>
      </KeyTip>
    </section>
  );
}

function sentence(move: HolderEntry, when: string, names: HistoryNames, t: Translate): string {
  if (move.cause === 'substitute' && move.from.assigneeId !== NOBODY)
    return t('assignment:handover.substitute', { when, previous: names.agent(move.from.assigneeId) });
  if (move.by.kind === 'agent') return t('assignment:handover.by', { when, who: names.agent(move.by.id) });
  return t(`assignment:handover.${move.by.kind === 'rule' ? 'rule' : 'auto'}`, { when });
}
