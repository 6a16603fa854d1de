import { expect, type Page } from '@playwright/test';
import { aCustomer } from './customer.ts';
import { AxeBuilder } from '@axe-core/playwright';
import {
  action,
  deskIsReady,
  editor,
  OLIVER,
  GRACE,
  openBySubject,
  openSection,
  openView,
  responsible,
  thread,
} from './desk.ts';
import { closeAndRead, dunst } from './dunst.ts';
import { launchBaton, startServer, test, type Baton } from './launch.ts';

/** What axe finds, short enough to read in a failure. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** The settings about notices, in their own window. */
async function openNoticeSettings({ app, page }: Baton): Promise<Page> {
  const [settings] = await Promise.all([app.waitForEvent('window'), page.keyboard.press('Control+,')]);
  await openSection(settings, 'Notifications');
  return settings;
}

test.skip(process.platform !== 'linux', 'the notification daemon these tests ask is a Linux one');

test.beforeEach(() => {
  dunst('close-all');
});

test('an agent is told of a ticket somebody assigns to them, once, and a click opens it', async () => {
  const server = await startServer({ demo: true });
  const oliver = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  const grace = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await Promise.all([deskIsReady(oliver.page), deskIsReady(grace.page)]);
  expect(dunst('count', 'displayed'), 'an initial sync is no news').toBe('0');

  await aCustomer(server).writes('A brake that whistles', 'Only when it rains.');
  await openBySubject(grace.page, 'A brake that whistles');
  await action(grace.page, 'Assign').click();
  await grace.page
    .getByRole('dialog')
    .getByRole('textbox')
    .or(grace.page.getByRole('dialog').getByRole('combobox'))
    .first()
    .fill('Oliver');
  await grace.page.getByRole('option', { name: /Oliver Grant/ }).click();

  await expect.poll(() => dunst('count', 'displayed')).toBe('1');
  dunst('action', '0');
  await expect(oliver.page.getByRole('heading', { name: 'A brake that whistles' })).toBeVisible();
  expect(closeAndRead()).toEqual({
    summary: 'Assigned to you',
    body: expect.stringContaining('A brake that whistles'),
  });
});

test('an agent is told when their solved ticket comes back, and not of what they do themselves', async () => {
  const server = await startServer({ demo: true });
  const customer = aCustomer(server);
  const { page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  await customer.writes('Squeaky <b>saddle</b>', 'It squeaks.');
  await openBySubject(page, 'Squeaky <b>saddle</b>');
  await editor(page).fill('Some oil helps.');
  await page.keyboard.press('Control+Shift+Enter');
  await expect.poll(() => customer.conversation(), { timeout: 20_000 }).toContain('Some oil helps.');
  expect(dunst('count', 'displayed'), 'my own actions are no news').toBe('0');

  await customer.writesAgain('It squeaks again.');
  await expect.poll(() => dunst('count', 'displayed')).toBe('1');
  expect(closeAndRead()).toEqual({
    summary: 'Your ticket is open again',
    body: expect.stringContaining('saddle'),
  });
});

test('a customer’s reply is shown; while not to be disturbed it is only listed, and the list leads to it', async () => {
  const server = await startServer({ demo: true });
  const customer = aCustomer(server);
  const baton = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  const { page } = baton;
  await deskIsReady(page);
  await customer.writes('A bell that does not ring', 'It makes no sound.');
  await openBySubject(page, 'A bell that does not ring');
  await action(page, 'Take').click();
  await expect(responsible(page, 'Support', 'You')).toBeVisible();

  await customer.writesAgain('Not even when it rains.');
  await expect.poll(() => dunst('count', 'displayed')).toBe('1');
  expect(closeAndRead()).toEqual({
    summary: 'The customer has replied',
    body: expect.stringContaining('Not even when it rains.'),
  });

  const settings = await openNoticeSettings(baton);
  await settings.getByRole('button', { name: 'Until I end it' }).click();
  await expect(settings.getByText('Not disturbed until you end it.')).toBeVisible();
  await settings.close();
  await customer.writesAgain('And not when it shines.');
  await expect(page.getByRole('button', { name: 'Notices: 2 unread' })).toBeVisible();
  expect(dunst('count', 'displayed'), 'nothing pops up').toBe('0');

  await openView(page, 'Solved');
  await page.keyboard.press('b');
  const centre = page.getByRole('dialog', { name: 'Notices' });
  const first = centre.getByRole('listitem').first();
  await expect(first).toContainText('And not when it shines.');
  await first.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'A bell that does not ring' })).toBeVisible();
  // With the ticket before the person's eyes everything that was told of it is read.
  await expect(page.getByRole('button', { name: 'Notices: none unread' })).toBeVisible();
});

test('all notices are marked as read at once, and stay so over a restart', async () => {
  const server = await startServer({ demo: true });
  const connect = await server.connectionTo(OLIVER);
  const first = await launchBaton({ connect });
  await deskIsReady(first.page);
  await aCustomer(server).writes('A saddle too high', 'I cannot reach the ground.');
  await aCustomer(server).writes('A saddle too low', 'I cannot reach the pedals.');
  const { page } = first;
  await page.getByRole('button', { name: 'Notices: 2 unread' }).click();
  const centre = page.getByRole('dialog', { name: 'Notices' });
  await centre.getByText('Unread', { exact: true }).first().click();
  await centre.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(centre.getByText('You have read everything')).toBeVisible();
  await expect(centre.getByRole('button', { name: 'Mark all as read' })).toBeDisabled();
  await first.close();

  const again = await launchBaton({ userData: first.userData });
  await deskIsReady(again.page);
  await again.page.getByRole('button', { name: 'Notices: none unread' }).click();
  await expect(again.page.getByRole('dialog').getByText('A saddle too low')).toBeVisible();
});

test('a test shows whether notices reach the person, the log says what became of it, and axe finds nothing', async () => {
  const server = await startServer({ demo: true });
  const baton = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(baton.page);
  const settings = await openNoticeSettings(baton);
  await settings.getByRole('checkbox', { name: 'a ticket is assigned to me: Sound' }).uncheck();
  await settings.getByRole('switch', { name: 'Keep quiet at these hours' }).check();
  await settings.getByLabel('From').fill('22:30');
  await settings.getByRole('button', { name: 'Send a test notice' }).click();
  await expect(settings.getByText(/^The system has shown it/)).toBeVisible();
  expect(closeAndRead()).toEqual({
    summary: 'Baton can reach you',
    body: 'This is a test. Notices look like this one.',
  });
  await expect(settings.getByRole('cell', { name: 'shown by the system, with sound' })).toBeVisible();
  expect(await findings(settings)).toEqual([]);

  await settings.close();
  const again = await openNoticeSettings(baton);
  await expect(again.getByRole('checkbox', { name: 'a ticket is assigned to me: Sound' })).not.toBeChecked();
  await expect(again.getByLabel('From')).toHaveValue('22:30');
});

test('a colleague is mentioned from the keyboard, asked to look and told', async () => {
  const server = await startServer({ demo: true });
  const oliver = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  const grace = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await Promise.all([deskIsReady(oliver.page), deskIsReady(grace.page)]);
  await aCustomer(server).writes('A chain that jumps', 'Every third turn.');
  const { page } = grace;
  await openBySubject(page, 'A chain that jumps');
  await page.getByRole('region', { name: 'Write' }).getByText('Internal note').click();
  await editor(page).pressSequentially('Please look, @oli');
  await expect(page.getByRole('option', { name: 'Oliver Grant' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(editor(page)).toContainText('Please look, @Oliver Grant');
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => dunst('count', 'displayed'), { timeout: 20_000 }).toBe('1');
  expect(closeAndRead()).toEqual({
    summary: 'You were mentioned',
    body: expect.stringContaining('Please look, @Oliver Grant'),
  });
  await openBySubject(oliver.page, 'A chain that jumps');
  await expect(thread(oliver.page).locator('.baton-mention')).toHaveText('@Oliver Grant');
  const remove = 'Remove follower Oliver Grant';
  await expect(page.getByRole('button', { name: remove })).toBeVisible();
  await oliver.page.getByRole('button', { name: `${remove} (you)` }).press('Enter');
  await expect(page.getByRole('button', { name: remove })).toBeHidden();
});
