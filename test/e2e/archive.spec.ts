import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { deskIsReady, invokeInPage, OLIVER, openSection, thread } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

test('a ticket closed long ago is found on the server and opens like any other', async () => {
  const server = await startServer({ demo: true });
  const { app, page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  const before = await invokeInPage(page, 'tickets.search', { text: 'status:closed', offset: 0, limit: 1 });

  await page
    .getByRole('button', { name: /Oliver/ })
    .first()
    .click();
  const [settings] = await Promise.all([
    app.waitForEvent('window'),
    page.getByRole('menuitem', { name: 'Settings' }).click(),
  ]);
  await openSection(settings, 'Storage');
  await settings.getByRole('combobox', { name: 'Keep closed tickets on this computer' }).click();
  await settings.getByRole('option', { name: 'for 30 days' }).click();
  await settings.close();
  await expect
    .poll(
      async () =>
        (await invokeInPage(page, 'tickets.search', { text: 'status:closed', offset: 0, limit: 1 })).total,
    )
    .toBeLessThan(before.total);

  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search tickets' }).fill('status:closed ');
  const onServer = page.getByRole('region', { name: 'On the server' });
  await expect(onServer.getByRole('listitem').first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(
    violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`)),
  ).toEqual([]);
  await onServer.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(thread(page).getByRole('article').first()).toBeVisible();

  await server.stop();
  await expect(onServer).toContainText('You are offline');
});
