import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CalendarId, SettingId } from '../../../shared/domain/ids.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import type { Setting } from '../../../shared/domain/settings.ts';
import { startTestServer, type TestPerson, type TestServer } from '../../support/serverHarness.ts';
import {
  aCalendarSetting,
  aCalendarValue,
  aPolicySetting,
  aPolicyValue,
  window,
} from '../../support/slaBuilders.ts';
import { aDepartmentValue } from '../../support/teamBuilders.ts';

let server: TestServer;
let supervisor: TestPerson;

beforeEach(async () => {
  server = await startTestServer();
  supervisor = await server.person('supervisor');
});
afterEach(() => server.close());

async function refusals(by: TestPerson, ...settings: readonly Setting[]): Promise<string[]> {
  const { refused } = await by.push('settings', ...settings.map((setting) => [setting] as const));
  return refused.map(({ id, code }) => `${id} ${code}`);
}

test('calendars and policies are written by supervisors and administrators, not by agents', async () => {
  const agent = await server.person();
  const both = [aCalendarSetting(), aPolicySetting()] as const;
  expect(await refusals(agent, ...both)).toEqual(['office auth.forbidden', 'standard auth.forbidden']);
  expect(await refusals(supervisor, ...both)).toEqual([]);
  expect(
    await refusals(await server.person('administrator'), aCalendarSetting(aCalendarValue(), 'second')),
  ).toEqual([]);
  const gone = { ...aPolicySetting(undefined, 'standard', 'r2'), _deleted: true };
  const { refused } = await agent.push('settings', [gone, aPolicySetting()]);
  expect(refused.map(({ code }) => code)).toEqual(['auth.forbidden']);
});

test('a calendar without open time or with windows that overlap is refused, one of an unknown zone is not', async () => {
  const closed = aCalendarValue({ week: [[], [], [], [], [], [], []] });
  const twice = aCalendarValue({
    week: [[window('9:00', '12:00'), window('11:00', '13:00')], [], [], [], [], [], []],
  });
  expect(await refusals(supervisor, aCalendarSetting(closed))).toEqual(['office input.invalid']);
  expect(await refusals(supervisor, aCalendarSetting(twice))).toEqual(['office input.invalid']);
  const elsewhere = aCalendarValue({ timeZone: 'Mars/Olympus' });
  expect(await refusals(supervisor, aCalendarSetting(elsewhere))).toEqual([]);
});

function aDepartment(calendarId: string, rev: string): Setting {
  const value = { ...aDepartmentValue(), calendarId: calendarId as CalendarId };
  return { id: 'repairs' as SettingId, rev: rev as Rev, updatedAtMs: 0, kind: 'department', value };
}

const goneCalendar = { ...aCalendarSetting(undefined, 'office', 'r2'), _deleted: true };
const gonePolicy = { ...aPolicySetting(undefined, 'standard', 'r2'), _deleted: true };

async function codes(by: TestPerson, ...rows: Parameters<TestPerson['push']>[1][]): Promise<string[]> {
  return (await by.push('settings', ...rows)).refused.map(({ code }) => code);
}

test('a policy whose calendar is not there is refused', async () => {
  const stray = aPolicyValue({ calendarId: 'gone' as CalendarId });
  expect(await refusals(supervisor, aPolicySetting(stray))).toEqual(['standard input.invalid']);
  expect(await refusals(supervisor, aCalendarSetting(), aPolicySetting())).toEqual([]);
});

test('a calendar stays as long as a policy counts by it; with the policy, or after it, it goes', async () => {
  expect(await refusals(supervisor, aCalendarSetting(), aPolicySetting())).toEqual([]);
  expect(await codes(supervisor, [goneCalendar, aCalendarSetting()])).toEqual(['calendar.inUse']);
  const rows = [
    [gonePolicy, aPolicySetting()],
    [goneCalendar, aCalendarSetting()],
  ] as const;
  expect(await codes(supervisor, ...rows)).toEqual([]);
});

test('a calendar stays as long as a department counts by it, also one that the same push brings', async () => {
  const department = aDepartment('office', 'd1');
  expect(await refusals(supervisor, aCalendarSetting())).toEqual([]);
  expect(await codes(supervisor, [department], [goneCalendar, aCalendarSetting()])).toEqual([
    'calendar.inUse',
  ]);
  const free = aDepartment('', 'd2');
  expect(await codes(supervisor, [free, department], [goneCalendar, aCalendarSetting()])).toEqual([]);
});

test('a policy that has lost its calendar may still be changed otherwise', async () => {
  expect(await refusals(supervisor, aCalendarSetting(), aPolicySetting())).toEqual([]);
  // As a server did that did not ask yet.
  await server.store.write(server.workspaceId, async (log) => {
    await log.load('settings', ['office']);
    log.put('settings', aCalendarSetting(undefined, 'office', 'r2'), { isDeleted: true });
  });
  const moved = aPolicySetting(aPolicyValue({ order: 7 }), 'standard', 'r2');
  expect((await supervisor.push('settings', [moved, aPolicySetting()])).refused).toEqual([]);
});
