import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CalendarId } from '../../../../shared/domain/ids.ts';
import type { CommandInput, CommandName } from '../../../../shared/ipc/contract.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { ME } from '../../../support/fakeWorkspace.ts';
import { renderWindow, type RenderedWindow } from '../../../support/renderWindow.tsx';
import { aCalendarSetting, aPolicySetting, aPolicyValue, targets } from '../../../support/slaBuilders.ts';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let page: RenderedWindow;
let fake: FakeBridge;

beforeEach(async () => {
  fake = fakeBridge({ tickets: 4 });
  const { workspace } = fake.state;
  const value = aPolicyValue({
    calendarId: 'cal_1' as CalendarId,
    targets: { '': targets({ resolution: 480 }) },
  });
  workspace.settings = [
    ...workspace.settings.map((setting) =>
      setting.kind === 'agent' && (setting.id as string) === ME
        ? { ...setting, value: { ...setting.value, role: 'supervisor' as const } }
        : setting,
    ),
    aCalendarSetting(undefined, 'cal_1'),
    aPolicySetting({ ...value, name: 'Gold', order: 1 }, 'gold'),
    aPolicySetting({ ...value, order: 2 }),
  ];
  page = await renderWindow(fake);
  await page.click(page.get('button', 'You and your availability'));
  await page.click(page.get('menuitem', 'Service levels'));
});
afterEach(() => page.close());

function asked<N extends CommandName>(name: N): CommandInput<N>[] {
  return fake.calls.filter((call) => call.name === name).map(({ input }) => input as CommandInput<N>);
}

function namesInOrder(): string[] {
  return page.all('button', 'Edit: ').map((button) => button.getAttribute('aria-label')?.slice(6) ?? '');
}

function altArrow(target: HTMLElement, key: 'ArrowUp' | 'ArrowDown'): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, altKey: true, bubbles: true, cancelable: true }));
}

describe('Policies', () => {
  it('stand in their order with what they say, and take another one once it is saved', async () => {
    expect(page.words()).toContain('Every ticket');
    expect(page.words()).toContain('Resolution 8 hr');
    await page.click(page.get('button', 'Move Standard up'));
    expect(namesInOrder()).toEqual(['Standard', 'Gold']);
    expect(asked('policy.arrange')).toEqual([]);
    await page.click(page.get('button', 'Save the order'));
    expect(asked('policy.arrange')).toEqual([{ policyIds: ['standard', 'gold'] }]);
    expect(namesInOrder()).toEqual(['Standard', 'Gold']);
    expect(page.all('button', 'Save the order')).toEqual([]);
  });

  it('show what another order would do before it is saved, from the keyboard, and go back to the one that is', async () => {
    await page.settle(() => altArrow(page.get('button', 'Edit: Standard'), 'ArrowUp'));
    await vi.waitFor(
      async () => {
        await page.settle();
        expect(page.words().includes('Get another policy')).toBe(true);
      },
      { timeout: 20_000 },
    );
    const [question] = asked('sla.impact');
    expect(question?.change).toEqual({ kind: 'arrangePolicies', policyIds: ['standard', 'gold'] });
    await page.click(page.get('button', 'Back to the saved order'));
    expect(namesInOrder()).toEqual(['Gold', 'Standard']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Policies');
    await page.settle(() => altArrow(page.get('button', 'Edit: Standard'), 'ArrowUp'));
    await page.settle(() => altArrow(page.get('button', 'Edit: Standard'), 'ArrowDown'));
    expect(page.all('button', 'Save the order')).toEqual([]);
    expect(asked('policy.arrange')).toEqual([]);
  });

  it('ask before another order that is not saved is left behind', async () => {
    await page.click(page.get('button', 'Move Standard up'));
    await page.click(page.get('button', 'Edit: Gold'));
    expect(page.words()).toContain('What you changed in “Order of the policies” is not saved.');
    await page.click(page.get('button', 'Go on editing'));
    expect(namesInOrder()).toEqual(['Standard', 'Gold']);
    await page.click(page.get('button', 'Edit: Gold'));
    await page.click(page.get('button', 'Discard'));
    await page.click(page.get('button', 'Cancel'));
    expect(namesInOrder()).toEqual(['Gold', 'Standard']);
  });

  it('keep what was typed when nothing is measured, say why, and save once something is', async () => {
    await page.click(page.get('button', 'Edit: Gold'));
    const resolution = page.get('textbox', 'All priorities: Resolution');
    await page.type(resolution, '');
    await page.click(page.get('button', 'Save'));
    expect(page.words()).toContain('Nothing is measured.');
    expect(asked('policy.save')).toEqual([]);
    await page.type(resolution, '2');
    await page.click(page.get('button', 'Save'));
    const [saved] = asked('policy.save');
    expect(saved?.value.targets).toEqual({ '': targets({ resolution: 120 }) });
    expect(page.words()).toContain('Resolution 2 hr');
  });

  it('say that another policy comes first for a ticket that comes in now', async () => {
    await page.click(page.get('button', 'Edit: Standard'));
    expect(page.words()).toContain('Gets another policy: Gold.');
  });

  it('take an escalation step that tells somebody, and none that does nothing', async () => {
    await page.click(page.get('button', 'Edit: Gold'));
    await page.click(page.get('button', 'Add a step'));
    await page.click(page.get('button', 'Add an action'));
    await page.click(page.get('button', 'Save'));
    const [step] = asked('policy.save')[0]?.value.escalation ?? [];
    expect(step).toMatchObject({
      targets: [],
      minutesAfterDue: 0,
      notify: ['owner'],
      actions: [{ kind: 'raisePriority', value: '' }],
    });
  });
});

describe('Calendars', () => {
  beforeEach(() => page.click(page.get('tab', 'Calendars')));

  it('read hours as they are typed, copy a day to others, and refuse hours that end before they start', async () => {
    await page.type(page.get('textbox', 'Monday'), '17-9');
    await page.click(page.get('button', 'Save'));
    expect(page.words()).toContain('“17-9” has to end after it starts.');
    expect(asked('calendar.save')).toEqual([]);
    await page.type(page.get('textbox', 'Monday'), '8-12, 13-16:30');
    await page.click(page.get('button', 'Copy Monday to'));
    await page.click(page.get('menuitem', 'Every day'));
    await page.click(page.get('button', 'Save'));
    const hours = [
      { fromMinute: 480, toMinute: 720 },
      { fromMinute: 780, toMinute: 990 },
    ];
    expect(asked('calendar.save')[0]?.value.week).toEqual([hours, hours, hours, hours, hours, hours, hours]);
  });

  it('refuse a week without any open time, and say so', async () => {
    await page.type(page.get('textbox', 'Monday'), '');
    await page.click(page.get('button', 'Copy Monday to'));
    await page.click(page.get('menuitem', 'Every day'));
    expect(page.words()).toContain('Nothing is ever open');
    await page.click(page.get('button', 'Save'));
    expect(asked('calendar.save')).toEqual([]);
  });

  it('are not deleted while somebody counts by them', async () => {
    await page.click(page.get('button', 'Delete'));
    // The question lies over the dialog and stands before it on the page.
    await page.click(page.all('button', 'Delete')[0]!);
    expect(page.words()).toContain('This calendar is in use.');
    expect(page.words()).toContain('Department: Billing');
  });
});
