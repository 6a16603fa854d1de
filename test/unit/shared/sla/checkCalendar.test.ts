import { describe, expect, it } from 'vitest';
import type { CalendarId, SettingId } from '../../../../shared/domain/ids.ts';
import type { Rev } from '../../../../shared/domain/rev.ts';
import type { Setting } from '../../../../shared/domain/settings.ts';
import { calendarUsers, checkCalendar } from '../../../../shared/domain/sla/checkCalendar.ts';
import { anAgentValue, aDepartmentValue } from '../../../support/teamBuilders.ts';
import { aCalendarSetting, aCalendarValue, aPolicySetting, window } from '../../../support/slaBuilders.ts';

const OFFICE = 'office' as CalendarId;

function base(id: string): Pick<Setting, 'id' | 'rev' | 'updatedAtMs'> {
  return { id: id as SettingId, rev: 'r' as Rev, updatedAtMs: 0 };
}

describe('checkCalendar', () => {
  const others = [['office', { name: 'Office' }]] as const;

  it('lets a calendar keep its own name, and another one not take it', () => {
    expect(checkCalendar(OFFICE, aCalendarValue(), others)).toEqual([]);
    expect(checkCalendar('', aCalendarValue({ name: ' office ' }), others)).toEqual([{ code: 'nameTaken' }]);
    expect(checkCalendar('', aCalendarValue({ name: ' ' }), others)).toEqual([{ code: 'nameMissing' }]);
  });

  it('refuses a calendar without any open time, and windows that overlap', () => {
    const closed = aCalendarValue({ week: [[], [], [], [], [], [], []] });
    expect(checkCalendar(OFFICE, closed, others)).toEqual([{ code: 'noOpenTime' }]);
    const week = [[window('9:00', '12:00'), window('11:00', '13:00')], [], [], [], [], [], []];
    expect(checkCalendar(OFFICE, aCalendarValue({ week }), others)).toEqual([
      { code: 'windowsOverlap', weekday: 0 },
    ]);
  });
});

describe('calendarUsers', () => {
  it('names policies, departments and active agents that count by it', () => {
    const settings: Setting[] = [
      aCalendarSetting(),
      aPolicySetting(),
      {
        ...base('support'),
        kind: 'department',
        value: aDepartmentValue({ name: 'Support', calendarId: OFFICE }),
      },
      { ...base('sales'), kind: 'department', value: aDepartmentValue({ name: 'Sales', calendarId: '' }) },
      { ...base('ana'), kind: 'agent', value: anAgentValue({ name: 'Ana', calendarId: OFFICE }) },
      {
        ...base('old'),
        kind: 'agent',
        value: anAgentValue({ name: 'Old', calendarId: OFFICE, isActive: false }),
      },
    ];
    expect(calendarUsers(OFFICE, settings).map(({ kind, name }) => [kind, name])).toEqual([
      ['policy', 'Standard'],
      ['department', 'Support'],
      ['agent', 'Ana'],
    ]);
  });
});
