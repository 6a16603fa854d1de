import type { TicketId } from '../../shared/domain/ids.ts';
import type { ViewId } from '../../shared/domain/views.ts';
import type { CommandOutput, EventPayload } from '../../shared/ipc/contract.ts';
import type { TicketDetail } from '../../shared/ipc/tickets.ts';
import type { HeldChange } from '../../shared/ipc/waiting.ts';
import type { SlaExplanation } from '../../shared/ipc/sla.ts';
import { useCommand } from './useCommand.ts';
import type { LiveAnswer } from './useCommand.ts';

/** True when a change concerns this ticket. */
function concerns(ticketId: TicketId): (change: EventPayload<'tickets.changed'>) => boolean {
  return ({ ticketIds }) => ticketIds === 'all' || ticketIds.includes(ticketId);
}

/** A ticket with its thread, live. `value` is undefined while loading and null when there is no such ticket. */
export function useTicketDetail(ticketId: TicketId | null): LiveAnswer<TicketDetail | null> {
  return useCommand('tickets.get', ticketId === null ? null : { ticketId }, {
    refreshOn:
      ticketId === null
        ? {}
        : {
            'tickets.changed': concerns(ticketId),
            'sends.changed': (send) => send.ticketId === ticketId,
            'directory.changed': true,
          },
  });
}

/** How many tickets stand in each of the views, live; a view not counted yet is undefined. */
export function useViewCounts(views: readonly ViewId[]): CommandOutput<'views.counts'> {
  const isWhole = ({ counts }: EventPayload<'views.counted'>): boolean =>
    views.every((view) => view in counts);
  const { value } = useCommand(
    'views.counts',
    { views: [...views] },
    {
      // Counts that were on their way before the question was asked may leave a view out.
      refreshOn: {
        'views.counted': (news) => !isWhole(news),
        'directory.changed': true,
        'session.changed': true,
      },
      replaceOn: { 'views.counted': (news) => (isWhole(news) ? news.counts : undefined) },
    },
  );
  return value ?? {};
}

/** Changes the server has refused, live. */
export function useHeldChanges(): readonly HeldChange[] {
  return (
    useCommand('held.list', {}, { refreshOn: { 'held.changed': true, 'sync.changed': true } }).value ?? []
  );
}

/** Why a ticket is due when it is due, live. */
export function useDueExplanation(ticketId: TicketId): LiveAnswer<SlaExplanation> {
  return useCommand(
    'sla.explain',
    { ticketId },
    { refreshOn: { 'tickets.changed': concerns(ticketId), 'directory.changed': true } },
  );
}
