import { decideClaims, NOTHING_SEEN } from '../../../electron/engine/assignment/decideClaims.ts';
import { rankAgents } from '../../../electron/engine/assignment/rankAgents.ts';
import type { ContactId, TicketId } from '../../../shared/domain/ids.ts';
import { aTicket, MONDAY_NINE_MS } from '../../support/builders.ts';
import { anAgentState, aTeam, SUPPORT } from '../../support/teamBuilders.ts';
import { percentile, timings, toRecord, type BenchRecord } from '../record.ts';

const AGENTS = 200;
const WAITING = 1000;
const ROUNDS = 40;

/** The decisions of distribution in a large team, one core. */
export async function benchAssignment(): Promise<readonly BenchRecord[]> {
  const skills = ['motor', 'brakes', 'app', 'billing'];
  const agents = Array.from({ length: AGENTS }, (_, index) => {
    const weight = index % 5;
    return anAgentState(
      `agent${String(index)}`,
      { skills: skills.slice(index % 3), languages: ['en', 'cs'], capacity: 12 },
      { weight, countByDepartment: new Map([[SUPPORT, weight]]), latestTicketMs: index },
    );
  });
  const team = aTeam(agents);
  const waiting = Array.from({ length: WAITING }, (_, index) =>
    aTicket({
      id: `ticket${String(index)}` as TicketId,
      contactId: `contact${String(index)}` as ContactId,
      tags: [skills[index % skills.length] ?? 'app'],
      language: index % 2 === 0 ? 'en' : 'cs',
      nextDueAtMs: MONDAY_NINE_MS + ((index * 7919) % WAITING),
    }),
  );
  const [ticket] = waiting;
  const me = agents[AGENTS - 1];
  if (!ticket || !me) throw new Error('nothing to measure');
  const full = aTeam(agents.map((agent) => ({ ...agent, load: { ...agent.load, weight: 12 } })));
  const ranking = await timings(ROUNDS, () => void rankAgents(ticket, team));
  const plan = await timings(
    ROUNDS,
    () => void decideClaims(NOTHING_SEEN, waiting, team, me.id, MONDAY_NINE_MS),
  );
  const noRoom = await timings(
    ROUNDS,
    () => void decideClaims(NOTHING_SEEN, waiting, full, me.id, MONDAY_NINE_MS),
  );
  const median = (times: readonly number[]): number => percentile(times, 0.5);
  return [
    toRecord('assignment', 'one ticket ranked over 200 agents, every verdict', median(ranking), 'ms', {
      goal: { of: 'value', atMost: 1 },
    }),
    toRecord('assignment', 'claims decided: 1,000 waiting, 200 agents with room', median(plan), 'ms', {
      goal: { of: 'value', atMost: 20 },
    }),
    toRecord('assignment', 'the same, slowest of 40', Math.max(...plan), 'ms', {
      goal: { of: 'value', atMost: 20 },
    }),
    toRecord('assignment', 'claims decided: 1,000 waiting, nobody with room', median(noRoom), 'ms', {
      goal: { of: 'value', atMost: 20 },
    }),
  ];
}
