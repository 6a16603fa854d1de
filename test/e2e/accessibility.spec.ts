import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { action, deskIsReady, OLIVER } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

/** What axe finds, short enough to read in a failure. */
async function findings(page: Page): Promise<string[]> {
  // Electron cannot open the second page that axe's default mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

async function setScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(
    (scheme) => window.baton.invoke('preferences.set', { colorScheme: scheme }),
    colorScheme,
  );
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
}

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the desk, the ticket and its dialogs in the ${scheme} theme`, async () => {
    const server = await startServer({ demo: true });
    const { page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
    await deskIsReady(page);
    await setScheme(page, scheme);
    expect(await findings(page), 'desk').toEqual([]);
    await page.getByRole('gridcell').first().click();
    await expect(page.getByRole('log', { name: 'Conversation' })).toBeVisible();
    expect(await findings(page), 'ticket').toEqual([]);
    await action(page, 'Transfer').click();
    await expect(page.getByRole('dialog', { name: 'Transfer the ticket' })).toBeVisible();
    expect(await findings(page), 'transfer').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New ticket' }).first().click();
    await expect(page.getByRole('dialog', { name: 'New ticket' })).toBeVisible();
    expect(await findings(page), 'new ticket').toEqual([]);
  });
}

test('axe finds nothing on the sign-in screen', async () => {
  const { page } = await launchBaton();
  await expect(page.getByRole('heading', { name: 'Sign in to Baton' })).toBeVisible();
  expect(await findings(page)).toEqual([]);
});
