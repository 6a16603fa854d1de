import { z } from 'zod';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import {
  AgentValue,
  DepartmentValue,
  Distribution,
  distributionOf,
} from '../../../shared/domain/settings.ts';
import type { WhatIf } from '../../../shared/ipc/assignment.ts';
import { pastCase, type PastLog } from '../../engine/assignment/pastEvents.ts';
import { pastTeam } from '../../engine/assignment/pastTeam.ts';
import { replay, type PastAgent } from '../../engine/assignment/replay.ts';
import { reportOf } from '../../engine/assignment/replayReport.ts';

/** A team and its rules, as the person writes them down; everything left out is taken from the log. */
export const SimulationPolicy = z.strictObject({
  method: z.enum(['leastLoaded', 'roundRobin', 'bestSkill']).default('leastLoaded'),
  /** Of everybody; left out: as much as each ever had at once. */
  capacity: z.number().min(0.5).max(1000).nullable().default(null),
  leastCapacity: z.number().min(0.5).max(1000).default(5),
  distribution: Distribution.partial().default({}),
  /** By group: what differs there. */
  departments: z
    .record(
      z.string(),
      z.strictObject({
        method: DepartmentValue.shape.assignment.exclude(['manual']).optional(),
        distribution: Distribution.partial().optional(),
      }),
    )
    .default({}),
  /** By the owner's name in the log: what is known of them. Named agents only, when `onlyNamed` is set. */
  agents: z
    .record(
      z.string(),
      AgentValue.pick({ capacity: true, skills: true, level: true, languages: true })
        .extend({ departmentIds: z.array(z.string()) })
        .partial(),
    )
    .default({}),
  onlyNamed: z.boolean().default(false),
});
export type SimulationPolicy = z.infer<typeof SimulationPolicy>;

/** Both ways, and how many tickets of the log could not be replayed, because no group ever had them. */
export type Simulation = WhatIf & { readonly leftOut: number };

/** How the tickets of a log went, and how they would have gone. Pure. */
export function simulateLog(logs: readonly PastLog[], policy: SimulationPolicy): Simulation {
  const cases = logs.flatMap((log) => pastCase(log) ?? []);
  const guess = { capacity: policy.capacity, least: policy.leastCapacity };
  const agents = pastTeam(cases, guess).flatMap((agent): PastAgent[] => {
    const named = policy.agents[agent.id];
    if (!named) return policy.onlyNamed ? [] : [agent];
    const { departmentIds, ...known } = named;
    const departments = departmentIds && { departmentIds: departmentIds as DepartmentId[] };
    return [{ ...agent, value: AgentValue.parse({ ...agent.value, ...known, ...departments }) }];
  });
  const ids = new Set(cases.flatMap(({ ticket }) => ticket.stays.map(({ departmentId }) => departmentId)));
  const departments = new Map([...ids].map((id) => [id, departmentOf(id, policy)]));
  const outcomes = replay(
    cases.map(({ ticket }) => ticket),
    { agents, departments },
  );
  return {
    actual: reportOf(cases.map(({ actual }) => actual)),
    simulated: reportOf(outcomes),
    leftOut: logs.length - cases.length,
  };
}

function departmentOf(id: DepartmentId, policy: SimulationPolicy): DepartmentValue {
  const own = policy.departments[id];
  return {
    name: id.slice(0, 120),
    color: '',
    calendarId: '',
    reopenTo: 'auto',
    assignment: own?.method ?? policy.method,
    distribution: Distribution.parse({ ...distributionOf({}), ...policy.distribution, ...own?.distribution }),
  };
}
