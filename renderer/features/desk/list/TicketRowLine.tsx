import { IconCloudUp, IconRotate2, IconStarFilled } from '@tabler/icons-react';
import { memo } from 'react';
import type { ReactElement } from 'react';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { MarkedPart } from '../../../../shared/domain/search/words.ts';
import type { TicketRow } from '../../../../shared/ipc/lists.ts';
import { useDirectory } from '../../../live/directory.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { useClock } from '../../../ui/clock.ts';
import { DepartmentDot } from '../../../ui/DepartmentDot.tsx';
import { DueLabel, PausedLabel } from '../../../ui/DueLabel.tsx';
import { useFormat } from '../../../ui/format.ts';
import { PriorityMark } from '../../../ui/PriorityMark.tsx';
import { StatusMark } from '../../../ui/StatusBadge.tsx';
import { useText } from '../../../ui/text.ts';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import { PresenceMark } from './PresenceMark.tsx';
import type { ListRow } from './listSource.ts';
import classes from './TicketRowLine.module.css';

interface TicketRowLineProps {
  readonly row: ListRow;
  readonly isCompact: boolean;
}

function Marked({ parts }: { readonly parts: readonly MarkedPart[] }): ReactElement {
  return (
    <>
      {parts.map(({ text, isMatch }, index) =>
        isMatch ? (
          <mark key={index} className={classes['match']}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </>
  );
}

function SnoozedUntil({ untilMs }: { readonly untilMs: number }): ReactElement {
  const t = useText();
  const format = useFormat();
  const time = useClock((nowMs) => format.moment(untilMs, nowMs));
  return <span className={classes['snoozed']}>{t('list:snoozedUntil', { time })}</span>;
}

function Holder({ assigneeId }: { readonly assigneeId: TicketRow['assigneeId'] }): ReactElement {
  const t = useText();
  const { agents } = useDirectory();
  if (assigneeId === NOBODY) {
    return (
      <span
        className={classes['nobody']}
        role="img"
        aria-label={t('list:heldByNobody')}
        title={t('list:heldByNobody')}
      />
    );
  }
  return <Avatar id={assigneeId} name={agents.get(assigneeId)?.value.name ?? t('formerAgent')} size={18} />;
}

function Marks({ row }: { readonly row: TicketRow }): ReactElement {
  const t = useText();
  return (
    <>
      <PresenceMark ticketId={row.id} />
      {row.reopenCount > 0 && (
        <span
          className={classes['reopened']}
          role="img"
          aria-label={t('list:reopened')}
          title={t('list:reopened')}
        >
          <IconRotate2 size={13} stroke={2} />
        </span>
      )}
      {row.isWaiting && (
        <span className={classes['unsent']} role="img" aria-label={t('list:unsent')} title={t('list:unsent')}>
          <IconCloudUp size={13} stroke={2} />
        </span>
      )}
      {row.hasDraft && <span className={classes['draft']}>{t('list:draft')}</span>}
    </>
  );
}

/** What one line of the ticket list shows. */
export const TicketRowLine = memo(function TicketRowLine({
  row,
  isCompact,
}: TicketRowLineProps): ReactElement {
  const t = useText();
  const { departments } = useDirectory();
  const department = departments.get(row.departmentId);
  const isAwaited = row.awaitingReplySinceMs > 0;
  const { found } = row;
  const subject = row.subject && found ? <Marked parts={found.subject} /> : row.subject || t('noSubject');
  const preview = found ? <Marked parts={found.snippet} /> : row.preview;
  const contact = (
    <span className={classes['contact']}>
      <span className={classes['contactName']}>{row.contactName || t('unknownContact')}</span>
      {row.isVip && (
        <span className={classes['vip']} role="img" aria-label={t('vip')} title={t('vip')}>
          <IconStarFilled size={10} />
        </span>
      )}
    </span>
  );
  const number = row.number > 0 && <span className={classes['number']}>#{row.number}</span>;
  const due =
    row.snoozedUntilMs > 0 ? (
      <SnoozedUntil untilMs={row.snoozedUntilMs} />
    ) : row.pausedLeftMs !== null ? (
      <PausedLabel leftMs={row.pausedLeftMs} detail="row" />
    ) : (
      <DueLabel dueAtMs={row.nextDueAtMs} detail="row" isByHand={row.isDueByHand} />
    );
  const departmentDot = (
    <span
      className={classes['department']}
      role="img"
      aria-label={department?.value.name ?? t('unknownDepartment')}
      title={department?.value.name ?? t('unknownDepartment')}
    >
      <DepartmentDot color={department?.value.color ?? 'gray'} />
    </span>
  );

  return (
    <div
      className={classes['line']}
      data-compact={isCompact || undefined}
      data-awaited={isAwaited || undefined}
    >
      {isAwaited && (
        <span
          className={classes['awaited']}
          role="img"
          aria-label={t('list:waitsForAnswer')}
          title={t('list:waitsForAnswer')}
        />
      )}
      <div className={classes['gutter']}>
        <StatusMark status={row.status} size={15} />
        <PriorityMark priority={row.priority} />
        {!isCompact && departmentDot}
      </div>
      <div className={classes['words']}>
        <div className={classes['top']}>
          {contact}
          {number}
          <span className={classes['space']} />
          {due}
        </div>
        <div className={classes['middle']}>
          <span className={classes['subjectAndPreview']}>
            <span className={classes['subject']}>{subject}</span>
            {isCompact && <span className={classes['inlinePreview']}>{preview}</span>}
          </span>
          {isCompact && <Marks row={row} />}
          <TimeAgo atMs={row.updatedAtMs} className={classes['ago']} />
          {isCompact && <Holder assigneeId={row.assigneeId} />}
        </div>
        {!isCompact && (
          <div className={classes['bottom']}>
            <span className={classes['preview']}>{preview}</span>
            <Marks row={row} />
            <Holder assigneeId={row.assigneeId} />
          </div>
        )}
      </div>
    </div>
  );
});
