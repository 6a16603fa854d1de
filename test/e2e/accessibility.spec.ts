import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { action, deskIsReady, editor, invokeInPage, OLIVER, openSection } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

/** What axe finds, short enough to read in a failure. */
async function findings(page: Page): Promise<string[]> {
  // Electron cannot open the second page that axe's default mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** The parts of the settings, by what their buttons say. */
async function sections(settings: Page): Promise<string[]> {
  const buttons = settings.getByRole('navigation').getByRole('button');
  await expect(buttons.first()).toBeVisible();
  return buttons.allTextContents();
}

async function setScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await invokeInPage(page, 'preferences.set', { colorScheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
}

/** Everything that opens over an open ticket: what opens it, and what must then be there. */
const TICKET_MENUS: readonly {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  readonly shows: (page: Page) => Locator;
}[] = [
  {
    name: 'send menu',
    open: (page) => page.getByRole('button', { name: 'More ways to send' }).click(),
    shows: (page) => page.getByRole('menuitem', { name: 'Send and solve' }),
  },
  {
    name: 'canned replies',
    open: (page) => page.getByRole('button', { name: 'Canned replies' }).click(),
    shows: (page) => page.getByRole('listbox', { name: 'Canned replies' }),
  },
  {
    name: 'link',
    open: (page) => page.getByRole('button', { name: 'Link', exact: true }).click(),
    shows: (page) => page.getByRole('textbox', { name: 'Link address' }),
  },
  {
    name: 'snooze',
    open: (page) => action(page, 'Snooze').click(),
    shows: (page) => page.getByRole('menuitem', { name: 'Tomorrow morning' }),
  },
  ...['Status', 'Priority', 'Department', 'Assignee'].map((property) => ({
    name: property,
    open: (page: Page) =>
      details(page)
        .getByRole('button', { name: new RegExp(`^${property} `) })
        .click(),
    shows: (page: Page) => page.getByRole('listbox', { name: property }),
  })),
  {
    name: 'tags',
    open: (page) => details(page).getByRole('combobox', { name: 'Tags' }).click(),
    shows: (page) => page.getByRole('listbox', { name: 'Tags' }),
  },
  {
    name: 'tip',
    open: (page) => action(page, 'Transfer').hover(),
    shows: (page) => page.getByRole('tooltip'),
  },
];

function details(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Ticket details' });
}

/** Shows axe a dialog with each of its lists open. */
async function checkLists(page: Page, dialog: Locator, labels: readonly string[]): Promise<void> {
  await expect(dialog).toBeVisible();
  expect(await findings(page), (await dialog.textContent()) ?? '').toEqual([]);
  for (const label of labels) {
    await dialog.getByRole('combobox', { name: label }).or(dialog.getByLabel(label)).first().click();
    await expect(page.getByRole('option').first()).toBeVisible();
    expect(await findings(page), label).toEqual([]);
    await dialog.getByRole('heading').first().click();
    await expect(page.getByRole('option').first()).toBeHidden();
  }
}

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the desk, the ticket and its menus in the ${scheme} theme`, async () => {
    // Axe reads the whole window again for everything that opens.
    test.slow();
    const server = await startServer({ demo: true });
    const { page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
    await deskIsReady(page);
    await setScheme(page, scheme);
    expect(await findings(page), 'desk').toEqual([]);
    await page.getByRole('gridcell').first().click();
    await expect(page.getByRole('log', { name: 'Conversation' })).toBeVisible();
    expect(await findings(page), 'ticket').toEqual([]);
    await editor(page).fill('Some words, so that they can be sent.');
    for (const { name, open, shows } of TICKET_MENUS) {
      await open(page);
      await expect(shows(page), name).toBeVisible();
      expect(await findings(page), name).toEqual([]);
      await page.keyboard.press('Escape');
      await page.mouse.move(0, 0);
      await expect(shows(page), name).toBeHidden();
    }
  });

  test(`axe finds nothing in the dialogs and their lists in the ${scheme} theme`, async () => {
    // Axe reads the whole window again for everything that opens.
    test.slow();
    const server = await startServer({ demo: true });
    const { app, page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
    await deskIsReady(page);
    await setScheme(page, scheme);
    await page.getByRole('gridcell').first().click();
    await action(page, 'Transfer').click();
    await checkLists(page, page.getByRole('dialog', { name: 'Transfer the ticket' }), ['Department']);
    await page.keyboard.press('Escape');
    await action(page, 'Assign').click();
    await checkLists(page, page.getByRole('dialog', { name: 'Assign the ticket' }), []);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New ticket' }).first().click();
    const newTicket = page.getByRole('dialog', { name: 'New ticket' });
    await checkLists(page, newTicket, ['Priority', 'Channel']);
    await newTicket.getByRole('button', { name: 'Close' }).click();
    await expect(newTicket).toBeHidden();
    const [settings] = await Promise.all([app.waitForEvent('window'), page.keyboard.press('Control+,')]);
    for (const name of await sections(settings)) {
      await openSection(settings, name);
      expect(await findings(settings), name).toEqual([]);
    }
  });
}

test('axe finds nothing on the sign-in screen', async () => {
  const { page } = await launchBaton();
  await expect(page.getByRole('heading', { name: 'Sign in to Baton' })).toBeVisible();
  expect(await findings(page)).toEqual([]);
});
