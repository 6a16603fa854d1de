import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

type RuleCommand =
  'rules.save' | 'rules.remove' | 'rules.arrange' | 'rules.counts' | 'rules.log' | 'rules.dryRun';

/** Handlers about the team's rules. */
export function ruleHandlers(desk: Desk): Pick<Handlers, RuleCommand> {
  const rules = (): ReturnType<Desk['workspace']>['rules'] => desk.workspace().rules;
  return {
    'rules.save': async ({ ruleId, value }) => ({ ruleId: await rules().save(ruleId, value) }),
    'rules.remove': async ({ ruleId }) => {
      await rules().remove(ruleId);
      return {};
    },
    'rules.arrange': async ({ ruleIds }) => {
      await rules().arrange(ruleIds);
      return {};
    },
    'rules.counts': () => rules().counts(),
    'rules.log': ({ ruleId }) => rules().log(ruleId),
    'rules.dryRun': (question) => rules().dryRun(question),
  };
}
