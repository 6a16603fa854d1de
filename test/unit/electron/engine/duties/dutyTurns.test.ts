import { expect, test } from 'vitest';
import { DUTY_GRACE_MS } from '../../../../../electron/engine/duties/dutyPlace.ts';
import { createDutyTurns } from '../../../../../electron/engine/duties/dutyTurns.ts';
import type { AgentId } from '../../../../../shared/domain/ids.ts';

const ANA = ['ana'] as string[] as AgentId[];
const BOTH = ['ana', 'ben'] as string[] as AgentId[];

test('a desk behind another waits its grace, once, and then stands in line no more until all is done', () => {
  const turns = createDutyTurns();
  turns.note('t');
  expect(turns.due(1000, BOTH)).toEqual(['t']);
  turns.begin('t', 1000);
  expect(turns.isOwn('t')).toBe(false);
  turns.lineUp('t', 1, 1000);
  expect(turns.due(999 + DUTY_GRACE_MS, BOTH)).toEqual([]);
  expect(turns.nextMs()).toBe(1000 + DUTY_GRACE_MS);
  expect(turns.due(1000 + DUTY_GRACE_MS, BOTH)).toEqual(['t']);
  turns.begin('t', 1000 + DUTY_GRACE_MS);
  expect(turns.isOwn('t')).toBe(true);
  // Its first step was written; the next one comes without another wait.
  turns.note('t');
  turns.begin('t', 2000 + DUTY_GRACE_MS);
  expect(turns.isOwn('t')).toBe(true);
  turns.finished('t');
  turns.note('t');
  turns.begin('t', 3000 + DUTY_GRACE_MS);
  expect([turns.isOwn('t'), turns.size]).toEqual([false, 0]);
});

test('everything is looked at again when others are online, and a turn that was waited for comes no later', () => {
  const turns = createDutyTurns();
  turns.note('t');
  turns.due(1000, ANA);
  turns.begin('t', 1000);
  turns.lineUp('t', 1, 1000);
  expect(turns.due(2000, BOTH)).toEqual(['t']);
  turns.begin('t', 2000);
  turns.lineUp('t', 2, 2000);
  expect(turns.nextMs()).toBe(1000 + DUTY_GRACE_MS);
});

test('what was put off is not due before, and what is gone never', () => {
  const turns = createDutyTurns();
  turns.note('a');
  turns.note('b');
  turns.due(0, ANA);
  turns.begin('a', 0);
  turns.putOff('a', 5000);
  turns.drop('b');
  expect([turns.due(4999, ANA), turns.due(5000, ANA)]).toEqual([[], ['a']]);
});
