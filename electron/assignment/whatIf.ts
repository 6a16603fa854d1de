import type { AgentId } from '../../shared/domain/ids.ts';
import { distributionOf, type AgentValue } from '../../shared/domain/settings.ts';
import { BatonError } from '../../shared/errors.ts';
import type { WhatIf, WhatIfQuestion } from '../../shared/ipc/assignment.ts';
import { logOf, pastCase, type PastCase } from '../engine/assignment/pastEvents.ts';
import { pastTeam } from '../engine/assignment/pastTeam.ts';
import { replay } from '../engine/assignment/replay.ts';
import { reportOf } from '../engine/assignment/replayReport.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import type { Directory } from '../tickets/directory.ts';

/** What the question is asked of. */
export interface WhatIfPorts {
  readonly stores: { readonly tickets: Pick<DocumentStores['tickets'], 'query'> };
  readonly directory: Directory;
  readonly meId: AgentId;
}

const PAGE = 200;
/** Most tickets looked at; the latest count. */
const TICKETS_MAX = 20_000;
/** What somebody can hold of whom the team knows nothing any more. */
const LEAST_CAPACITY = 5;

/**
 * How a department's tickets of a span of time would have gone under another method, beside how they went. Throws
 * `auth.forbidden` for agents, `input.invalid` for an empty span, `input.notFound` for an unknown department.
 */
export async function whatIf(question: WhatIfQuestion, ports: WhatIfPorts): Promise<WhatIf> {
  const { departmentId, method, fromMs, toMs } = question;
  const { stores, directory, meId } = ports;
  if ((directory.agent(meId)?.role ?? 'agent') === 'agent')
    throw new BatonError('auth.forbidden', 'for supervisors only');
  if (fromMs >= toMs) throw new BatonError('input.invalid', 'the span of time is empty', { fromMs, toMs });
  const department = directory.department(departmentId);
  if (!department) throw new BatonError('input.notFound', 'no such department', { departmentId });

  const cases: PastCase[] = [];
  for (let skip = 0; skip < TICKETS_MAX; skip += PAGE) {
    const page = await stores.tickets.query({
      selector: { departmentId, createdAtMs: { $gte: fromMs, $lt: toMs } },
      sort: [{ createdAtMs: 'desc' }, { id: 'desc' }],
      skip,
      limit: PAGE,
    });
    for (const ticket of page) {
      const past = pastCase(logOf(ticket));
      if (past) cases.push(past);
    }
    if (page.length < PAGE) break;
  }
  const agents = pastTeam(cases, { capacity: null, least: LEAST_CAPACITY }).map((agent) => ({
    ...agent,
    value: { ...agent.value, ...knownOf(directory.agent(agent.id)) },
  }));
  // Past tickets went through other departments too: all of them hand out the same way, each among its own agents.
  const rules = { ...department, assignment: method, distribution: distributionOf(department) };
  const departmentIds = new Set(cases.flatMap(({ ticket }) => ticket.stays.map((stay) => stay.departmentId)));
  const outcomes = replay(
    cases.map(({ ticket }) => ticket),
    { agents, departments: new Map([...departmentIds].map((id) => [id, rules])) },
  );
  return { actual: reportOf(cases.map(({ actual }) => actual)), simulated: reportOf(outcomes) };
}

/** What the team knows of an agent today. Departments and presence are as they were. */
function knownOf(value: AgentValue | undefined): Partial<AgentValue> {
  if (!value) return {};
  const { name, level, skills, languages, capacity } = value;
  return { name, level, skills, languages, capacity };
}
