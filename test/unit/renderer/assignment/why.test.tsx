import { afterEach, expect, it, vi } from 'vitest';
import type { AgentId, DepartmentId, HistoryId } from '../../../../shared/domain/ids.ts';
import type { HistoryEntry } from '../../../../shared/domain/ticket/ticket.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { ME } from '../../../support/fakeWorkspace.ts';
import { openTicket, type TicketWindow } from '../ticket/ticketWindow.ts';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const support = 'dep_support' as DepartmentId;
const mia = 'agt_mia' as AgentId;
let page: TicketWindow;
afterEach(() => page.close());

/** Distribution has given it to the viewer, second in line of three. */
const GIVEN: HistoryEntry = {
  id: 'his_given' as HistoryId,
  atMs: Date.now() - 60_000,
  by: { kind: 'system' },
  kind: 'holder',
  from: { departmentId: support, assigneeId: '' },
  to: { departmentId: support, assigneeId: ME },
  cause: 'auto',
  reason: null,
  grounds: {
    method: 'leastLoaded',
    place: 1,
    eligible: 3,
    openWeight: 2.5,
    capacity: 20,
    matchingSkills: 0,
    hadContactLast: true,
  },
};

function asSupervisor(fake: FakeBridge): void {
  fake.state.workspace.settings = fake.state.workspace.settings.map((setting) =>
    setting.kind === 'agent' && (setting.id as string) === ME
      ? { ...setting, value: { ...setting.value, role: 'supervisor' } }
      : setting,
  );
}

it('tells an agent how the ticket came, what it asks for and how they stand to it', async () => {
  page = await openTicket(fakeBridge({ tickets: 3 }), {
    departmentId: support,
    assigneeId: ME,
    history: [GIVEN],
  });
  await page.press(']');
  await page.click(page.get('button', 'Why me?'));
  const words = page.get('dialog').textContent;
  expect(words).toContain('Baton gave it to Ana Ribeiro');
  expect(words).toContain('Number 2 in line of 3');
  expect(words).toContain('Held 2.5 of 20 then.');
  expect(words).toContain('Had this customer’s last ticket.');
  expect(words).toContain('works in Support');
  expect(page.all('table')).toEqual([]);
});

it('shows a supervisor every agent with what is in their way', async () => {
  const fake = fakeBridge({ tickets: 3 });
  asSupervisor(fake);
  fake.state.presence = { isKnown: true, online: [mia], tickets: [] };
  page = await openTicket(fake, { departmentId: support, assigneeId: mia, language: 'en', history: [] });
  await page.press(']');
  await page.click(page.get('button', 'Why Mia?'));
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent);
  expect(rows).toHaveLength(6);
  expect(rows[0]).toContain('Ana Ribeiro');
  expect(rows.find((row) => row.includes('Mia Becker'))).toContain('busy');
  expect(rows.find((row) => row.includes('Jan Novák'))).toContain('does not work in Support');
});

it('says why nobody has it, and that who is connected is not known offline', async () => {
  const fake = fakeBridge({ tickets: 3 });
  fake.state.presence = { isKnown: false, online: [], tickets: [] };
  page = await openTicket(fake, { departmentId: support, assigneeId: '', history: [] });
  await page.press(']');
  await page.click(page.get('button', 'Who could take it?'));
  expect(page.get('dialog').textContent).toContain('Support hands its tickets out by hand');
  expect(page.get('dialog').textContent).toContain('You are offline');
});
