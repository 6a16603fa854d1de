import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { deskIsReady, GRACE, invokeInPage, openView } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

/** What axe finds in the dialogs, short enough to read in a failure. */
async function findings(page: Page): Promise<string[]> {
  // Electron cannot open the second page that axe's default mode wants.
  const { violations } = await new AxeBuilder({ page })
    .include('[role="dialog"]')
    .setLegacyMode(true)
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** When the tickets of a view are due, in the order of the list. */
async function dueTimes(page: Page): Promise<number[]> {
  const { rows } = await invokeInPage(page, 'tickets.page', {
    view: 'allOpen',
    sort: 'due',
    offset: 0,
    limit: 300,
  });
  return rows.map(({ nextDueAtMs }) => nextDueAtMs);
}

async function openServiceLevels(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^You and your availability/u }).click();
  await page.getByRole('menuitem', { name: 'Service levels' }).click();
  const dialog = page.getByRole('dialog', { name: 'Service levels' });
  await expect(dialog.getByRole('listitem').first()).toBeVisible();
  return dialog;
}

test('a supervisor puts the policies in another order from the keyboard, sees what that would do, and saves it', async () => {
  const server = await startServer({ demo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await openView(page, 'All open');
  await deskIsReady(page);
  const dialog = await openServiceLevels(page);
  const names = (): Promise<string[]> =>
    dialog
      .getByRole('button', { name: /^Edit: / })
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
  const before = await names();
  const last = dialog.getByRole('button', { name: before.at(-1) ?? '', exact: true });
  await last.focus();
  for (let step = 1; step < before.length; step += 1) await page.keyboard.press('Alt+ArrowUp');
  await expect(last).toBeFocused();
  const after = [before.at(-1), ...before.slice(0, -1)];
  expect(await names()).toEqual(after);

  const impact = dialog.getByRole('region', { name: 'What changes for open tickets' });
  await expect(impact.getByText(/^Something changes for \d+ tickets?\. Looked at/u)).toBeVisible({
    timeout: 30_000,
  });
  expect(await findings(page), 'another order').toEqual([]);
  await dialog.getByRole('button', { name: 'Save the order' }).click();
  await expect(impact).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await openServiceLevels(page);
  expect(await names()).toEqual(after);
});

test('a supervisor shortens a target, sees what it would do, saves, and the list follows; a calendar is checked before it is saved', async () => {
  // axe reads each step.
  test.slow();
  const server = await startServer({ demo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await openView(page, 'All open');
  await deskIsReady(page);
  const before = await dueTimes(page);

  const dialog = await openServiceLevels(page);
  expect(await findings(page), 'policies').toEqual([]);

  const lines = dialog.getByRole('listitem');
  await lines
    .last()
    .getByRole('button', { name: /^Edit: / })
    .click();
  await expect(dialog.getByRole('region', { name: 'A ticket that comes in now' })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Normal: Resolution' }).fill('3');
  const impact = dialog.getByRole('region', { name: 'What changes for open tickets' });
  await expect(impact.getByText(/^Something changes for \d+ tickets?\. Looked at/u)).toBeVisible({
    timeout: 30_000,
  });
  expect(await findings(page), 'editor').toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('button', { name: 'New policy' })).toBeVisible();
  await expect.poll(() => dueTimes(page), { timeout: 20_000 }).not.toEqual(before);
  const after = await dueTimes(page);
  expect(after).toEqual(after.toSorted((a, b) => a - b));

  await dialog.getByRole('tab', { name: 'Calendars' }).click();
  const tuesday = dialog.getByRole('textbox', { name: 'Tuesday' });
  await expect(tuesday).toBeVisible();
  expect(await findings(page), 'calendars').toEqual([]);
  await tuesday.fill('17-9');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('has to end after it starts', { exact: false })).toBeVisible();
  await expect(tuesday).toBeFocused();
  await tuesday.fill('9-12, 13-17');
  await dialog.getByRole('button', { name: 'Import…' }).click();
  const importing = page.getByRole('dialog', { name: 'Import holidays' });
  const year = String(new Date().getFullYear() + 1);
  await importing.getByRole('textbox', { name: 'File or lines' }).fill(`${year}-03-03 Founders\nsome day`);
  await expect(importing.getByText('Not understood, left out: 1')).toBeVisible();
  await importing.getByRole('button', { name: 'Add to the calendar (1)' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.').last()).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page
    .getByRole('dialog', { name: /^Delete / })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(dialog.getByText('This calendar is in use.', { exact: false })).toBeVisible();
});
