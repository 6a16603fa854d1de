import { expect } from '@playwright/test';
import { freePort } from '../../build/runtime/syncServer.mjs';
import { deskIsReady, OLIVER, rowOf } from './desk.ts';
import { FIRST_ACCOUNT, launchBaton, startServer, test } from './launch.ts';

test('an empty workspace offers the demo and fills the desk with it', async () => {
  const server = await startServer({ allowDemo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(FIRST_ACCOUNT) });
  await page.getByRole('button', { name: 'Create a demo workspace' }).click();
  await expect(page.getByRole('button', { name: /^All open/ })).toContainText(/\d/, { timeout: 40_000 });
});

test('a ticket for a customer who calls is the only agent’s at once, and keeps its place over a restart', async () => {
  const server = await startServer();
  const first = await launchBaton({ connect: await server.connectionTo(FIRST_ACCOUNT) });
  await first.page.getByRole('button', { name: 'Create the first ticket' }).click();
  const dialog = first.page.getByRole('dialog', { name: 'New ticket' });
  await dialog.getByPlaceholder('Name, e-mail or phone…').fill('Wanda Caller');
  await first.page.getByRole('option', { name: /New customer/ }).click();
  await dialog.getByLabel('Phone', { exact: true }).first().fill('+420 123 456 789');
  await dialog.getByLabel('Subject').fill('Where is my parcel?');
  await dialog.getByRole('textbox', { name: 'What they said' }).fill('Ordered two weeks ago.');
  await dialog.getByRole('button', { name: 'Create ticket' }).click();
  await expect(first.page.getByRole('heading', { name: 'Where is my parcel?' })).toBeVisible();
  await deskIsReady(first.page);
  await expect(rowOf(first.page, 'Where is my parcel?')).toContainText('#1001');
  await first.close();

  await server.stop();
  const again = await launchBaton({ userData: first.userData });
  await expect(rowOf(again.page, 'Where is my parcel?')).toBeVisible();
});

test('somebody new hears what is wrong with an address, signs in, chooses how Baton is, and sees once how it works', async () => {
  const server = await startServer({ demo: true });
  const first = await launchBaton({ isNew: true });
  const { page } = first;
  await page.getByText('Code or invitation', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Code or invitation link' }).fill(await server.code(OLIVER));
  const address = page.getByRole('textbox', { name: 'Server address' });
  const signIn = page.getByRole('button', { name: 'Sign in' });
  await address.fill(`http://127.0.0.1:${String(await freePort())}`);
  await signIn.click();
  await expect(page.getByRole('alert')).toContainText('no server answers on it');
  await address.fill(server.url.replace('http://', 'https://'));
  await signIn.click();
  await expect(page.getByRole('alert')).toContainText('does not speak https');
  await address.fill(server.url);
  await signIn.click();

  const introduction = page.getByRole('dialog', { name: /^Welcome, Oliver/u });
  await introduction.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  const next = introduction.getByRole('button', { name: 'Next' });
  while (await next.isVisible()) await next.click();
  await expect(introduction).toContainText('Everything from the keyboard');
  await introduction.getByRole('button', { name: 'Start working' }).click();
  await deskIsReady(page);
  await first.close();

  const again = await launchBaton({ userData: first.userData });
  await deskIsReady(again.page);
  await expect(again.page.getByRole('dialog')).toHaveCount(0);
});
