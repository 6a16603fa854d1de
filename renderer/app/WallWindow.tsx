import { useCallback, useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { AgentId, DepartmentId, TicketId } from '../../shared/domain/ids.ts';
import type { WallTicket } from '../../shared/ipc/wall.ts';
import { invoke } from '../bridge.ts';
import { ShortcutsDialog } from '../features/desk/ShortcutsDialog.tsx';
import { AssignDialog } from '../features/ticket/dialogs/AssignDialog.tsx';
import { TransferDialog } from '../features/ticket/dialogs/TransferDialog.tsx';
import { useTicketActions } from '../features/ticket/useTicketActions.ts';
import { WallScreen } from '../features/wall/WallScreen.tsx';
import { useDirectory } from '../live/directory.ts';
import { usePreferences } from '../live/session.ts';
import { thisWindow, useIsFullScreen } from '../live/thisWindow.ts';
import { useTicketDetail } from '../live/tickets.ts';
import { useText } from '../ui/text.ts';
import { useAttempt } from '../ui/useAttempt.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useHandOver } from './useHandOver.tsx';
import type { HandOver } from './useHandOver.tsx';
import { useSideWindowKeys } from './useSideWindowKeys.ts';

/** A ticket that is being handed over: to whom is asked, or to which department and why. */
type Asking =
  | { readonly name: 'assign'; readonly ticketId: TicketId }
  | { readonly name: 'transfer'; readonly ticketId: TicketId; readonly departmentId: DepartmentId | null };

/** The wall of SLA countdowns in its own window. */
export function WallWindow(): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const handOver = useHandOver();
  const { agents } = useDirectory();
  const grouping = usePreferences()?.wallGrouping ?? 'department';
  const isFullScreen = useIsFullScreen();
  const [asking, setAsking] = useState<Asking | null>(null);
  useSideWindowKeys();
  useEffect(() => {
    document.title = `${t('wall:title')} · ${t('appName')}`;
  }, [t]);

  const showInDesk = useCallback(
    (ticketId: TicketId) => attempt(() => invoke('window.showInDesk', { ticketId })),
    [attempt],
  );
  const askForHolder = useCallback((ticketId: TicketId) => setAsking({ name: 'assign', ticketId }), []);

  /** Responsibility never leaves a department without a reason. */
  function drop(ticket: WallTicket, agentId: AgentId): void {
    const departmentIds = agents.get(agentId)?.value.departmentIds ?? [];
    if (departmentIds.includes(ticket.departmentId)) void handOver(ticket, agentId);
    else setAsking({ name: 'transfer', ticketId: ticket.id, departmentId: departmentIds[0] ?? null });
  }

  return (
    <>
      <ErrorBoundary>
        <WallScreen
          grouping={grouping}
          onGroup={(wallGrouping) => attempt(() => invoke('preferences.set', { wallGrouping }))}
          isFullScreen={isFullScreen}
          onFullScreen={() =>
            attempt(() =>
              invoke('window.setFullScreen', { window: thisWindow(), isFullScreen: !isFullScreen }),
            )
          }
          onOpen={showInDesk}
          onGive={askForHolder}
          onDrop={drop}
        />
      </ErrorBoundary>
      {asking && (
        <HandOverDialog
          key={asking.ticketId}
          asking={asking}
          handOver={handOver}
          onAsk={setAsking}
          onClose={() => setAsking(null)}
        />
      )}
      <ShortcutsDialog place="wall" />
    </>
  );
}

interface HandOverDialogProps {
  readonly asking: Asking;
  readonly handOver: HandOver;
  readonly onAsk: (asking: Asking) => void;
  readonly onClose: () => void;
}

/** Who should have it, best match first; to another department only with a reason. */
function HandOverDialog({ asking, handOver, onAsk, onClose }: HandOverDialogProps): ReactElement | null {
  const { ticketId } = asking;
  const detail = useTicketDetail(ticketId).value;
  const actions = useTicketActions(ticketId);
  // It has gone while somebody was choosing.
  useEffect(() => {
    if (detail === null) onClose();
  }, [detail, onClose]);
  if (!detail) return null;
  if (asking.name === 'transfer')
    return (
      <TransferDialog
        detail={detail}
        actions={actions}
        initialDepartmentId={asking.departmentId}
        onClose={onClose}
      />
    );
  return (
    <AssignDialog
      ticket={detail.ticket}
      actions={{ ...actions, assign: (to) => handOver(detail.ticket, to) }}
      onTransfer={(departmentId) => onAsk({ name: 'transfer', ticketId, departmentId })}
      onClose={onClose}
    />
  );
}
