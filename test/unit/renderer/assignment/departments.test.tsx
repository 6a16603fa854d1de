import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AgentId, DepartmentId } from '../../../../shared/domain/ids.ts';
import type { AgentValue, DepartmentValue } from '../../../../shared/domain/settings.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { ME } from '../../../support/fakeWorkspace.ts';
import { renderWindow, type RenderedWindow } from '../../../support/renderWindow.tsx';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const support = 'dep_support' as DepartmentId;
const mia = 'agt_mia' as AgentId;
let page: RenderedWindow;
afterEach(() => page.close());

function setAgent(fake: FakeBridge, id: AgentId, changes: Partial<AgentValue>): void {
  fake.state.workspace.settings = fake.state.workspace.settings.map((setting) =>
    setting.kind === 'agent' && (setting.id as string) === id
      ? { ...setting, value: { ...setting.value, ...changes } }
      : setting,
  );
}

function departmentOf(fake: FakeBridge): DepartmentValue {
  const found = fake.state.workspace.settings.find(({ id }) => (id as string) === support);
  if (found?.kind !== 'department') throw new Error('no department');
  return found.value;
}

async function openFromMenu(item: string): Promise<void> {
  await page.click(page.get('button', 'You and your availability'));
  await page.click(page.get('menuitem', item));
}

async function openDepartments(): Promise<FakeBridge> {
  const fake = fakeBridge({ tickets: 3 });
  setAgent(fake, ME, { role: 'supervisor' });
  page = await renderWindow(fake);
  await openFromMenu('Departments');
  await page.click(page.all('button', 'Support').at(-1)!);
  return fake;
}

describe('Departments', () => {
  it('save the method and each condition that is switched off', async () => {
    const fake = await openDepartments();
    await page.click(page.get('radio', 'everybody in turn'));
    await page.click(page.get('switch', 'Skills'));
    await page.click(page.get('button', 'Save'));
    const { assignment, distribution } = departmentOf(fake);
    expect([assignment, distribution?.filtersOff]).toEqual(['roundRobin', ['skills']]);
  });

  it('have a lead, or none', async () => {
    const fake = await openDepartments();
    await page.click(page.get('combobox', 'Led by'));
    await page.click(page.get('option', 'Mia Becker'));
    await page.click(page.get('button', 'Save'));
    expect(departmentOf(fake).leadId).toBe(mia);
    await page.click(page.get('combobox', 'Led by'));
    await page.click(page.all('option', 'Nobody').at(-1)!);
    await page.click(page.get('button', 'Save'));
    expect(departmentOf(fake).leadId).toBe('');
  });

  it('say what is wrong with a name, and write nothing', async () => {
    const fake = await openDepartments();
    await page.type(page.get('textbox', 'Name'), 'billing');
    await page.click(page.get('button', 'Save'));
    expect(page.words()).toContain('There is a department of this name already.');
    expect(fake.calls.filter(({ name }) => name === 'department.save')).toEqual([]);
  });

  it('ask before they throw changes away', async () => {
    const fake = await openDepartments();
    await page.type(page.get('textbox', 'Name'), 'Helpers');
    await page.click(page.all('button', 'Technical').at(-1)!);
    expect(page.words()).toContain('What you changed in “Helpers” is not saved.');
    await page.click(page.get('button', 'Go on editing'));
    expect((page.get('textbox', 'Name') as HTMLInputElement).value).toBe('Helpers');
    await page.click(page.get('button', 'Save'));
    expect(departmentOf(fake).name).toBe('Helpers');
  });

  it('are not offered to agents', async () => {
    page = await renderWindow(fakeBridge({ tickets: 3 }));
    await page.click(page.get('button', 'You and your availability'));
    expect(page.all('menuitem', 'Departments')).toEqual([]);
  });
});

describe('What somebody works on', () => {
  it('is a supervisor’s to change', async () => {
    const fake = fakeBridge({ tickets: 3 });
    setAgent(fake, ME, { role: 'supervisor' });
    page = await renderWindow(fake);
    await openFromMenu('Team');
    await page.click(page.get('button', 'Work of Mia Becker'));
    await page.type(page.get('textbox', 'Capacity'), '12');
    await page.click(page.get('button', 'Save'));
    expect(fake.calls.find(({ name }) => name === 'work.save')?.input).toEqual({
      agentId: mia,
      work: { level: 1, skills: [], languages: ['en'], capacity: 12, departmentLimits: {}, calendarId: '' },
    });
  });
});

describe('A substitute', () => {
  it('may not have oneself as a substitute', async () => {
    const fake = fakeBridge({ tickets: 3 });
    setAgent(fake, mia, { substituteId: ME });
    setAgent(fake, ME, { substituteId: mia });
    page = await renderWindow(fake);
    await openFromMenu('While I am away: Mia Becker');
    expect(page.words()).toContain('That would run in a circle: Mia Becker has you');
    expect((page.get('button', 'Save') as HTMLButtonElement).disabled).toBe(true);
  });

  it('takes over between the dates that are given', async () => {
    const fake = fakeBridge({ tickets: 3 });
    setAgent(fake, ME, { substituteId: mia });
    page = await renderWindow(fake);
    await openFromMenu('While I am away: Mia Becker');
    await page.type(page.get('textbox', 'Until'), '2040-01-02T08:00');
    await page.click(page.get('button', 'Save'));
    expect(fake.calls.find(({ name }) => name === 'me.setSubstitute')?.input).toEqual({
      substituteId: mia,
      fromMs: 0,
      untilMs: new Date('2040-01-02T08:00').getTime(),
    });
  });
});
