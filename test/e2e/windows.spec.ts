import { expect, type Page } from '@playwright/test';
import { deskIsReady, editor, OLIVER, openView } from './desk.ts';
import { launchBaton, startServer, test, type Baton } from './launch.ts';

/** The subject of the ticket that is open, as its heading shows it. */
async function openSubject(page: Page): Promise<string> {
  return (await page.getByRole('main').getByRole('heading', { level: 1 }).first().textContent()) ?? '';
}

async function poppedOut({ app, page }: Baton): Promise<Page> {
  await expect(editor(page)).toBeVisible();
  const opening = app.waitForEvent('window');
  await page.keyboard.press('Shift+O');
  const other = await opening;
  await expect(editor(other)).toBeVisible({ timeout: 20_000 });
  return other;
}

test('a ticket in its own window is worked on there, and the desk follows every word', async () => {
  const server = await startServer({ demo: true });
  const oliver = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(oliver.page);
  await openView(oliver.page, 'Unassigned');
  await oliver.page.getByRole('gridcell').first().click();
  await expect(editor(oliver.page)).toBeVisible();
  const subject = await openSubject(oliver.page);

  const own = await poppedOut(oliver);
  await expect.poll(() => own.title()).toMatch(/^#\d+ /u);
  expect(await own.title()).toContain(subject);
  expect(own.url()).toContain('?window=ticket&id=');
  // Asked for again, the same window comes forward.
  await oliver.page.keyboard.press('Shift+O');
  await editor(own).fill('Half a thought');
  await expect(editor(oliver.page)).toContainText('Half a thought');
  await editor(oliver.page).fill('Half a thought, finished at the desk');
  await expect(editor(own)).toContainText('finished at the desk');
  expect(oliver.app.windows()).toHaveLength(2);

  await own.getByRole('button', { name: 'Take', exact: true }).click();
  await expect(oliver.page.getByRole('button', { name: /^Responsible: .+ › You$/u })).toBeVisible();
  const closed = own.waitForEvent('close');
  // The window is gone before the keys are up again.
  await Promise.all([closed, own.keyboard.press('Control+w').catch(() => undefined)]);
  await expect.poll(() => oliver.app.windows().length).toBe(1);
  await expect(editor(oliver.page)).toContainText('finished at the desk');
});

test('signing out closes every window but the desk', async () => {
  const server = await startServer({ demo: true });
  const oliver = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(oliver.page);
  await oliver.page.getByRole('gridcell').first().click();
  await poppedOut(oliver);
  await oliver.page.getByRole('button', { name: 'You and your availability' }).click();
  await oliver.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(oliver.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect.poll(() => oliver.app.windows().length).toBe(1);
});
