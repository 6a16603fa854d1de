import { CloseButton, UnstyledButton } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { DepartmentId, TicketId } from '../../../../shared/domain/ids.ts';
import type { TicketDetail } from '../../../../shared/ipc/tickets.ts';
import { StatusMark } from '../../../ui/StatusBadge.tsx';
import { useText } from '../../../ui/text.ts';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import type { HistoryNames } from '../historyLine.ts';
import type { TicketActions } from '../useTicketActions.ts';
import { CustomerSection } from './CustomerSection.tsx';
import { HistorySection } from './HistorySection.tsx';
import { PropertiesSection } from './PropertiesSection.tsx';
import classes from './SidePanel.module.css';
import { SlaSection } from './SlaSection.tsx';

interface SidePanelProps {
  /** Closes it where it lies over the thread; `null` where it stands beside it. */
  readonly onClose: (() => void) | null;
  readonly detail: TicketDetail;
  readonly names: HistoryNames;
  readonly actions: TicketActions;
  readonly onTransfer: (departmentId: DepartmentId) => void;
  readonly onExplainDue: () => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** Everything known about the ticket besides its words. */
export function SidePanel({
  onClose,
  detail,
  names,
  actions,
  onTransfer,
  onExplainDue,
  onOpenTicket,
}: SidePanelProps): ReactElement {
  const t = useText();
  const panelRef = useRef<HTMLElement>(null);
  const isOver = onClose !== null;
  useEffect(() => {
    if (isOver) panelRef.current?.focus();
  }, [isOver]);
  return (
    <aside
      ref={panelRef}
      className={classes['panel']}
      data-over={onClose !== null || undefined}
      aria-label={t('sidePanel:label')}
      tabIndex={0}
    >
      {onClose && (
        <CloseButton
          className={classes['close'] ?? ''}
          aria-label={t('ticket:actions.hideSidePanel')}
          onClick={onClose}
        />
      )}
      <Section title={t('sidePanel:properties')}>
        <PropertiesSection ticket={detail.ticket} actions={actions} onTransfer={onTransfer} />
      </Section>
      <Section title={t('sidePanel:sla')}>
        <SlaSection sla={detail.sla} onExplain={onExplainDue} />
      </Section>
      <Section title={t('sidePanel:customer')}>
        <CustomerSection contact={detail.contact} organisation={detail.organisation} />
      </Section>
      <Section title={t('sidePanel:otherTickets')}>
        <OtherTickets tickets={detail.otherTickets} onOpenTicket={onOpenTicket} />
      </Section>
      <Section title={t('sidePanel:history')}>
        <HistorySection detail={detail} names={names} />
      </Section>
    </aside>
  );
}

function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  const titleId = useId();
  return (
    <section className={classes['section']} aria-labelledby={titleId}>
      <h2 id={titleId} className={classes['title']}>
        {title}
      </h2>
      {children}
    </section>
  );
}

interface OtherTicketsProps {
  readonly tickets: TicketDetail['otherTickets'];
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

function OtherTickets({ tickets, onOpenTicket }: OtherTicketsProps): ReactElement {
  const t = useText();
  if (tickets.length === 0) return <p className={classes['none']}>{t('sidePanel:otherTicketsNone')}</p>;
  return (
    <ul className={classes['others']}>
      {tickets.map((other) => (
        <li key={other.id}>
          <UnstyledButton
            className={classes['other']}
            title={other.subject}
            onClick={() => onOpenTicket(other.id)}
          >
            <StatusMark status={other.status} size={14} />
            <span className={classes['subject']}>
              {other.subject === '' ? t('noSubject') : other.subject}
            </span>
            <TimeAgo className={classes['ago']} atMs={other.updatedAtMs} />
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
