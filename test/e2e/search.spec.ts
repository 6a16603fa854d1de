import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { aCustomer } from './customer.ts';
import { deskIsReady, invokeInPage, OLIVER, rowOf, thread } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

test('a word of a message that has just arrived finds its ticket, by keyboard alone', async () => {
  const server = await startServer({ demo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  await aCustomer(server).writes('A strange noise', 'Příliš žluťoučký kůň rides my bicycle.');

  await page.keyboard.press('Control+f');
  const field = page.getByRole('combobox', { name: 'Search tickets' });
  await expect(field).toBeFocused();
  await field.pressSequentially('zlutou');
  await expect(rowOf(page, 'A strange noise')).toBeVisible();
  await expect(page.locator('mark')).toHaveText(['žluťoučký']);
  await expect(page.getByText('1 ticket found')).toBeAttached();

  // A filter is offered while it is typed; its value comes from the directory.
  await field.pressSequentially(' depart');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('zlutou department:');
  await expect(page.getByRole('option', { name: 'department:Support' })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await invokeInPage(page, 'preferences.set', { colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    // Electron cannot open the second page that axe's default mode wants.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')}`),
    );
    expect(found, colorScheme).toEqual([]);
  }
  await field.pressSequentially('Bill ');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await field.fill('zlutou');
  await page.keyboard.press('Enter');
  await expect(thread(page)).toContainText('rides my bicycle');

  // Esc leaves the search; the view is there again.
  await page.keyboard.press('/');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await expect(page.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible();
});
