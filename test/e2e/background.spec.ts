import { expect, type ElectronApplication } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deskIsReady, invokeInPage, OLIVER, openSection } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

function areVisible(app: ElectronApplication): Promise<boolean[]> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isVisible()),
  );
}

/** Closes the desk's window as its person would: by its frame, not by the page. */
function closeWindow(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

/** Starts Baton once more on the same profile, as a link or the launcher does, and waits until that one has ended. */
async function startAgain(app: ElectronApplication, userData: string, ...args: string[]): Promise<void> {
  const executable = await app.evaluate(() => process.execPath);
  const second = spawn(executable, ['--no-sandbox', '--disable-gpu', '.', ...args], {
    env: { ...process.env, BATON_USER_DATA: userData },
    stdio: 'ignore',
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
}

test('closing explains what can go on, keeps Baton running when so chosen, and a second start shows it again', async () => {
  const server = await startServer({ demo: true });
  const { app, page, userData } = await launchBaton({
    connect: await server.connectionTo(OLIVER),
    env: { BATON_TRAY: '1' },
  });
  await deskIsReady(page);
  await closeWindow(app);
  const question = page.getByRole('dialog', { name: 'Keep Baton running?' });
  await expect(question).toContainText('in the tray');
  await question.getByRole('button', { name: 'Keep running' }).click();
  await expect.poll(() => areVisible(app)).toEqual([false]);

  await startAgain(app, userData);
  await expect.poll(() => areVisible(app)).toEqual([true]);
  await closeWindow(app);
  await expect.poll(() => areVisible(app)).toEqual([false]);
  expect((await invokeInPage(page, 'sync.status', {})).name).toBe('online');
});

test('where no tray is shown, Baton says so and is minimised instead', async () => {
  const server = await startServer({ demo: true });
  const { app, page } = await launchBaton({
    connect: await server.connectionTo(OLIVER),
    env: { BATON_TRAY: '0' },
  });
  await deskIsReady(page);
  // The virtual display has nobody who would minimise a window: what it is asked for has to do.
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window) window.minimize = () => window.setTitle('minimised');
  });
  await closeWindow(app);
  const question = page.getByRole('dialog', { name: 'Keep Baton running?' });
  await expect(question).toContainText('This desktop shows no tray');
  await question.getByRole('checkbox', { name: 'Do this from now on' }).uncheck();
  await question.getByRole('button', { name: 'Minimise' }).click();
  const title = (): Promise<string | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  await expect.poll(title).toBe('minimised');
  expect((await invokeInPage(page, 'preferences.get', {})).onClose).toBe('ask');
});

test('a link opens its ticket, also in a Baton that runs; a link that is none is refused with a word', async () => {
  const server = await startServer({ demo: true });
  const first = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(first.page);
  const { rows } = await invokeInPage(first.page, 'tickets.page', {
    view: 'allOpen',
    sort: 'age',
    offset: 3,
    limit: 2,
  });
  const [one, other] = rows;
  if (!one || !other) throw new Error('the demo has no tickets');
  await startAgain(first.app, first.userData, `baton://ticket/${String(one.number)}`);
  await expect(first.page.getByRole('heading', { name: one.subject })).toBeVisible();
  await startAgain(first.app, first.userData, `baton://ticket/${other.id}`);
  await expect(first.page.getByRole('heading', { name: other.subject })).toBeVisible();
  await startAgain(first.app, first.userData, 'baton://ticket/1?then=format-the-disk');
  await expect(first.page.getByText('This link is not one that Baton can open')).toBeVisible();
  await startAgain(first.app, first.userData, 'baton://ticket/999999');
  await expect(first.page.getByText('This ticket is not here any more')).toBeVisible();
  await first.close();

  const again = await launchBaton({
    userData: first.userData,
    args: [`baton://ticket/${String(one.number)}`],
  });
  await expect(again.page.getByRole('heading', { name: one.subject })).toBeVisible();
});

test('what is changed in the settings shows at the desk at once', async () => {
  const server = await startServer({ demo: true });
  const { app, page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  const [settings] = await Promise.all([app.waitForEvent('window'), page.keyboard.press('Control+,')]);
  await openSection(settings, 'Appearance');
  await settings.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  const widthBefore = await page.evaluate(() => globalThis.innerWidth);
  await settings.getByRole('combobox', { name: 'Size of text and windows' }).click();
  await settings.getByRole('option', { name: '125%' }).click();
  await expect.poll(() => page.evaluate(() => globalThis.innerWidth)).toBeLessThan(widthBefore * 0.85);

  await openSection(settings, 'Shortcuts');
  await settings.getByRole('button', { name: 'Change: New ticket' }).click();
  await settings.keyboard.press('r');
  await expect(settings.getByRole('alert')).toContainText('R already stands for “Write a reply”');
  await settings.keyboard.press('Shift+G');
  await expect(settings.getByRole('button', { name: 'Reset: New ticket' })).toBeVisible();
  await page.keyboard.press('c');
  await page.keyboard.press('Shift+G');
  await expect(page.getByRole('dialog', { name: 'New ticket' })).toBeVisible();
  await page.keyboard.press('Escape');

  await openSection(settings, 'Language and spelling');
  await settings.getByRole('combobox', { name: 'Language', exact: true }).click();
  await settings.getByRole('option', { name: 'Čeština' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'cs');
  await expect(settings.getByRole('heading', { name: 'Nastavení' })).toBeVisible();
  await settings.getByRole('button', { name: 'Diagnostika' }).click();
  const report = settings.getByRole('region', { name: 'Zpráva' });
  await expect(report).toContainText('Electron');
  await expect(report).toContainText('State: online');
  await expect(report).not.toContainText(OLIVER);
  await settings.getByRole('button', { name: 'O aplikaci Baton' }).click();
  await expect(settings.getByText(/^react \d/u)).toBeVisible();
});

test('a settings file that cannot be read is set aside, and the window says where', async () => {
  const first = await launchBaton();
  await expect(first.page.getByRole('heading', { name: 'Sign in to Baton' })).toBeVisible();
  await invokeInPage(first.page, 'preferences.set', { language: 'ro' });
  await first.close();
  const file = path.join(first.userData, 'preferences.json');
  expect(readFileSync(file, 'utf8')).toContain('"ro"');
  writeFileSync(file, '{ "version": 2, "preferences": [');
  const { page } = await launchBaton({ userData: first.userData });
  await expect(page.getByText('Baton had to put a file aside')).toBeVisible();
  const aside = readdirSync(first.userData).find((name) => name.startsWith('preferences.json.unreadable'));
  expect(aside).toBeDefined();
  await expect(page.getByText(aside ?? 'never', { exact: false })).toBeVisible();
});
