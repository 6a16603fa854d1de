import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import type { WallFigures, WallLoad, WallTicket } from '../../../shared/ipc/wall.ts';
import { tally, type DayPart } from './tally.ts';
import type { WallFacts } from './wallFacts.ts';

/** The wall as it stands, kept current ticket by ticket; what it shows depends on nothing but the facts put into it last. */
export interface WallPicture {
  put(facts: WallFacts): void;
  drop(ticketId: TicketId): void;
  facts(): Iterable<WallFacts>;
  tickets(): WallTicket[];
  /** What has come, changed and left since it was taken last. */
  takeChanges(): { readonly put: WallTicket[]; readonly gone: TicketId[] };
  /** `nowMs` is UTC epoch ms; `days` end with today. */
  figures(days: readonly DayPart[], nowMs: number): WallFigures;
  /** Tickets an agent works on now. */
  heldBy(agentId: AgentId, nowMs: number): TicketId[];
}

/** A wall without tickets. */
export function createWallPicture(): WallPicture {
  const known = new Map<TicketId, WallFacts>();
  /** What whoever follows believes of a ticket that has changed since: whether it was there. */
  const changed = new Map<TicketId, boolean>();

  function change(ticketId: TicketId, next: WallFacts | null): void {
    const before = known.get(ticketId)?.shown ?? null;
    if (next) known.set(ticketId, next);
    else known.delete(ticketId);
    const after = next?.shown ?? null;
    if (before === after || (before && after && isSame(before, after))) return;
    if (!changed.has(ticketId)) changed.set(ticketId, before !== null);
  }

  return {
    put: (facts) => {
      change(facts.ticketId, facts);
    },
    drop: (ticketId) => {
      change(ticketId, null);
    },
    facts: () => known.values(),
    tickets: () => [...known.values()].flatMap(({ shown }) => shown ?? []),
    takeChanges: () => {
      const put: WallTicket[] = [];
      const gone: TicketId[] = [];
      for (const [ticketId, wasThere] of changed) {
        const shown = known.get(ticketId)?.shown ?? null;
        if (shown) put.push(shown);
        else if (wasThere) gone.push(ticketId);
      }
      changed.clear();
      return { put, gone };
    },
    figures: (days, nowMs) => ({ loads: loads(known.values(), nowMs), tallies: tally(known.values(), days) }),
    heldBy: (agentId, nowMs) =>
      [...known.values()].flatMap(({ ticketId, held }) =>
        held?.agentId === agentId && held.snoozedUntilMs <= nowMs ? [ticketId] : [],
      ),
  };
}

function loads(facts: Iterable<WallFacts>, nowMs: number): WallLoad[] {
  const byAgent = new Map<AgentId, { weight: number; count: number }>();
  for (const { held } of facts) {
    if (!held || held.snoozedUntilMs > nowMs) continue;
    const load = byAgent.get(held.agentId) ?? { weight: 0, count: 0 };
    load.weight += held.weight;
    load.count += 1;
    byAgent.set(held.agentId, load);
  }
  return [...byAgent]
    .map(([agentId, load]) => ({ agentId, ...load }))
    .sort((a, b) => (a.agentId < b.agentId ? -1 : 1));
}

function isSame(one: WallTicket, other: WallTicket): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
