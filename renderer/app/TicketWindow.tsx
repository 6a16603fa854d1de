import type { ReactElement } from 'react';
import type { TicketId } from '../../shared/domain/ids.ts';
import { invoke } from '../bridge.ts';
import { QueueDialog } from '../features/desk/queue/QueueDialog.tsx';
import { ShortcutsDialog } from '../features/desk/ShortcutsDialog.tsx';
import { UndoBars } from '../features/desk/UndoBars.tsx';
import { TicketPane } from '../features/ticket/TicketPane.tsx';
import { OverlayHome } from '../ui/OverlayHome.tsx';
import { useAttempt } from '../ui/useAttempt.ts';
import { useText } from '../ui/text.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import classes from './TicketWindow.module.css';
import { useSideWindowKeys } from './useSideWindowKeys.ts';

/** One ticket in a window of its own, with everything that can be done to it at the desk. */
export function TicketWindow({ ticketId }: { readonly ticketId: TicketId }): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  useSideWindowKeys();
  return (
    <main className={classes['window']} aria-label={t('shell:ticketPane')}>
      <div className={classes['ticket']}>
        <OverlayHome>
          <ErrorBoundary resetKey={ticketId}>
            <TicketPane
              ticketId={ticketId}
              namesWindow
              onOpenTicket={(other) => attempt(() => invoke('window.openTicket', { ticketId: other }))}
              onClose={() => window.close()}
            />
          </ErrorBoundary>
        </OverlayHome>
      </div>
      <div className={classes['undo']}>
        <UndoBars />
      </div>
      <QueueDialog />
      <ShortcutsDialog place="ticket" />
    </main>
  );
}
