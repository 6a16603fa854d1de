import { useEffect, useState } from 'react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { asBatonError, invoke, subscribe } from '../../../bridge.ts';
import { VIEW_ID } from '../../../live/thisWindow.ts';
import { createPresenceReporter } from './presenceReporter.ts';
import type { PresenceReporter } from './presenceReporter.ts';

/** Reports the ticket on the screen for as long as it is there; the composer adds who writes. */
export function usePresenceReporter(ticketId: TicketId): PresenceReporter {
  const [reporter] = useState(() =>
    createPresenceReporter((shown, mode) => {
      invoke('presence.show', { viewId: VIEW_ID, ticketId: shown, mode }).catch((thrown: unknown) => {
        // A courtesy to others: nothing that its own person should be bothered with.
        console.warn(asBatonError(thrown).message);
      });
    }),
  );

  useEffect(() => reporter.showTicket(ticketId), [reporter, ticketId]);

  useEffect(() => {
    let isAway = false;
    const onVisibility = (): void => reporter.setVisible(document.visibilityState === 'visible' && !isAway);
    // Nobody reads behind a locked screen.
    const endAway = subscribe('machine.changed', (machine) => {
      ({ isAway } = machine);
      onVisibility();
    });
    const options = { passive: true, capture: true };
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('pagehide', reporter.leave);
    window.addEventListener('pointermove', reporter.noticePerson, options);
    window.addEventListener('keydown', reporter.noticePerson, options);
    onVisibility();
    return () => {
      endAway();
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('pagehide', reporter.leave);
      window.removeEventListener('pointermove', reporter.noticePerson, options);
      window.removeEventListener('keydown', reporter.noticePerson, options);
      reporter.leave();
    };
  }, [reporter]);

  return reporter;
}
