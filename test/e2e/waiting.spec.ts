import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { aCustomer } from './customer.ts';
import {
  action,
  deskIsReady,
  editor,
  GRACE,
  invokeInPage,
  OLIVER,
  openBySubject,
  syncState,
  thread,
} from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

async function findings(page: Page, part = 'html'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).include(part).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

async function setPriority(page: Page, name: string): Promise<void> {
  const details = page.getByRole('complementary', { name: 'Ticket details' });
  await details.getByRole('button', { name: /^Priority / }).click();
  await page.getByRole('option', { name }).click();
}

test('what is done without a link stands in the queue; what is taken back there never reaches the server', async () => {
  const server = await startServer({ demo: true });
  const subject = 'My bell fell off';
  await aCustomer(server).writes(subject, 'It rang once and then it was gone.');
  const { page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  await openBySubject(page, subject);

  await server.stop();
  await expect(syncState(page)).toContainText('Offline since');
  await page.keyboard.press('Escape');
  await action(page, 'Take').click();
  await setPriority(page, 'Urgent');
  await editor(page).fill('We send you a new one.');
  await page.keyboard.press('Control+Enter');
  await expect(thread(page)).toContainText('We send you a new one.');
  await page.getByRole('heading', { name: subject }).click();
  await page.getByText('Internal note').first().click();
  await editor(page).fill('He has been a customer for years.');
  await page.keyboard.press('Control+Enter');
  await expect(syncState(page)).toContainText('4 changes waiting', { timeout: 30_000 });

  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: /Connection and sync/ })
    .click();
  await page.getByRole('button', { name: 'See what waits' }).click();
  const queue = page.getByRole('dialog', { name: 'What waits for the server' });
  const lines = queue.getByRole('list', { name: 'Waiting changes' }).getByRole('listitem');
  await expect(lines).toHaveCount(4);
  await expect(lines.first()).toContainText('Waits because you are offline since');
  for (const scheme of ['dark', 'light'] as const) {
    await invokeInPage(page, 'preferences.set', { colorScheme: scheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
    expect(await findings(page), scheme).toEqual([]);
  }

  // The note goes; its words are in the editor again. The priority goes by the key.
  await queue.getByRole('button', { name: /^Undo: Note on/ }).click();
  await expect(queue).toBeHidden();
  await expect(editor(page)).toContainText('He has been a customer for years.');
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: /Connection and sync/ })
    .click();
  await page.getByRole('button', { name: 'See what waits' }).click();
  await queue.getByRole('button', { name: /^Undo: Priority of/ }).click();
  await expect(lines).toHaveCount(2);
  await queue.getByRole('button', { name: 'Close' }).click();

  await server.restart();
  await expect(syncState(page)).toContainText('Online', { timeout: 40_000 });
  await expect(syncState(page)).not.toContainText('waiting');
  const grace = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await deskIsReady(grace.page);
  await openBySubject(grace.page, subject);
  await expect(thread(grace.page)).toContainText('We send you a new one.');
  await expect(thread(grace.page)).toContainText('took the ticket');
  await expect(thread(grace.page)).not.toContainText('priority');
  await expect(thread(grace.page)).not.toContainText('He has been a customer for years.');
});

test('a reply to what a colleague has answered comes back above the editor, and can still be sent', async () => {
  const server = await startServer({ demo: true });
  const customer = aCustomer(server);
  const subject = 'The chain jumps';
  await customer.writes(subject, 'Every few metres.');
  const oliver = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(oliver.page);
  await openBySubject(oliver.page, subject);
  await expect(thread(oliver.page)).toContainText('Every few metres.');
  await server.stop();
  await expect(syncState(oliver.page)).toContainText('Offline since');
  await editor(oliver.page).fill('Please bring it in.');
  await oliver.page.keyboard.press('Control+Enter');
  await setPriority(oliver.page, 'High');
  await expect(syncState(oliver.page)).toContainText(/\d changes? waiting/);
  // The reply could still be taken back.
  const { userData } = oliver;
  await oliver.close();

  await server.restart();
  const grace = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await deskIsReady(grace.page);
  await openBySubject(grace.page, subject);
  await setPriority(grace.page, 'Urgent');
  await editor(grace.page).fill('A new chain is on its way.');
  await grace.page.keyboard.press('Control+Enter');
  await expect
    .poll(() => customer.conversation(), { timeout: 30_000 })
    .toContain('A new chain is on its way.');

  const again = await launchBaton({ userData });
  await deskIsReady(again.page);
  await openBySubject(again.page, subject);
  const held = again.page.getByRole('alert', { name: 'Answered meanwhile' });
  await expect(held).toContainText('answered', { timeout: 30_000 });
  await expect(held).toContainText('A new chain is on its way.');
  await expect(held).toContainText('Please bring it in.');
  expect(await customer.conversation()).not.toContain('Please bring it in.');
  const lost = again.page.getByRole('list', { name: 'Changes of yours that were overtaken' });
  await expect(lost).toContainText('Priority: your “High” was overtaken. Grace');
  for (const part of ['[aria-label="Answered meanwhile"]', '[aria-label^="Changes of yours"]'])
    expect(await findings(again.page, part), part).toEqual([]);
  // Of what the reply had done beside its words nothing is told.
  await expect(lost.getByRole('listitem')).toHaveCount(1);
  await lost.getByRole('button', { name: 'Set it again: Priority, High' }).click();
  await expect(lost.getByText('Priority: your “High”')).toBeHidden();
  await held.getByRole('button', { name: 'Send anyway' }).click();
  await expect(held).toBeHidden();
  await expect.poll(() => customer.conversation(), { timeout: 30_000 }).toContain('Please bring it in.');
});
