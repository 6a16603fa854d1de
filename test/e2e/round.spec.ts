import { expect } from '@playwright/test';
import { aCustomer } from './customer.ts';
import {
  action,
  deskIsReady,
  editor,
  GRACE,
  OLIVER,
  openBySubject,
  openView,
  responsible,
  rowOf,
  thread,
} from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

test('a customer writes, an agent who answers holds the ticket, and the answer reaches the customer', async () => {
  const server = await startServer({ demo: true });
  const customer = aCustomer(server);
  const oliver = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  const grace = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await Promise.all([deskIsReady(oliver.page), deskIsReady(grace.page)]);

  await customer.writes('My bell fell off', 'It rang once and then it was gone.');
  await openView(oliver.page, 'Unassigned');
  await openBySubject(oliver.page, 'My bell fell off');
  await expect(thread(oliver.page)).toContainText('It rang once and then it was gone.');
  await expect(oliver.page.getByText('Your reply makes you responsible')).toBeVisible();

  // Sent and taken back within the undo time: the words are in the editor again and nothing has left.
  await editor(oliver.page).fill('We send you a new one.');
  await oliver.page.keyboard.press('Control+Enter');
  await oliver.page.getByRole('button', { name: 'Undo' }).click();
  await expect(editor(oliver.page)).toContainText('We send you a new one.');
  expect(await customer.conversation()).not.toContain('We send you a new one.');

  // Sent for good, together with the status.
  await oliver.page.getByRole('button', { name: 'More ways to send' }).click();
  await oliver.page.getByRole('menuitem', { name: 'Send and solve' }).click();
  await expect(responsible(oliver.page, 'Support', 'You')).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => customer.conversation(), { timeout: 20_000 }).toContain('We send you a new one.');

  // The supervisor's desk has followed live: solved, held by Oliver, with the reason in the history.
  await openBySubject(grace.page, 'My bell fell off');
  await expect(responsible(grace.page, 'Support', 'Oliver Grant')).toBeVisible();
  await expect(thread(grace.page)).toContainText('took the ticket by replying');

  // The customer writes again: reopened, and still Oliver's.
  await customer.writesAgain('The new one fell off as well.');
  await expect(thread(grace.page)).toContainText('The new one fell off as well.');
  await expect(grace.page.getByText('Reopened', { exact: true }).first()).toBeVisible();
  await openView(oliver.page, 'Mine');
  // By due time it may stand below what the list has drawn.
  await oliver.page.getByRole('button', { name: 'Sorted by' }).click();
  await oliver.page.getByRole('menuitemradio', { name: 'Last activity' }).click();
  await expect(rowOf(oliver.page, 'My bell fell off')).toBeVisible();
});

test('a transfer to another department leaves nobody responsible, and says why to everyone', async () => {
  const server = await startServer({ demo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await deskIsReady(page);
  await aCustomer(server).writes('Charged three times', 'Please give two of them back.');
  await openBySubject(page, 'Charged three times');
  await page.keyboard.press('Escape');
  await action(page, 'Take').click();
  await expect(responsible(page, 'Support', 'You')).toBeVisible();

  await action(page, 'Transfer').click();
  const dialog = page.getByRole('dialog', { name: 'Transfer the ticket' });
  await dialog
    .getByRole('combobox', { name: 'Department' })
    .or(dialog.getByLabel('Department'))
    .first()
    .click();
  await page.getByRole('option', { name: /Billing/ }).click();
  await expect(dialog.getByText('Nobody will be responsible until somebody in Billing')).toBeVisible();
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await expect(dialog.getByText('Choose a reason.')).toBeVisible();
  await dialog.getByText('Expertise', { exact: false }).first().click();
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await expect(dialog).toBeHidden();
  await expect(responsible(page, 'Billing', 'Nobody')).toBeVisible();
  await expect(thread(page)).toContainText(
    'transferred the ticket from Support to Billing; nobody has it yet',
  );
});
