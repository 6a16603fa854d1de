import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRef } from 'react';
import type { TicketId } from '../../shared/domain/ids.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { asBatonError, invoke } from '../bridge.ts';
import { useDirectory } from '../live/directory.ts';
import { useShortcuts } from '../live/shortcuts.ts';
import { useText } from '../ui/text.ts';
import { useErrorText } from '../ui/useErrorText.ts';

type HandedTicket = Pick<Ticket, 'id' | 'number' | 'subject' | 'assigneeId'>;

/** Gives a ticket to somebody; resolves with whether it was done. */
export type HandOver = (ticket: HandedTicket, to: Ticket['assigneeId']) => Promise<boolean>;

/** So long the offer to take it back stays. */
const OFFER_MS = 12_000;
const NOTICE = 'handed over';

/** Takes the assignment back as if it had never been, where the server does not have it; else the ticket goes back. */
async function takeBack(ticketId: TicketId, to: Ticket['assigneeId']): Promise<void> {
  const waiting = await invoke('waiting.list', {});
  const item = waiting.findLast((one) => one.ticketId === ticketId && one.canUndo);
  if (item?.what.kind === 'assign') {
    const { outcome } = await invoke('waiting.undo', { ids: [item.id] }).catch((thrown: unknown) => {
      // It has left while the person was reaching for the button.
      if (asBatonError(thrown).code === 'undo.tooLate') return { outcome: 'tooLate' };
      throw thrown;
    });
    if (outcome === 'undone') return;
  }
  await invoke('ticket.assign', { ticketId, assigneeId: to });
}

/** Handing tickets over with an offer to take the last one back, by its button or by the key that undoes. */
export function useHandOver(): HandOver {
  const t = useText();
  const errorText = useErrorText();
  const { agents } = useDirectory();
  /** Takes the last handover back, for as long as that is offered. */
  const undoLast = useRef<(() => void) | null>(null);

  function fail(thrown: unknown): false {
    notifications.show({ color: 'red', message: errorText(thrown) });
    return false;
  }

  async function handOver(ticket: HandedTicket, to: Ticket['assigneeId']): Promise<boolean> {
    const { id: ticketId, number, subject, assigneeId: before } = ticket;
    try {
      await invoke('ticket.assign', { ticketId, assigneeId: to });
    } catch (thrown) {
      return fail(thrown);
    }
    const name = agents.get(to)?.value.name ?? t('formerAgent');
    const ticketName = number > 0 ? `#${String(number)}` : subject || t('noSubject');
    const undo = (): void => {
      undoLast.current = null;
      notifications.hide(NOTICE);
      takeBack(ticketId, before).then(
        () => notifications.show({ message: t('wall:undone', { ticket: ticketName }), autoClose: 4000 }),
        fail,
      );
    };
    undoLast.current = undo;
    notifications.hide(NOTICE);
    notifications.show({
      id: NOTICE,
      autoClose: OFFER_MS,
      message: (
        <>
          {to === ''
            ? t('wall:givenNobody', { ticket: ticketName })
            : t('wall:given', { ticket: ticketName, name })}
          <Button variant="subtle" size="compact-sm" ml="sm" onClick={undo}>
            {t('undo')}
          </Button>
        </>
      ),
      onClose: () => {
        if (undoLast.current === undo) undoLast.current = null;
      },
    });
    return true;
  }

  useShortcuts({ undo: () => undoLast.current?.() });

  return handOver;
}
