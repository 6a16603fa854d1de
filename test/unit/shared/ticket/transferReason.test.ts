import { describe, expect, test } from 'vitest';
import type { AgentId, DepartmentId } from '../../../../shared/domain/ids.ts';
import { NOBODY, type Holder } from '../../../../shared/domain/ticket/ticket.ts';
import { needsReason, reasonOf } from '../../../../shared/domain/ticket/transferReason.ts';

const holder = (department: string, agent: string): Holder => ({
  departmentId: department as DepartmentId,
  assigneeId: agent === '' ? NOBODY : (agent as AgentId),
});

describe('a reason', () => {
  test.each([
    ['to another department', holder('support', 'ana'), holder('billing', ''), true],
    ['of nobody’s to another department', holder('support', ''), holder('billing', ''), true],
    ['from one agent to another', holder('support', 'ana'), holder('support', 'ben'), true],
    ['back to the pool', holder('support', 'ana'), holder('support', ''), false],
    ['from the pool to somebody', holder('support', ''), holder('support', 'ana'), false],
    ['to whoever has it', holder('support', 'ana'), holder('support', 'ana'), false],
  ])('for a move %s: %#', (_name, from, to, isNeeded) => {
    expect(needsReason(from, to)).toBe(isNeeded);
  });

  test('is complete with a code, and with words where the code says nothing', () => {
    expect(reasonOf({ code: null, text: 'x' })).toBeNull();
    expect(reasonOf({ code: 'other', text: '  ' })).toBeNull();
    expect(reasonOf({ code: 'other', text: ' Holiday ' })).toEqual({ code: 'other', text: 'Holiday' });
    expect(reasonOf({ code: 'expertise', text: '' })).toEqual({ code: 'expertise', text: '' });
  });
});
