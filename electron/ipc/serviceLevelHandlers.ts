import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

type ServiceLevelCommand =
  'calendar.save' | 'calendar.remove' | 'policy.save' | 'policy.remove' | 'policy.arrange' | 'sla.impact';

/** Handlers about working hours and service levels. */
export function serviceLevelHandlers(desk: Desk): Pick<Handlers, ServiceLevelCommand> {
  const settings = (): ReturnType<Desk['workspace']>['slaSettings'] => desk.workspace().slaSettings;
  return {
    'calendar.save': async (input) => ({ calendarId: await settings().saveCalendar(input) }),
    'calendar.remove': ({ calendarId }) => settings().removeCalendar(calendarId),
    'policy.save': async (input) => ({ policyId: await settings().savePolicy(input) }),
    'policy.remove': async ({ policyId }) => {
      await settings().removePolicy(policyId);
      return {};
    },
    'policy.arrange': async ({ policyIds }) => {
      await settings().arrange(policyIds);
      return {};
    },
    'sla.impact': (question) => settings().impact(question),
  };
}
