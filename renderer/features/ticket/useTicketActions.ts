import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import type { Holder, Status, TransferReason } from '../../../shared/domain/ticket/ticket.ts';
import type { CommandInput, CommandName } from '../../../shared/ipc/contract.ts';
import { invoke } from '../../bridge.ts';
import { useErrorText } from '../../ui/useErrorText.ts';

type TransferWish = Omit<CommandInput<'ticket.transfer'>, 'ticketId'>;

/** What an agent can do to a ticket. Each writes to the local replica at once and answers whether it was done; a refusal is told as a notice. */
export interface TicketActions {
  readonly take: () => Promise<boolean>;
  readonly release: () => Promise<boolean>;
  readonly accept: () => Promise<boolean>;
  readonly giveBack: (to: 'pool' | 'sender', reason: TransferReason) => Promise<boolean>;
  readonly assign: (assigneeId: Holder['assigneeId']) => Promise<boolean>;
  readonly transfer: (wish: TransferWish) => Promise<boolean>;
  readonly setStatus: (status: Status) => Promise<boolean>;
  readonly setPriority: (priority: string) => Promise<boolean>;
  readonly setTags: (tags: readonly string[]) => Promise<boolean>;
  readonly follow: (agentId: AgentId, isFollowing: boolean) => Promise<boolean>;
  readonly setSubject: (subject: string) => Promise<boolean>;
  /** Until `untilMs`, UTC epoch ms; 0 wakes it. */
  readonly snooze: (untilMs: number) => Promise<boolean>;
  /** Due by hand at `dueAtMs`, UTC epoch ms; 0 takes it away. */
  readonly setDue: (dueAtMs: number) => Promise<boolean>;
}

/** The actions of one ticket. */
export function useTicketActions(ticketId: TicketId): TicketActions {
  const errorText = useErrorText();
  return useMemo(() => {
    async function run<N extends CommandName>(name: N, input: CommandInput<N>): Promise<boolean> {
      try {
        await invoke(name, input);
        return true;
      } catch (thrown) {
        notifications.show({ color: 'red', message: errorText(thrown) });
        return false;
      }
    }
    return {
      take: () => run('ticket.take', { ticketId }),
      release: () => run('ticket.release', { ticketId }),
      accept: () => run('ticket.accept', { ticketId }),
      giveBack: (to, reason) => run('ticket.giveBack', { ticketId, to, reason }),
      assign: (assigneeId) => run('ticket.assign', { ticketId, assigneeId }),
      transfer: (wish) => run('ticket.transfer', { ticketId, ...wish }),
      setStatus: (status) => run('ticket.setStatus', { ticketId, status }),
      setPriority: (priority) => run('ticket.setPriority', { ticketId, priority }),
      setTags: (tags) => run('ticket.setTags', { ticketId, tags: [...tags] }),
      follow: (agentId, isFollowing) => run('ticket.follow', { ticketId, agentId, isFollowing }),
      setSubject: (subject) => run('ticket.setSubject', { ticketId, subject }),
      setDue: (dueAtMs) => run('ticket.setDue', { ticketId, dueAtMs }),
      snooze: (untilMs) => run('ticket.snooze', { ticketId, untilMs }),
    };
  }, [ticketId, errorText]);
}
