import type { AgentVerdict, FilterVerdict } from '../../../../shared/ipc/assignment.ts';
import type { Format } from '../../../ui/format.ts';
import { languageName } from '../../../ui/languageNames.ts';
import type { Translate } from '../../../ui/text.ts';

/** What is needed to name what a condition speaks of. */
export interface ConditionNames {
  readonly department: (id: string) => string;
  /** BCP 47. */
  readonly locale: string;
}

/** How an agent stands to one condition, in a few words: "level 1, needs 2". */
export function conditionWords(verdict: FilterVerdict, names: ConditionNames, t: Translate): string {
  const { filter, passes, need, have } = verdict;
  const answer = passes ? 'yes' : 'no';
  switch (filter) {
    case 'department':
      return t(`assignment:condition.department.${answer}`, { need: names.department(need) });
    case 'availability': {
      const availability = t(`availability.${have as 'available'}`).toLocaleLowerCase(names.locale);
      return t(`assignment:condition.availability.${answer}`, { have: availability });
    }
    case 'level':
      return t(`assignment:condition.level.${answer}`, { need, have });
    case 'skills':
      if (need === '') return t('assignment:condition.skills.any');
      return t(`assignment:condition.skills.${answer}`, { need: missing(need, have) });
    case 'language':
      if (need === '') return t('assignment:condition.language.any');
      return t(`assignment:condition.language.${answer}`, { need: languageName(need, names.locale) });
    case 'online':
    case 'capacity':
    case 'declined':
    case 'calendar':
      return t(`assignment:condition.${filter}.${answer}`);
  }
}

function missing(need: string, have: string): string {
  const known = new Set(have.split(', ').map((skill) => skill.toLowerCase()));
  return need
    .split(', ')
    .filter((skill) => !known.has(skill.toLowerCase()))
    .join(', ');
}

/** Those in line first, then the others by how little is in their way; the department's own people before everybody else. */
export function byFitness(agents: readonly AgentVerdict[]): AgentVerdict[] {
  const distance = ({ isEligible, filters }: AgentVerdict): number =>
    isEligible
      ? 0
      : filters.reduce(
          (sum, { filter, isOn, passes }) => sum + (!isOn || passes ? 0 : filter === 'department' ? 100 : 1),
          0,
        );
  return [...agents].sort((a, b) => distance(a) - distance(b));
}

/** The conditions in the way of this agent, in words; empty when they could take the ticket. */
function obstacles(
  agent: AgentVerdict,
  names: ConditionNames,
  t: Translate,
  besides: readonly FilterVerdict['filter'][],
): string[] {
  return agent.filters
    .filter(({ filter, isOn, passes }) => isOn && !passes && !besides.includes(filter))
    .map((verdict) => conditionWords(verdict, names, t));
}

/**
 * One short line about somebody who could get the ticket: how much they hold, and what speaks for them or against; `besides`:
 * conditions that stand beside the line already.
 */
export function candidateLine(
  agent: AgentVerdict,
  names: ConditionNames,
  format: Pick<Format, 'number'>,
  t: Translate,
  besides: readonly FilterVerdict['filter'][] = [],
): string {
  const load = t('assignment:why.open', {
    open: format.number(agent.openWeight),
    capacity: format.number(agent.capacity),
  });
  if (!agent.isEligible) return [load, ...obstacles(agent, names, t, besides).slice(0, 2)].join(' · ');
  return [
    load,
    ...(agent.hadContactLast ? [t('assignment:why.hadContact')] : []),
    ...(agent.matchingSkills > 0 ? [t('assignment:why.matching', { count: agent.matchingSkills })] : []),
  ].join(' · ');
}
