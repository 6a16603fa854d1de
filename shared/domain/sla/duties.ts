import type { HistoryId, PolicyId, TicketId } from '../ids.ts';
import type { Setting, SlaTarget } from '../settings.ts';
import { NO_DUE_MS, type Ticket } from '../ticket/ticket.ts';
import { breachLineId, isBreachRecorded, openSteps, type OpenStep } from './escalation.ts';
import type { SlaPolicy } from './policy.ts';
import type { SlaVerdict } from './types.ts';

/** Something one desk of the team has to write at an instant: that a due instant has passed, or a step of an escalation. */
export type Duty =
  | {
      readonly kind: 'record';
      readonly target: SlaTarget;
      readonly dueAtMs: number;
      /** UTC epoch ms. */
      readonly atMs: number;
    }
  | ({ readonly kind: 'step' } & OpenStep);

/** A policy with the instant of its last change, UTC epoch ms: what would have been to do before it is not made up for. */
export interface AlarmPolicy extends SlaPolicy {
  readonly changedAtMs: number;
}

/** What was to do longer ago than this is history. */
const LOOK_BACK_MS = 7 * 24 * 60 * 60 * 1000;

/** The policies among the settings, by id. */
export function alarmPoliciesOf(settings: readonly Setting[]): ReadonlyMap<string, AlarmPolicy> {
  return new Map(
    settings.flatMap(({ id, updatedAtMs, ...setting }): [string, AlarmPolicy][] =>
      setting.kind === 'sla-policy'
        ? // A policy setting's id is the policy's id.
          [[id, { id: id as string as PolicyId, value: setting.value, changedAtMs: updatedAtMs }]]
        : [],
    ),
  );
}

/**
 * What of a ticket is not written yet under a verdict and the policy it comes from, past and to come, soonest first. What has
 * passed by `nowMs` (UTC epoch ms) is to be written now. A breach that came while nobody was there is recorded when somebody
 * is, also when the target has been met since; steps are for targets that still run.
 */
export function openDuties(
  ticket: Ticket,
  verdict: SlaVerdict,
  policy: AlarmPolicy | null,
  nowMs: number,
): readonly Duty[] {
  if (ticket.status === 'closed') return [];
  const sinceMs = Math.max(nowMs - LOOK_BACK_MS, policy?.changedAtMs ?? 0);
  const duties: Duty[] = [];
  for (const one of verdict.targets) {
    const { target, state, dueAtMs } = one;
    if (dueAtMs >= NO_DUE_MS) continue;
    const isMissed = state === 'running' || state === 'breached' || state === 'metLate';
    // Due at an instant is still in time at that instant.
    const breach = { kind: 'record', target, dueAtMs, atMs: dueAtMs + 1 } as const;
    if (isMissed && !isBreachRecorded(ticket, target, dueAtMs)) duties.push(breach);
    if (!policy) continue;
    for (const step of openSteps(ticket, policy, one)) duties.push({ kind: 'step', ...step });
  }
  return duties.filter(({ atMs }) => atMs >= sinceMs).sort((a, b) => a.atMs - b.atMs);
}

/** Id of the line that says a duty was done: the same on every machine. */
export function dutyLineId(ticketId: TicketId, duty: Duty): HistoryId {
  return duty.kind === 'record' ? breachLineId(ticketId, duty.target, duty.dueAtMs) : duty.lineId;
}
