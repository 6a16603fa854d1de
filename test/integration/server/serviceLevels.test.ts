import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CalendarId } from '../../../shared/domain/ids.ts';
import type { Setting } from '../../../shared/domain/settings.ts';
import { startTestServer, type TestPerson, type TestServer } from '../../support/serverHarness.ts';
import {
  aCalendarSetting,
  aCalendarValue,
  aPolicySetting,
  aPolicyValue,
  window,
} from '../../support/slaBuilders.ts';

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

test('a policy whose calendar is not there is refused, unless it has lost it', async () => {
  const stray = aPolicyValue({ calendarId: 'gone' as CalendarId });
  expect(await refusals(supervisor, aPolicySetting(stray))).toEqual(['standard input.invalid']);
  expect(await refusals(supervisor, aCalendarSetting(), aPolicySetting())).toEqual([]);
  const gone = { ...aCalendarSetting(undefined, 'office', 'r2'), _deleted: true };
  expect((await supervisor.push('settings', [gone, aCalendarSetting()])).refused).toEqual([]);
  const moved = aPolicySetting(aPolicyValue({ order: 7 }), 'standard', 'r2');
  expect((await supervisor.push('settings', [moved, aPolicySetting()])).refused).toEqual([]);
});
