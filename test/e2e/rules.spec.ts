import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { aCustomer } from './customer.ts';
import { deskIsReady, GRACE, invokeInPage, openBySubject, openView } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

/** What axe finds in the dialog, short enough to read in a failure. */
async function findings(page: Page): Promise<string[]> {
  // Electron cannot open the second page that axe's default mode wants.
  const { violations } = await new AxeBuilder({ page })
    .include('[role="dialog"]')
    .setLegacyMode(true)
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

test('a supervisor makes a rule from a template, tries it, saves it, and it runs once for a customer’s message', async () => {
  // axe reads each step.
  test.slow();
  const server = await startServer({ demo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await openView(page, 'All open');
  await deskIsReady(page);

  await page.getByRole('button', { name: /^You and your availability/u }).click();
  await page.getByRole('menuitem', { name: 'Rules' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rules' });
  await expect(dialog.getByText('Danger comes first')).toBeVisible();
  expect(await findings(page), 'list').toEqual([]);
  await dialog.getByRole('button', { name: 'Move Important customers up' }).click();
  await expect(dialog.getByRole('listitem').first()).toContainText('Important customers');

  await dialog.getByRole('button', { name: 'New rule' }).click();
  await page.getByRole('menuitem', { name: /^Outages and security first/u }).click();
  const editor = page.getByRole('dialog', { name: 'Outages and security first' });
  await editor.getByRole('button', { name: 'Remove action 1' }).click();
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByText('Add at least one action.')).toBeVisible();
  await editor.getByRole('button', { name: 'Add an action' }).click();
  await editor.getByRole('combobox', { name: 'Set the priority' }).click();
  await page.getByRole('option', { name: 'Urgent' }).click();
  await editor.getByRole('button', { name: 'Try it on stored tickets' }).click();
  await expect(editor.getByText(/^Looked at/u)).toBeVisible({ timeout: 30_000 });
  expect(await findings(page), 'editor').toEqual([]);

  await editor.getByRole('textbox', { name: 'Notes for colleagues' }).fill('Agreed with the shop team.');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Go on editing' }).click();
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Outages and security first')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();

  await aCustomer(server).writes('Everything is down', 'There is an outage in our shop since this morning.');
  const urgent = async (): Promise<unknown> => {
    const { hits } = await invokeInPage(page, 'tickets.search', {
      text: 'Everything is down',
      offset: 0,
      limit: 5,
    });
    return hits[0]?.row.priority;
  };
  await expect.poll(urgent, { timeout: 20_000 }).toBe('urgent');
  await openBySubject(page, 'Everything is down');
  await expect(page.getByText('Rule “Outages and security first” ran').first()).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type a command, a ticket number or words of a subject').fill('Rules');
  await page.getByRole('dialog').getByText('Rules', { exact: true }).click();
  await expect(dialog.getByText('1 run in 30 days', { exact: false })).toBeVisible();
  await dialog.getByRole('button', { name: 'Actions for Outages and security first' }).click();
  await page.getByRole('menuitem', { name: 'Runs' }).click();
  const log = page.getByRole('dialog', { name: 'Runs of Outages and security first' });
  await expect(log.getByText('priority: Urgent')).toHaveCount(1);
  expect(await findings(page), 'log').toEqual([]);
});
