import type { RuleTrigger } from '../../shared/domain/rules/ruleKinds.ts';
import { NOBODY, STATUSES, type RuleDeed } from '../../shared/domain/ticket/ticket.ts';
import { priorityName } from './PriorityMark.tsx';
import type { Translate } from './text.ts';

/** How ids in a rule's deeds become words. */
export interface DeedNames {
  readonly agent: (id: string) => string;
  readonly department: (id: string) => string;
  /** `''` when there is none any more. */
  readonly policy: (id: string) => string;
}

/** What a rule did, in words; what came to nothing says why. `from` is what stood there before, where that is told. */
export function deedWords(deed: RuleDeed, names: DeedNames, t: Translate, from?: string): string {
  const to = deedValue(deed, names, t);
  const value = from === undefined || from === to ? to : t('rules:deeds.change', { from, to });
  const words = t(`rules:deeds.${deed.kind}`, { value });
  switch (deed.outcome) {
    case 'done':
      return words;
    case 'unchanged':
      return t('rules:deeds.unchanged', { deed: words });
    case 'skipped':
      return t('rules:deeds.skipped', { deed: words, why: t(`rules:why.${deed.why ?? 'gone'}`) });
  }
}

function deedValue({ kind, value, to }: RuleDeed, names: DeedNames, t: Translate): string {
  switch (kind) {
    case 'department':
      return names.department(value);
    case 'assignee':
      return value === NOBODY ? t('nobody') : names.agent(value);
    case 'follower':
      return names.agent(value);
    case 'priority':
      return priorityName(value, t);
    case 'status': {
      const status = STATUSES.find((known) => known === value);
      return status ? t(`status.${status}`) : value;
    }
    case 'policy':
      return names.policy(value) || value;
    case 'notify':
      return to ? to.map(names.agent).join(', ') : targetWords(value, names, t);
    case 'addTag':
    case 'removeTag':
    case 'reply':
    case 'note':
    case 'webhook':
      return value;
  }
}

/** Whom a rule notifies, in words. */
export function targetWords(target: string, names: Pick<DeedNames, 'agent'>, t: Translate): string {
  switch (target) {
    case 'assignee':
      return t('rules:assigneeOf');
    case 'department':
      return t('rules:departmentOf');
    case 'followers':
      return t('rules:followersOf');
    case 'role:agent':
      return t('rules:roleOf', { role: t('role.agent') });
    case 'role:supervisor':
      return t('rules:roleOf', { role: t('role.supervisor') });
    case 'role:administrator':
      return t('rules:roleOf', { role: t('role.administrator') });
    default:
      return names.agent(target);
  }
}

/** What set a rule off, in words. */
export function triggerWords(trigger: RuleTrigger, t: Translate): string {
  return t(`rules:triggers.${trigger}`);
}
