import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deskIsReady, GRACE, invokeInPage, openView } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

async function findings(page: Page): Promise<string[]> {
  // Electron cannot open the second page that axe's default mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** The first cells of each row of the table: name, tickets, share, met, breached. Shares lose what has changed in them. */
async function shownRows(page: Page): Promise<string[][]> {
  const rows = await page
    .getByRole('table', { name: 'Figures by group' })
    .locator('tbody tr, tfoot tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('th, td')].slice(0, 5).map((cell) => cell.textContent)),
    );
  return rows.map(([name = '', tickets = '', , met = '', breached = '']) => [name, tickets, met, breached]);
}

test('a supervisor reads the report, groups it, looks behind a number and saves what the screen shows', async () => {
  // axe reads each step.
  test.slow();
  const server = await startServer({ demo: true });
  const { app, page, userData } = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await openView(page, 'All open');
  await deskIsReady(page);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Reports' }).click();
  await expect(page.getByRole('heading', { name: 'Service level report' })).toBeVisible();
  await page.getByLabel('Period').selectOption({ label: 'Last 90 days' });
  await expect(page.getByRole('table', { name: 'Figures by group' })).toBeVisible();
  expect(await findings(page), 'report').toEqual([]);

  await page.getByRole('radiogroup', { name: 'Group by' }).getByText('Agent').click();
  await expect(page.getByRole('columnheader', { name: 'Agent' })).toBeVisible();
  await page.getByRole('button', { name: 'Agent', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'Agent' })).toHaveAttribute('aria-sort', 'ascending');

  const file = path.join(userData, 'saved.csv');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: 'Save as CSV…' }).click();
  await expect(page.getByText('The table has been saved.')).toBeVisible();
  const saved = readFileSync(file, 'utf8').replace('\uFEFF', '').trim().split('\r\n').slice(1);
  expect(
    saved
      .map((row) => row.split(','))
      .map(([name, , , tickets, met, breached]) => [name, tickets, met, breached]),
  ).toEqual((await shownRows(page)).map((row) => row.map((cell) => cell.replaceAll(',', ''))));

  const number = page.getByRole('button', { name: /^First response, Met, Total: /u });
  const count = Number((await number.textContent())?.replaceAll(',', ''));
  await number.click();
  const behind = page.getByRole('dialog', { name: 'First response, met: Total' });
  await expect(behind.getByRole('row')).toHaveCount(1 + Math.min(count, 300));
  expect(await findings(page), 'tickets').toEqual([]);
  await behind.getByRole('row').nth(1).getByRole('button').click();
  await expect(page.getByRole('log', { name: 'Conversation' })).toBeVisible();
});

test('somebody asks why a ticket is due then, sets another time by hand from the keyboard, and finds it by that', async () => {
  test.slow();
  const server = await startServer({ demo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await openView(page, 'All open');
  await deskIsReady(page);
  const { rows } = await invokeInPage(page, 'tickets.page', {
    view: 'allOpen',
    sort: 'due',
    offset: 0,
    limit: 1,
  });
  const number = `#${String(rows[0]?.number)}`;
  await page.getByRole('gridcell').first().click();
  await expect(page.getByRole('log', { name: 'Conversation' })).toBeVisible();
  await page.keyboard.press('Shift+D');
  const why = page.getByRole('dialog', { name: 'Why is it due then?' });
  await expect(why.getByRole('table').first()).toContainText('Sum');
  expect(await findings(page), 'why').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();

  await page.keyboard.press('d');
  await page.getByRole('menuitem', { name: 'In one hour' }).click();
  await expect(page.getByText('set the due time by hand').first()).toBeVisible();
  await server.stop();
  await page.getByRole('button', { name: 'Filter by due time' }).click();
  await page.getByRole('menuitemradio', { name: 'Overdue' }).click();
  await expect(page.getByText('Filter: Overdue')).toBeVisible();
  expect(await findings(page), 'filter').toEqual([]);
  await page.keyboard.press('/');
  await page.keyboard.type(`${number} due<2h`);
  await expect(page.getByRole('row')).toHaveCount(1);
});
