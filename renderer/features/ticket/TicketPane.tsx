import { Skeleton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { AgentId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import { moveStatus } from '../../../shared/domain/statusMoves.ts';
import { openHandover } from '../../../shared/domain/ticket/handover.ts';
import { NOBODY } from '../../../shared/domain/ticket/ticket.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { TicketDetail } from '../../../shared/ipc/tickets.ts';
import { invoke } from '../../bridge.ts';
import { useMe, usePreferences } from '../../live/session.ts';
import { useTicketDetail } from '../../live/tickets.ts';
import { useText } from '../../ui/text.ts';
import { Composer } from './composer/Composer.tsx';
import type { ComposerHandle } from './composer/Composer.tsx';
import { AssignDialog } from './dialogs/AssignDialog.tsx';
import { TransferDialog } from './dialogs/TransferDialog.tsx';
import { WhyDueDialog } from './due/WhyDueDialog.tsx';
import { GoneTicket } from './GoneTicket.tsx';
import { HandoverBar } from './handover/HandoverBar.tsx';
import { ReturnDialog } from './handover/ReturnDialog.tsx';
import { TicketHeader } from './header/TicketHeader.tsx';
import { PresenceNotice } from './presence/PresenceNotice.tsx';
import type { PresenceReporter } from './presence/presenceReporter.ts';
import { usePresenceReporter } from './presence/usePresenceReporter.ts';
import { LostChanges } from './LostChanges.tsx';
import { SidePanel } from './side/SidePanel.tsx';
import { Thread } from './thread/Thread.tsx';
import classes from './TicketPane.module.css';
import { useHistoryNames } from './useHistoryNames.ts';
import { useIsNarrow } from './useIsNarrow.ts';
import { useTicketActions } from './useTicketActions.ts';
import { useTicketHotkeys } from './useTicketHotkeys.ts';

/** Least width at which thread and details stand side by side. */
const BOTH_FIT_PX = 640;

interface TicketPaneProps {
  readonly ticketId: TicketId;
  /** Opens another ticket, for example an earlier one of the same customer. */
  readonly onOpenTicket: (ticketId: TicketId) => void;
  /** Escape: back to the list. */
  readonly onBack?: () => void;
  /** Closes a ticket that is not here (any more). */
  readonly onClose?: () => void;
  /** Opens the ticket in a window of its own; left out where it has one. */
  readonly onPopOut?: () => void;
  /** The window is called after the ticket. */
  readonly namesWindow?: boolean;
}

/** One ticket: who is responsible, the conversation, where to write, and everything known about it. */
export function TicketPane(props: TicketPaneProps): ReactElement {
  const { ticketId, onOpenTicket, onBack, onClose, onPopOut, namesWindow = false } = props;
  const { value: detail, error } = useTicketDetail(ticketId);
  const reporter = usePresenceReporter(ticketId);
  const [last, setLast] = useState(detail?.ticket ?? null);
  if (detail && detail.ticket !== last) setLast(detail.ticket);
  useWindowName(namesWindow ? last : null);
  if (detail === undefined && error === null) return <LoadingTicket />;
  if (!detail)
    return <GoneTicket last={last?.id === ticketId ? last : null} error={error} onClose={onClose} />;
  return (
    <OpenTicket
      key={ticketId}
      detail={detail}
      onOpenTicket={onOpenTicket}
      onBack={onBack}
      onPopOut={onPopOut}
      reporter={reporter}
    />
  );
}

/** Calls the window after a ticket: what the system shows in its task bar. */
function useWindowName(ticket: Pick<Ticket, 'number' | 'subject'> | null): void {
  const t = useText();
  const name =
    ticket && `${ticket.number > 0 ? `#${String(ticket.number)} ` : ''}${ticket.subject || t('noSubject')}`;
  useEffect(() => {
    if (name !== null) document.title = name;
  }, [name]);
}

function LoadingTicket(): ReactElement {
  const t = useText();
  return (
    <div className={classes['pane']} aria-busy="true" aria-label={t('loading')} role="status">
      <div className={classes['loading']}>
        <Skeleton height={22} width="55%" />
        <Skeleton height={18} width="30%" />
        <Skeleton height={110} mt="lg" />
        <Skeleton height={80} />
      </div>
    </div>
  );
}

/** What lies over the ticket. A transfer may begin with a department already chosen. */
type OpenDialog =
  | { readonly name: 'assign' | 'giveBack' | 'whyDue' }
  | { readonly name: 'transfer'; readonly departmentId: DepartmentId | null };

interface OpenTicketProps {
  readonly detail: TicketDetail;
  readonly onOpenTicket: (ticketId: TicketId) => void;
  readonly onBack: (() => void) | undefined;
  readonly onPopOut: (() => void) | undefined;
  readonly reporter: PresenceReporter;
}

function OpenTicket({ detail, onOpenTicket, onBack, onPopOut, reporter }: OpenTicketProps): ReactElement {
  const t = useText();
  const me = useMe();
  const { ticket } = detail;
  const names = useHistoryNames(detail.contact);
  const actions = useTicketActions(ticket.id);
  const isSidePanelOpen = usePreferences()?.isSidePanelOpen ?? true;
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [isEditingSubject, setIsEditingSubject] = useState(false);
  const [isSnoozeOpen, setIsSnoozeOpen] = useState(false);
  const [isDueOpen, setIsDueOpen] = useState(false);
  const paneRef = useRef<HTMLElement>(null);
  const composerRef = useRef<ComposerHandle>(null);

  // Where both do not fit, the details come over the thread when they are asked for.
  const isNarrow = useIsNarrow(paneRef, BOTH_FIT_PX);
  const [isPeeking, setIsPeeking] = useState(false);
  const showsSidePanel = isNarrow ? isPeeking : isSidePanelOpen;
  const stopPeeking = (): void => {
    setIsPeeking(false);
    paneRef.current?.focus();
  };

  const isClosed = ticket.status === 'closed';
  const handover = me.id === undefined ? null : openHandover(ticket, me.id, lastWrote(detail, me.id));
  const openAssign = (): void => setDialog({ name: 'assign' });
  const openTransfer = (departmentId: DepartmentId | null): void =>
    setDialog({ name: 'transfer', departmentId });
  const explainDue = (): void => setDialog({ name: 'whyDue' });
  const closeDialog = (): void => setDialog(null);
  const toggleSidePanel = (): void => {
    if (!isNarrow) void invoke('preferences.set', { isSidePanelOpen: !isSidePanelOpen });
    else if (isPeeking) stopPeeking();
    else setIsPeeking(true);
  };

  useTicketHotkeys({
    reply: () => composerRef.current?.write('reply'),
    note: () => composerRef.current?.write('note'),
    sidePanel: toggleSidePanel,
    whyDue: explainDue,
    ...(onPopOut && { popOut: onPopOut }),
    back: () => (isNarrow && isPeeking ? stopPeeking() : onBack?.()),
    ...(!isClosed && {
      take: () => void actions.take(),
      assign: openAssign,
      transfer: () => openTransfer(null),
      snooze: () => setIsSnoozeOpen(true),
      due: () => setIsDueOpen(true),
      subject: () => setIsEditingSubject(true),
      solve: () => {
        const to = ticket.status === 'solved' ? 'open' : 'solved';
        if (moveStatus(ticket.status, to)) void actions.setStatus(to);
      },
    }),
    ...(handover && {
      accept: () => void actions.accept(),
      giveBack: () => setDialog({ name: 'giveBack' }),
    }),
    ...(ticket.assigneeId !== NOBODY &&
      ticket.assigneeId === me.id && { release: () => void actions.release() }),
  });

  return (
    <section
      ref={paneRef}
      className={classes['pane']}
      tabIndex={-1}
      aria-label={t('ticket:pane.label', {
        number: ticket.number === 0 ? t('ticket:pane.numberPending') : `#${String(ticket.number)}`,
      })}
    >
      <div className={classes['main']}>
        <TicketHeader
          detail={detail}
          actions={actions}
          isEditingSubject={isEditingSubject}
          onEditSubject={setIsEditingSubject}
          isSnoozeOpen={isSnoozeOpen}
          onSnoozeOpen={setIsSnoozeOpen}
          isDueOpen={isDueOpen}
          onDueOpen={setIsDueOpen}
          onExplainDue={explainDue}
          onAssign={openAssign}
          onTransfer={() => openTransfer(null)}
          isSidePanelOpen={showsSidePanel}
          onToggleSidePanel={toggleSidePanel}
          onPopOut={onPopOut}
        />
        {handover && (
          <HandoverBar
            move={handover}
            names={names}
            onAccept={() => void actions.accept()}
            onGiveBack={() => setDialog({ name: 'giveBack' })}
          />
        )}
        <LostChanges detail={detail} names={names} />
        <Thread detail={detail} names={names} />
        <PresenceNotice ticketId={ticket.id} />
        <Composer
          detail={detail}
          ref={composerRef}
          reporter={reporter}
          onLeave={() => paneRef.current?.focus()}
        />
      </div>
      {isNarrow && isPeeking && <div className={classes['backdrop']} onClick={stopPeeking} aria-hidden />}
      {showsSidePanel && (
        <SidePanel
          onClose={isNarrow ? stopPeeking : null}
          detail={detail}
          names={names}
          actions={actions}
          onTransfer={openTransfer}
          onExplainDue={explainDue}
          onOpenTicket={onOpenTicket}
        />
      )}
      {dialog?.name === 'assign' && (
        <AssignDialog ticket={ticket} actions={actions} onTransfer={openTransfer} onClose={closeDialog} />
      )}
      {dialog?.name === 'whyDue' && <WhyDueDialog ticket={ticket} names={names} onClose={closeDialog} />}
      {dialog?.name === 'giveBack' && handover && (
        <ReturnDialog move={handover} actions={actions} onClose={closeDialog} />
      )}
      {dialog?.name === 'transfer' && (
        <TransferDialog
          detail={detail}
          actions={actions}
          initialDepartmentId={dialog.departmentId}
          onClose={closeDialog}
        />
      )}
    </section>
  );
}

/** When this agent last wrote in the ticket, UTC epoch ms; 0 for never. What is on its way counts: they are on it. */
function lastWrote({ messages, pendingSends }: TicketDetail, agentId: AgentId): number {
  if (pendingSends.length > 0) return Number.POSITIVE_INFINITY;
  return messages.findLast(({ by }) => by.kind === 'agent' && by.id === agentId)?.atMs ?? 0;
}
