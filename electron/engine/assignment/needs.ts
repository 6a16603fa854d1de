import type { AgentId } from '../../../shared/domain/ids.ts';
import type { Distribution } from '../../../shared/domain/settings.ts';
import { holderMoves } from '../../../shared/domain/ticket/history.ts';
import { NOBODY, rankOf, type Ticket } from '../../../shared/domain/ticket/ticket.ts';

/** What a ticket asks of whoever gets it. */
export interface TicketNeeds {
  /** Least level; 1 takes everybody. */
  readonly level: number;
  /** Skills somebody in the workspace has and this ticket is tagged with. */
  readonly skills: readonly string[];
  /** BCP 47 language, or `''` when unknown. */
  readonly language: string;
  /** How much of an agent's capacity it takes. */
  readonly weight: number;
}

/** What a ticket of each built-in rank takes of an agent's capacity, where a normal one takes 1. Source: product decision. */
const WEIGHT_STEPS: readonly (readonly [leastRank: number, weight: number])[] = [
  [40, 2],
  [30, 1.5],
  [20, 1],
];
const LEAST_WEIGHT = 0.5;

/** How much of an agent's capacity a ticket of this priority takes; unset and unknown levels count as lowest. */
export function weightOf(priority: string): number {
  const rank = rankOf(priority);
  return WEIGHT_STEPS.find(([least]) => rank >= least)?.[1] ?? LEAST_WEIGHT;
}

/** What `ticket` asks for. A tag is a skill where `knownSkills`, the skills of all agents in lower case, holds it. */
export function needsOf(
  ticket: Pick<Ticket, 'priority' | 'tags' | 'language'>,
  distribution: Distribution,
  knownSkills: ReadonlySet<string>,
): TicketNeeds {
  return {
    level: distribution.levels[ticket.priority] ?? 1,
    skills: ticket.tags.map((tag) => tag.toLowerCase()).filter((tag) => knownSkills.has(tag)),
    language: ticket.language,
    weight: weightOf(ticket.priority),
  };
}

/** Agents who had this ticket and gave it back themselves: it is not handed to them again by itself. */
export function declinersOf(ticket: Ticket): ReadonlySet<AgentId> {
  const decliners = new Set<AgentId>();
  for (const move of holderMoves(ticket)) {
    if (move.by.kind !== 'agent' || move.by.id !== move.from.assigneeId) continue;
    if (move.to.assigneeId === NOBODY && move.from.departmentId === move.to.departmentId) {
      decliners.add(move.by.id);
    }
  }
  return decliners;
}

/** True when an agent who writes `spoken` can answer in `wanted`: the same language, whatever the region. */
export function speaks(spoken: readonly string[], wanted: string): boolean {
  return spoken.some((language) => primary(language) === primary(wanted));
}

function primary(language: string): string {
  return language.toLowerCase().split('-')[0] ?? '';
}
