import { describe, expect, it } from 'vitest';
import type { EscalationStep } from '../../../../shared/domain/settings.ts';
import { checkPolicy } from '../../../../shared/domain/sla/checkPolicy.ts';
import { aPolicyValue, targets } from '../../../support/slaBuilders.ts';

const step: EscalationStep = { id: 's1', targets: [], minutesAfterDue: 0, notify: ['owner'], actions: [] };

describe('checkPolicy', () => {
  it('lets a policy that measures something by a calendar that is there be saved', () => {
    expect(checkPolicy(aPolicyValue({ escalation: [step] }), (id) => id === 'office')).toEqual([]);
  });

  it('names everything that stands in the way', () => {
    const value = aPolicyValue({
      name: ' ',
      targets: { '': targets({}), urgent: targets({}) },
      escalation: [
        step,
        { ...step, notify: [] },
        { ...step, id: 's2', actions: [{ kind: 'addTag', value: ' ' }] },
      ],
    });
    expect(checkPolicy(value, () => false)).toEqual([
      { code: 'nameMissing' },
      { code: 'calendarMissing' },
      { code: 'noTargets' },
      { code: 'stepEmpty', step: 1 },
      { code: 'stepTwice', step: 1 },
      { code: 'actionIncomplete', step: 2 },
    ]);
  });
});
