import { expect, test } from 'vitest';
import type { AgentId, DepartmentId } from '../../../shared/domain/ids.ts';
import type { HistoryEntry } from '../../../shared/domain/ticket/ticket.ts';
import { hasPassedOn, hasSameSight, seesTicket } from '../../../shared/domain/visibility.ts';
import { aTicket } from '../../support/builders.ts';

const ANA = 'ana' as AgentId;
const [SALES, BILLING] = ['sales', 'billing'] as DepartmentId[] as [DepartmentId, DepartmentId];

test('agents see their departments and what they hold, the others see everything', () => {
  const seen = (
    role: 'agent' | 'supervisor' | 'administrator',
    assigneeId: AgentId | '',
    ...departmentIds: DepartmentId[]
  ) => seesTicket({ agentId: ANA, role, departmentIds }, { departmentId: SALES, assigneeId });
  expect({
    member: seen('agent', '', SALES, BILLING),
    stranger: seen('agent', '', BILLING),
    holder: seen('agent', ANA, BILLING),
    colleagueHolds: seen('agent', 'ben' as AgentId),
    supervisor: seen('supervisor', ''),
    administrator: seen('administrator', ''),
  }).toEqual({
    member: true,
    stranger: false,
    holder: true,
    colleagueHolds: false,
    supervisor: true,
    administrator: true,
  });
});

test('the order of departments makes no difference, and none matter to those who see everything', () => {
  const agent = (...departmentIds: DepartmentId[]) => ({ role: 'agent', departmentIds }) as const;
  expect(hasSameSight(agent(SALES, BILLING), agent(BILLING, SALES))).toBe(true);
  expect(hasSameSight(agent(SALES), agent(SALES, BILLING))).toBe(false);
  expect(
    hasSameSight(
      { role: 'supervisor', departmentIds: [] },
      { role: 'administrator', departmentIds: [SALES] },
    ),
  ).toBe(true);
  expect(hasSameSight({ role: 'supervisor', departmentIds: [SALES] }, agent(SALES))).toBe(false);
});

test('who has filed or passed on a ticket may still say what they wrote before, also when others went on with it', () => {
  const pass = (by: AgentId, atMs: number): HistoryEntry =>
    ({
      id: `${by}${String(atMs)}`,
      atMs,
      by: { kind: 'agent', id: by },
      kind: 'holder',
      from: { departmentId: SALES, assigneeId: '' },
      to: { departmentId: BILLING, assigneeId: '' },
      cause: 'manual',
      reason: null,
    }) as HistoryEntry;
  const byAna = aTicket({ history: [pass(ANA, 10)] });
  const byBen = aTicket({ history: [pass(ANA, 10), pass('ben' as AgentId, 20)] });
  expect([
    hasPassedOn({ agentId: ANA }, byAna, 10),
    hasPassedOn({ agentId: ANA }, byBen, 5),
    hasPassedOn({ agentId: ANA }, aTicket(), 5),
  ]).toEqual([true, true, true]);
  expect([
    hasPassedOn({ agentId: ANA }, byAna, 11),
    hasPassedOn({ agentId: ANA }, byBen, 15),
    hasPassedOn({ agentId: 'cleo' as AgentId }, byBen, 5),
  ]).toEqual([false, false, false]);
});
