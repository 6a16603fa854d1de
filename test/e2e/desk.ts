import { expect, type Locator, type Page } from '@playwright/test';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/ipc/contract.ts';

/** Agents of the demo workspace who share the department Support. */
export const OLIVER = 'oliver@lumen-cycles.example';
export const GRACE = 'grace@lumen-cycles.example';

/** Resolves when the list shows tickets and everything is here. */
export async function deskIsReady(page: Page): Promise<void> {
  await expect(page.getByRole('gridcell').first()).toBeVisible({ timeout: 30_000 });
  await expect(syncState(page)).toContainText('Online', { timeout: 30_000 });
}

/** The line at the bottom of the navigation that says how the exchange with the server stands. */
export function syncState(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Views' }).getByRole('status');
}

/** Opens a view by its name in the navigation. */
export async function openView(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
}

/** Goes to a part of the settings in their window. */
export async function openSection(settings: Page, name: string): Promise<void> {
  await settings.getByRole('navigation').getByRole('button', { name }).click();
  await expect(settings.getByRole('heading', { name, level: 2 })).toBeVisible();
}

/** The list's line of a ticket. */
export function rowOf(page: Page, subject: string): Locator {
  return page.getByRole('row').filter({ hasText: subject });
}

/** Opens a ticket through the command palette, as somebody would who has its subject. */
export async function openBySubject(page: Page, subject: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type a command, a ticket number or words of a subject').fill(subject);
  await page.getByRole('dialog').getByText(subject).first().click();
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
}

/** The editor of the composer. */
export function editor(page: Page): Locator {
  return page.getByRole('region', { name: 'Write' }).getByRole('textbox');
}

/** The thread of the open ticket. */
export function thread(page: Page): Locator {
  return page.getByRole('log', { name: 'Conversation' });
}

/** The chip that says who is responsible, as a screen reader hears it. */
export function responsible(page: Page, department: string, assignee: string): Locator {
  return page.getByRole('button', { name: `Responsible: ${department} › ${assignee}` });
}

/** One of the ticket's actions in its header. */
export function action(page: Page, name: string): Locator {
  return page.getByRole('group', { name: 'Ticket actions' }).getByRole('button', { name });
}

/** Asks the main process from within the page, as the page itself does. Throws what it answers when that is a failure. */
export async function invokeInPage<N extends CommandName>(
  page: Page,
  name: N,
  input: CommandInput<N>,
): Promise<CommandOutput<N>>;
export async function invokeInPage(
  page: Page,
  name: CommandName,
  input: CommandInput<CommandName>,
): Promise<CommandOutput<CommandName>> {
  const answer = await page.evaluate(
    (asked) => {
      if (!window.baton) throw new Error('the page has no bridge to the main process');
      return window.baton.invoke(asked.name, asked.input);
    },
    { name, input },
  );
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}
