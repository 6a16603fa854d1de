import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { aCustomer } from './customer.ts';
import { deskIsReady, GRACE, invokeInPage, openBySubject, responsible } from './desk.ts';
import { launchBaton, startServer, test, type Baton } from './launch.ts';

async function openWall({ app, page }: Baton): Promise<Page> {
  const opening = app.waitForEvent('window');
  await page.getByRole('button', { name: 'SLA wall' }).click();
  const wall = await opening;
  await expect(wall.getByRole('heading', { name: 'SLA wall' })).toBeVisible();
  await expect(wall.locator('[data-timer]').first()).toBeVisible({ timeout: 30_000 });
  return wall;
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

test('a supervisor sees every clock run, gives a ticket to somebody by hand and by key, and takes it back', async () => {
  const server = await startServer({ demo: true });
  const grace = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await deskIsReady(grace.page);
  await aCustomer(server).writes('My bell fell off', 'It rang once and then it was gone.');
  await openBySubject(grace.page, 'My bell fell off');
  const wall = await openWall(grace);

  const board = wall.getByRole('region', { name: 'Every running clock' });
  const line = board.getByRole('button', { name: /My bell fell off/ }).first();
  await line.scrollIntoViewIfNeeded();
  const timer = line.locator('[data-timer]');
  const before = await timer.textContent();
  await expect(timer).not.toHaveText(before ?? '');
  await expect(line).toHaveAccessibleName(/(?:left|over)/u);
  await expect(wall.getByText('In step with the server')).toBeVisible();

  // Onto somebody, with the pointer.
  await line.dragTo(wall.getByRole('listitem', { name: 'Oliver Grant' }));
  await expect(responsible(grace.page, 'Support', 'Oliver Grant')).toBeVisible();
  await wall.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(responsible(grace.page, 'Support', 'Nobody')).toBeVisible();

  // And with the keyboard alone.
  await line.focus();
  await wall.keyboard.press('a');
  const assign = wall.getByRole('dialog', { name: 'Assign the ticket' });
  await assign.getByRole('textbox').fill('Oliver');
  await wall.keyboard.press('Enter');
  await expect(responsible(grace.page, 'Support', 'Oliver Grant')).toBeVisible();
  await expect(line).toContainText('Oliver Grant');

  // A figure leads to exactly its tickets, and each of them to the desk.
  await wall.getByRole('listitem', { name: 'Oliver Grant' }).getByRole('button').click();
  const panel = wall.getByRole('region', { name: 'Tickets behind the figure' });
  await expect(panel.getByRole('heading', { name: 'With Oliver Grant' })).toBeVisible();
  const count = await wall.getByRole('listitem', { name: 'Oliver Grant' }).getByRole('button').textContent();
  await expect(panel.getByRole('listitem')).toHaveCount(Number(count));
  await panel.getByRole('button', { name: /My bell fell off/ }).click();
  await expect(grace.page.getByRole('heading', { name: 'My bell fell off' })).toBeVisible();

  for (const colorScheme of ['light', 'dark'] as const) {
    await invokeInPage(wall, 'preferences.set', { colorScheme });
    await expect(wall.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    expect(await findings(wall), colorScheme).toEqual([]);
  }
});

test('a minute without the server greys what the wall says, in words as well, and the countdowns go on', async () => {
  const server = await startServer({ demo: true });
  const grace = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await deskIsReady(grace.page);
  const wall = await openWall(grace);
  await expect(wall.getByText('In step with the server')).toBeVisible();
  await server.kill();
  await expect(wall.getByText('The server does not answer')).toBeVisible({ timeout: 20_000 });
  expect(await wall.locator('[data-stale]').count()).toBe(0);

  await wall.clock.install();
  await wall.clock.fastForward('01:30');
  await expect(wall.getByText('These figures are from')).toBeVisible();
  await expect(wall.getByText('the countdowns go on')).toBeVisible();
  await expect(wall.locator('[data-stale]')).toHaveCount(1);
  const timer = wall.locator('[data-timer]').first();
  const before = await timer.textContent();
  await wall.clock.fastForward('00:02');
  await expect(timer).not.toHaveText(before ?? '');
});
