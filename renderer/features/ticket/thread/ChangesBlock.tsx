import { UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowsExchange,
  IconBolt,
  IconCalendarDue,
  IconCheck,
  IconCircleDot,
  IconCirclePlus,
  IconFlag,
  IconGitMerge,
  IconLink,
  IconMoon,
  IconPencil,
  IconStairsUp,
  IconTag,
  IconUser,
  IconUserCheck,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { HistoryEntry } from '../../../../shared/domain/ticket/ticket.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { historyLine } from '../historyLine.ts';
import type { HistoryNames } from '../historyLine.ts';
import classes from './ChangesBlock.module.css';

/** A run longer than this shows its last lines and folds the others: what holds now matters more than the way to it. */
const FOLD_ABOVE = 4;
const SHOWN_WHEN_FOLDED = 3;

const ICONS: Readonly<Record<HistoryEntry['kind'], Icon>> = {
  created: IconCirclePlus,
  holder: IconUserCheck,
  status: IconCircleDot,
  reopened: IconArrowBackUp,
  priority: IconFlag,
  tags: IconTag,
  subject: IconPencil,
  snooze: IconMoon,
  due: IconCalendarDue,
  contact: IconUser,
  slaBreach: IconAlertTriangle,
  mergeLost: IconGitMerge,
  accepted: IconCheck,
  followUp: IconLink,
  rule: IconBolt,
  escalation: IconStairsUp,
};

interface ChangesBlockProps {
  readonly entries: readonly HistoryEntry[];
  readonly names: HistoryNames;
}

/** What happened to the ticket between two messages: quiet lines at their time. */
export function ChangesBlock({ entries, names }: ChangesBlockProps): ReactElement {
  const t = useText();
  const [isUnfolded, setIsUnfolded] = useState(false);
  const folded = isUnfolded || entries.length <= FOLD_ABOVE ? 0 : entries.length - SHOWN_WHEN_FOLDED;
  return (
    <ul className={classes['block']}>
      {folded > 0 && (
        <li className={classes['line']}>
          <span className={classes['icon']} />
          <UnstyledButton className={classes['unfold']} onClick={() => setIsUnfolded(true)}>
            {t('ticket:thread.changes', { count: folded })}
          </UnstyledButton>
        </li>
      )}
      {entries.slice(folded).map((entry) => (
        <ChangeLine key={entry.id} entry={entry} names={names} />
      ))}
    </ul>
  );
}

function ChangeLine({
  entry,
  names,
}: {
  readonly entry: HistoryEntry;
  readonly names: HistoryNames;
}): ReactElement {
  const t = useText();
  const format = useFormat();
  const line = historyLine(entry, names, t);
  const isTransfer = entry.kind === 'holder' && entry.from.departmentId !== entry.to.departmentId;
  const LineIcon = isTransfer ? IconArrowsExchange : ICONS[entry.kind];
  const asides = [line.cause, line.reason].filter((aside) => aside !== '');
  return (
    <li className={classes['line']} data-kind={entry.kind}>
      <span className={classes['icon']}>
        <LineIcon size={13} stroke={1.9} aria-hidden />
      </span>
      <span className={classes['text']}>
        {line.text}
        {asides.length > 0 && <span className={classes['reason']}> · {asides.join(' · ')}</span>}
      </span>
      <time
        className={classes['time']}
        dateTime={new Date(entry.atMs).toISOString()}
        title={format.full(entry.atMs)}
      >
        {format.time(entry.atMs)}
      </time>
    </li>
  );
}
