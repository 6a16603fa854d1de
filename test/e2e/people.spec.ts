import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { deskIsReady, invokeInPage, openView } from './desk.ts';
import { FIRST_ACCOUNT, launchBaton, startServer, test } from './launch.ts';

/** What axe finds, short enough to read in a failure. */
async function findings(page: Page): Promise<string[]> {
  // Electron cannot open the second page that axe's default mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

async function openFromMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /^You and your availability/u }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('an invited colleague comes in with the link, works, and loses everything when their device is removed', async () => {
  // Two desktops, and axe reads each new dialog.
  test.slow();
  const server = await startServer({ demo: true });
  const admin = (await launchBaton({ connect: await server.connectionTo(FIRST_ACCOUNT) })).page;
  await openView(admin, 'All open');
  await deskIsReady(admin);

  await openFromMenu(admin, 'Team');
  const team = admin.getByRole('dialog');
  await expect(team.getByRole('heading', { name: 'Team' })).toBeVisible();
  expect(await findings(admin), 'team').toEqual([]);
  await team.getByRole('button', { name: 'Invite somebody' }).click();
  await team.getByRole('button', { name: 'Make the link' }).click();
  await expect(team.getByText('Enter a name.')).toBeVisible();
  await team.getByRole('textbox', { name: 'Name' }).fill('Nora New');
  await team.getByLabel('E-mail').fill('nora@example.com');
  await team.getByRole('combobox', { name: 'Departments' }).click();
  await admin.getByRole('option').first().click();
  await team.getByRole('textbox', { name: 'Name' }).click();
  expect(await findings(admin), 'invite').toEqual([]);
  await team.getByRole('button', { name: 'Make the link' }).click();
  const link = await team.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link).toMatch(new RegExp(`^${server.url}/join/`, 'u'));
  expect(await findings(admin), 'link').toEqual([]);

  const { app: colleagueApp, page: colleague } = await launchBaton();
  await colleague.getByText('Code or invitation', { exact: true }).click();
  await colleague.getByRole('textbox', { name: 'Code or invitation link' }).fill(link);
  await expect(colleague.getByRole('textbox', { name: 'Server address' })).toHaveValue(server.url);
  await colleague.getByRole('button', { name: 'Sign in' }).click();
  await expect(colleague.getByRole('heading', { name: /^Welcome to/u })).toBeVisible();
  expect(await findings(colleague), 'join').toEqual([]);
  await colleague.getByRole('textbox', { name: 'Choose a password' }).fill('short');
  await colleague.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(colleague.getByText('At least 10 characters.', { exact: true })).toBeVisible();
  await colleague.getByRole('textbox', { name: 'Choose a password' }).fill('four words in a row');
  await colleague.getByRole('button', { name: 'Set the password and sign in' }).click();
  await openView(colleague, 'All open');
  await deskIsReady(colleague);
  const { rows } = await invokeInPage(colleague, 'tickets.page', {
    view: 'allOpen',
    sort: 'due',
    offset: 0,
    limit: 1,
  });
  const [ticket] = rows;
  if (!ticket) throw new Error('the colleague sees no ticket of their department');
  await invokeInPage(colleague, 'ticket.setPriority', { ticketId: ticket.id, priority: 'urgent' });
  await expect
    .poll(async () => (await invokeInPage(admin, 'tickets.get', { ticketId: ticket.id }))?.ticket.priority)
    .toBe('urgent');

  const [settings] = await Promise.all([
    colleagueApp.waitForEvent('window'),
    openFromMenu(colleague, 'Account and devices'),
  ]);
  await expect(settings.getByText('This device', { exact: false })).toBeVisible();
  expect(await findings(settings), 'account').toEqual([]);

  await team.getByRole('button', { name: 'Back' }).click();
  await expect(team.getByText('nora@example.com')).toBeVisible();
  await team.getByRole('button', { name: 'Actions for Nora New' }).click();
  await admin.getByRole('menuitem', { name: 'Devices of Nora New' }).click();
  await team.getByRole('button', { name: /^Remove /u }).click();
  await admin
    .getByRole('dialog', { name: /^Remove / })
    .getByRole('button', { name: 'Remove', exact: true })
    .click();
  await expect(team.getByText('Not signed in anywhere.')).toBeVisible();

  await expect(colleague.getByRole('heading', { name: 'Sign in to Baton' })).toBeVisible();
  await expect(
    colleague.getByText('Baton has deleted the workspace’s data from this computer', { exact: false }),
  ).toBeVisible();
  await colleague.getByRole('textbox', { name: 'Password', exact: true }).fill('four words in a row');
  await colleague.getByRole('button', { name: 'Sign in' }).click();
  await openView(colleague, 'All open');
  await deskIsReady(colleague);
});
