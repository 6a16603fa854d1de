import type { AgentId } from '../../../shared/domain/ids.ts';
import type { SlaTarget } from '../../../shared/domain/settings.ts';
import { openDuties, type AlarmPolicy, type Duty } from '../../../shared/domain/sla/duties.ts';
import { isBreachRecorded } from '../../../shared/domain/sla/escalation.ts';
import type { SlaVerdict } from '../../../shared/domain/sla/types.ts';
import { NO_DUE_MS, type Ticket } from '../../../shared/domain/ticket/ticket.ts';

/** Something to tell at an instant. `key` names it for good: an alarm with a key that was told is never told again. */
export interface Tell {
  readonly kind: 'warning' | 'breach' | 'escalated';
  readonly key: string;
  readonly target: SlaTarget;
  readonly dueAtMs: number;
  /** UTC epoch ms. */
  readonly atMs: number;
}

/** What time has brought a ticket and will bring it. */
export interface TicketAlarms {
  readonly tells: readonly Tell[];
  readonly duties: readonly Duty[];
}

/**
 * The alarms of a ticket under a verdict and the policy it comes from, past and to come. `nowMs` is UTC epoch ms. Warnings are
 * for targets that can still be met; a due instant that was moved back after it had been missed is not missed twice.
 */
export function ticketAlarms(
  ticket: Ticket,
  verdict: SlaVerdict,
  policy: AlarmPolicy | null,
  meId: AgentId,
  nowMs: number,
): TicketAlarms {
  if (ticket.status === 'closed') return { tells: [], duties: [] };
  const tells: Tell[] = escalationsTo(ticket, meId);
  for (const { target, state, dueAtMs, warnAtMs } of verdict.targets) {
    if (dueAtMs >= NO_DUE_MS) continue;
    if (state === 'running') {
      for (const atMs of warnAtMs)
        tells.push({ kind: 'warning', key: `warning/${target}/${String(atMs)}`, target, dueAtMs, atMs });
    }
    const isLater = isBreachRecorded(ticket, target, dueAtMs + 1);
    if ((state === 'running' || state === 'breached') && !isLater) {
      // Due at an instant is still in time at that instant.
      const atMs = dueAtMs + 1;
      tells.push({ kind: 'breach', key: `breach/${target}/${String(dueAtMs)}`, target, dueAtMs, atMs });
    }
  }
  return { tells, duties: openDuties(ticket, verdict, policy, nowMs) };
}

/** The steps of escalations in which this agent is told. */
function escalationsTo({ history }: Ticket, meId: AgentId): Tell[] {
  return history.flatMap((line): Tell[] => {
    if (line.kind !== 'escalation' || !line.to.includes(meId)) return [];
    const { id: key, target, dueAtMs, atMs } = line;
    return [{ kind: 'escalated', key, target, dueAtMs, atMs }];
  });
}
