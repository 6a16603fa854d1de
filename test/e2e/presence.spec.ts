import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { aCustomer } from './customer.ts';
import { deskIsReady, editor, GRACE, invokeInPage, OLIVER, openBySubject, openView, rowOf } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

/** Where a picture is left when somebody wants to look at it. */
const PICTURES = process.env['BATON_PICTURES'];

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES !== undefined)
    await page.screenshot({ path: `${PICTURES}/${name}.png`, animations: 'disabled' });
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

test('who opens a ticket sees that a colleague reads it, writes in it, and does so no more', async () => {
  const server = await startServer({ demo: true });
  const oliver = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  const grace = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await Promise.all([deskIsReady(oliver.page), deskIsReady(grace.page)]);
  await aCustomer(server).writes('My bell fell off', 'It rang once and then it was gone.');
  await openView(oliver.page, 'Unassigned');
  // By due time it may stand below what the list has drawn.
  await oliver.page.getByRole('button', { name: 'Sorted by' }).click();
  await oliver.page.getByRole('menuitemradio', { name: 'Last activity' }).click();
  await openBySubject(oliver.page, 'My bell fell off');
  await openView(grace.page, 'Unassigned');
  await openBySubject(grace.page, 'My bell fell off');

  const notice = oliver.page.getByRole('status', { name: 'Colleagues in this ticket' });
  const others = grace.page.getByRole('status', { name: 'Colleagues in this ticket' });
  await expect(notice).toContainText(/^Grace \w+ is viewing$/u);
  await expect(others).toContainText(/^Oliver Grant is viewing$/u);
  await expect(rowOf(oliver.page, 'My bell fell off').getByRole('img', { name: 'is viewing' })).toBeVisible();
  await picture(oliver.page, 'viewing-light');

  await editor(grace.page).fill('We send you a new one.');
  await expect(notice).toContainText('is writing a reply');
  await expect(
    rowOf(oliver.page, 'My bell fell off').getByRole('img', { name: 'is writing a reply' }),
  ).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await invokeInPage(oliver.page, 'preferences.set', { colorScheme });
    await expect(oliver.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    expect(await findings(oliver.page), colorScheme).toEqual([]);
    await picture(oliver.page, `writing-${colorScheme}`);
    await oliver.page.getByRole('button', { name: /^Responsible: / }).click();
    const assign = oliver.page.getByRole('dialog', { name: 'Assign the ticket' });
    await expect(assign.getByRole('option', { name: /Grace/ })).toContainText('Online');
    expect(await findings(oliver.page), `assigning, ${colorScheme}`).toEqual([]);
    await picture(oliver.page, `assign-${colorScheme}`);
    await oliver.page.keyboard.press('Escape');
    await expect(assign).toBeHidden();
  }

  // She leaves the editor without having sent: she still reads.
  await grace.page.keyboard.press('Escape');
  await expect(notice).toContainText('is viewing');
  await grace.close();
  await expect(notice).toHaveText('', { timeout: 20_000 });
});
