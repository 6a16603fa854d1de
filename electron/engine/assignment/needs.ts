import type { AgentId } from '../../../shared/domain/ids.ts';
import type { Distribution } from '../../../shared/domain/settings.ts';
import { holderMoves } from '../../../shared/domain/ticket/history.ts';
import { NOBODY, rankOf, type HolderEntry, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { TicketNeeds } from '../../../shared/ipc/assignment.ts';

/** What a ticket of each built-in rank takes of an agent's capacity, where a normal one takes 1. Source: product decision. */
const WEIGHT_STEPS: readonly (readonly [leastRank: number, weight: number])[] = [
  [40, 2],
  [30, 1.5],
  [20, 1],
];

/** What a ticket takes at least. */
export const LEAST_WEIGHT = 0.5;

const NO_ONE: ReadonlySet<AgentId> = new Set();

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

/** Agents who had this ticket and gave it back themselves, to the pool or to whoever had it before: it is not handed to them again by itself. */
export function declinersOf(ticket: Ticket): ReadonlySet<AgentId> {
  // Asked a thousand times while a queue is planned, and most tickets nobody has passed on.
  if (!ticket.history.some((line) => line.kind === 'holder' && isOwnMove(line))) return NO_ONE;
  const decliners = new Set<AgentId>();
  let previous: HolderEntry | undefined;
  for (const move of holderMoves(ticket)) {
    const { from, to } = move;
    const isBack = to.assigneeId === NOBODY || to.assigneeId === previous?.from.assigneeId;
    if (isOwnMove(move) && from.assigneeId !== NOBODY && isBack && from.departmentId === to.departmentId)
      decliners.add(from.assigneeId);
    previous = move;
  }
  return decliners;
}

/** The agent who had it has passed it on. */
function isOwnMove({ by, from }: HolderEntry): boolean {
  return by.kind === 'agent' && by.id === from.assigneeId;
}

/** True when an agent who writes `spoken` can answer in `wanted`: the same language, whatever the region. */
export function speaks(spoken: readonly string[], wanted: string): boolean {
  return spoken.some((language) => primary(language) === primary(wanted));
}

function primary(language: string): string {
  return language.toLowerCase().split('-')[0] ?? '';
}
