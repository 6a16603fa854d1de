import { ActionIcon, Button } from '@mantine/core';
import {
  IconAppWindow,
  IconArrowBackUp,
  IconArrowsExchange,
  IconCheck,
  IconCloudUp,
  IconHandGrab,
  IconHandOff,
  IconLayoutSidebarRight,
  IconMoon,
  IconPingPong,
  IconRefresh,
  IconUserPlus,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { moveStatus } from '../../../../shared/domain/statusMoves.ts';
import { isOpenStatus, NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { TicketDetail } from '../../../../shared/ipc/tickets.ts';
import type { ShortcutId } from '../../../../shared/ipc/shortcuts.ts';
import { useMe } from '../../../live/session.ts';
import { useClock, useMinute } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { useText } from '../../../ui/text.ts';
import { DueMenu } from '../due/DueMenu.tsx';
import { KeyTip } from '../KeyTip.tsx';
import type { TicketActions } from '../useTicketActions.ts';
import { HolderChip } from './HolderChip.tsx';
import { SnoozeMenu } from './SnoozeMenu.tsx';
import { SubjectField } from './SubjectField.tsx';
import classes from './TicketHeader.module.css';

interface TicketHeaderProps {
  readonly detail: TicketDetail;
  readonly actions: TicketActions;
  readonly isEditingSubject: boolean;
  readonly onEditSubject: (isEditing: boolean) => void;
  readonly isSnoozeOpen: boolean;
  readonly onSnoozeOpen: (isOpen: boolean) => void;
  readonly isDueOpen: boolean;
  readonly onDueOpen: (isOpen: boolean) => void;
  readonly onExplainDue: () => void;
  readonly onAssign: () => void;
  readonly onTransfer: () => void;
  readonly isSidePanelOpen: boolean;
  readonly onToggleSidePanel: () => void;
  readonly onPopOut: (() => void) | undefined;
}

/** What the ticket is, who is responsible, how long they have, and what can be done with it. */
export function TicketHeader(props: TicketHeaderProps): ReactElement {
  const { detail, actions } = props;
  const t = useText();
  const { ticket } = detail;
  return (
    <header className={classes['header']}>
      <div className={classes['top']}>
        <span className={classes['number']}>
          {ticket.number === 0 ? (
            <span title={t('ticket:pane.numberPendingHint')}>{t('ticket:pane.numberPending')}</span>
          ) : (
            <span className="selectable">#{ticket.number}</span>
          )}
        </span>
        <StatusBadge status={ticket.status} />
        {detail.isWaiting && (
          <Flag icon={IconCloudUp} hint={t('ticket:header.waitingHint')} tone="warning">
            {t('ticket:header.waiting')}
          </Flag>
        )}
        <HeaderActions {...props} />
      </div>
      <SubjectField
        subject={ticket.subject}
        isEditing={props.isEditingSubject}
        isLocked={ticket.status === 'closed'}
        onEdit={() => props.onEditSubject(true)}
        onDone={(subject) => {
          props.onEditSubject(false);
          if (subject !== null) void actions.setSubject(subject);
        }}
      />
      <div className={classes['facts']}>
        <HolderChip ticket={ticket} onAssign={props.onAssign} />
        <DueMenu
          detail={detail}
          isOpen={props.isDueOpen}
          onOpen={props.onDueOpen}
          onExplain={props.onExplainDue}
          onSet={(dueAtMs) => void actions.setDue(dueAtMs)}
        />
        <Flags detail={detail} />
      </div>
    </header>
  );
}

function HeaderActions(props: TicketHeaderProps): ReactElement {
  const { detail, actions, isSidePanelOpen } = props;
  const t = useText();
  const me = useMe();
  const { ticket } = detail;
  const isClosed = ticket.status === 'closed';
  const isMine = ticket.assigneeId === me.id;
  const canSolve = moveStatus(ticket.status, 'solved') !== undefined;
  const panelLabel = t(isSidePanelOpen ? 'ticket:actions.hideSidePanel' : 'ticket:actions.showSidePanel');
  return (
    <div className={classes['actions']} role="group" aria-label={t('ticket:actions.label')}>
      {ticket.assigneeId === NOBODY && (
        <KeyTip label={t('ticket:actions.takeHint')} shortcut="take">
          <Button
            size="compact-sm"
            className={classes['primary'] ?? ''}
            leftSection={<IconHandGrab size={15} stroke={1.9} aria-hidden />}
            disabled={isClosed}
            onClick={() => void actions.take()}
          >
            {t('ticket:actions.take')}
          </Button>
        </KeyTip>
      )}
      {isMine && (
        <HeaderAction
          icon={IconHandOff}
          label={t('ticket:actions.release')}
          hint={t('ticket:actions.releaseHint')}
          shortcut="release"
          isDisabled={isClosed}
          onClick={() => void actions.release()}
        />
      )}
      <HeaderAction
        icon={IconUserPlus}
        label={t('ticket:actions.assign')}
        hint={t('ticket:actions.assignHint')}
        shortcut="assign"
        isDisabled={isClosed}
        onClick={props.onAssign}
      />
      <HeaderAction
        icon={IconArrowsExchange}
        label={t('ticket:actions.transfer')}
        hint={t('ticket:actions.transferHint')}
        shortcut="transfer"
        isDisabled={isClosed}
        onClick={props.onTransfer}
      />
      <SnoozeMenu
        isOpen={props.isSnoozeOpen}
        onOpen={props.onSnoozeOpen}
        isSnoozed={ticket.snoozedUntilMs > 0}
        isDisabled={!isOpenStatus(ticket.status)}
        onSnooze={(untilMs) => void actions.snooze(untilMs)}
      />
      {ticket.status === 'solved' ? (
        <HeaderAction
          icon={IconArrowBackUp}
          label={t('ticket:actions.reopen')}
          hint={t('ticket:actions.reopenHint')}
          shortcut="solve"
          isDisabled={false}
          isNamed
          onClick={() => void actions.setStatus('open')}
        />
      ) : (
        <HeaderAction
          icon={IconCheck}
          label={t('ticket:actions.solve')}
          hint={t('ticket:actions.solveHint')}
          shortcut="solve"
          isDisabled={!canSolve}
          isNamed
          onClick={() => void actions.setStatus('solved')}
        />
      )}
      <span className={classes['divider']} />
      {props.onPopOut && (
        <KeyTip label={t('ticket:actions.popOut')} shortcut="popOut">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={t('ticket:actions.popOut')}
            onClick={props.onPopOut}
          >
            <IconAppWindow size={17} stroke={1.8} />
          </ActionIcon>
        </KeyTip>
      )}
      <KeyTip label={panelLabel} shortcut="sidePanel">
        <ActionIcon
          variant={isSidePanelOpen ? 'light' : 'subtle'}
          color="gray"
          size={30}
          aria-label={panelLabel}
          aria-pressed={isSidePanelOpen}
          onClick={props.onToggleSidePanel}
        >
          <IconLayoutSidebarRight size={17} stroke={1.8} />
        </ActionIcon>
      </KeyTip>
    </div>
  );
}

interface HeaderActionProps {
  readonly icon: Icon;
  readonly label: string;
  readonly hint: string;
  readonly shortcut: ShortcutId;
  readonly isDisabled: boolean;
  /** Keeps its word where the line has room. */
  readonly isNamed?: boolean;
  readonly onClick: () => void;
}

function HeaderAction(props: HeaderActionProps): ReactElement {
  const { icon: ActionSign, label, hint, shortcut, isDisabled, isNamed = false, onClick } = props;
  return (
    <KeyTip label={hint} shortcut={shortcut}>
      <Button
        size="compact-sm"
        variant={isNamed ? 'default' : 'subtle'}
        color="gray"
        className={classes['action'] ?? ''}
        disabled={isDisabled}
        aria-label={label}
        onClick={onClick}
      >
        <ActionSign size={16} stroke={1.8} aria-hidden />
        <span className={classes['word']}>{label}</span>
      </Button>
    </KeyTip>
  );
}

function Flags({ detail }: { readonly detail: TicketDetail }): ReactElement {
  const t = useText();
  const format = useFormat();
  const minuteMs = useMinute();
  const { ticket } = detail;
  const isSnoozed = useClock((nowMs) => ticket.snoozedUntilMs > nowMs);
  return (
    <>
      {isSnoozed && (
        <Flag icon={IconMoon} hint={format.full(ticket.snoozedUntilMs)} tone="info">
          {t('ticket:header.snoozedUntil', { when: format.moment(ticket.snoozedUntilMs, minuteMs) })}
        </Flag>
      )}
      {ticket.reopenCount > 0 && (
        <Flag
          icon={IconRefresh}
          hint={t('ticket:header.reopened', { count: ticket.reopenCount })}
          tone="warning"
        >
          {t('ticket:header.reopened', { count: ticket.reopenCount })}
        </Flag>
      )}
      {detail.isPingPong ? (
        <Flag icon={IconPingPong} hint={t('ticket:header.pingPongHint')} tone="danger">
          {t('ticket:header.pingPong')}
        </Flag>
      ) : (
        detail.hops > 1 && (
          <Flag icon={IconArrowsExchange} hint={t('ticket:header.hopsHint')} tone="quiet">
            {t('ticket:header.hops', { count: detail.hops })}
          </Flag>
        )
      )}
    </>
  );
}

interface FlagProps {
  readonly icon: Icon;
  readonly hint?: string;
  readonly tone: 'quiet' | 'info' | 'warning' | 'danger';
  readonly children: ReactNode;
}

function Flag({ icon: FlagIcon, hint, tone, children }: FlagProps): ReactElement {
  return (
    <span className={classes['flag']} data-tone={tone} title={hint}>
      <FlagIcon size={13} stroke={2} aria-hidden />
      <span>{children}</span>
    </span>
  );
}
