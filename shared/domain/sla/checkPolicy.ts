import type { SlaPolicyValue } from '../settings.ts';

/** Why a policy cannot be saved as it is. */
export type PolicyProblem =
  | { readonly code: 'nameMissing' }
  /** Its calendar is not there. */
  | { readonly code: 'calendarMissing' }
  /** Nothing is measured for any priority. */
  | { readonly code: 'noTargets' }
  /** A step of the chain tells nobody and does nothing; `step` counts from 0. */
  | { readonly code: 'stepEmpty'; readonly step: number }
  /** An action says not what it is to add. */
  | { readonly code: 'actionIncomplete'; readonly step: number }
  /** Two steps share one id, so that only one of them could ever be taken. */
  | { readonly code: 'stepTwice'; readonly step: number };

/** What stands in the way of saving a policy, in the order in which it is shown; empty when nothing does. */
export function checkPolicy(
  value: SlaPolicyValue,
  hasCalendar: (calendarId: SlaPolicyValue['calendarId']) => boolean,
): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  if (value.name.trim() === '') problems.push({ code: 'nameMissing' });
  if (!hasCalendar(value.calendarId)) problems.push({ code: 'calendarMissing' });
  const isMeasured = Object.values(value.targets).some(
    ({ firstResponse, nextResponse, resolution }) => firstResponse ?? nextResponse ?? resolution,
  );
  if (!isMeasured) problems.push({ code: 'noTargets' });
  const seen = new Set<string>();
  for (const [step, { id, notify, actions }] of (value.escalation ?? []).entries()) {
    if (notify.length === 0 && actions.length === 0) problems.push({ code: 'stepEmpty', step });
    if (actions.some(({ kind, value: what }) => kind === 'addTag' && what.trim() === ''))
      problems.push({ code: 'actionIncomplete', step });
    if (seen.has(id)) problems.push({ code: 'stepTwice', step });
    seen.add(id);
  }
  return problems;
}
