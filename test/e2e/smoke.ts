import { expect, type Page } from '@playwright/test';
import { deskIsReady, editor, rowOf, thread } from './desk.ts';

const SUBJECT = 'Where is my parcel?';

/** What every build of Baton must be able to do for somebody who has just signed in to an empty workspace: see how it works, take a call, answer it. */
export async function workOnFirstTicket(page: Page): Promise<void> {
  const introduction = page.getByRole('dialog', { name: /^Welcome/u });
  await expect(introduction).toBeVisible({ timeout: 30_000 });
  const next = introduction.getByRole('button', { name: 'Next' });
  while (await next.isVisible()) await next.click();
  await introduction.getByRole('button', { name: 'Start working' }).click();
  await page.getByRole('button', { name: 'Create the first ticket' }).click();
  const dialog = page.getByRole('dialog', { name: 'New ticket' });
  await dialog.getByPlaceholder('Name, e-mail or phone…').fill('Wanda Caller');
  await page.getByRole('option', { name: /New customer/ }).click();
  await dialog.getByLabel('Phone', { exact: true }).first().fill('+420 123 456 789');
  await dialog.getByLabel('Subject').fill(SUBJECT);
  await dialog.getByRole('textbox', { name: 'What they said' }).fill('Ordered two weeks ago.');
  await dialog.getByRole('button', { name: 'Create ticket' }).click();
  await expect(page.getByRole('heading', { name: SUBJECT })).toBeVisible();
  await deskIsReady(page);
  await editor(page).fill('It arrives tomorrow.');
  await editor(page).press('Control+Enter');
  await expect(thread(page)).toContainText('It arrives tomorrow.');
}

/** That the work of `workOnFirstTicket` is still there after a restart, with or without a server. */
export async function findFirstTicket(page: Page): Promise<void> {
  await expect(rowOf(page, SUBJECT)).toBeVisible({ timeout: 30_000 });
  await rowOf(page, SUBJECT).click();
  await expect(thread(page)).toContainText('It arrives tomorrow.');
}
