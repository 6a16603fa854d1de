import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { aCustomer } from './customer.ts';
import { deskIsReady, GRACE, invokeInPage, OLIVER, openBySubject, openView, responsible } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

/** Where pictures are left when somebody wants to look at them. */
const PICTURES = process.env['BATON_PICTURES'];
const SUBJECT = 'The chain jumps off uphill';

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** Axe, and a picture, in light and dark. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await invokeInPage(page, 'preferences.set', { colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    if (PICTURES !== undefined)
      await page.screenshot({ path: `${PICTURES}/${name}-${colorScheme}.png`, animations: 'disabled' });
    expect(await findings(page), `${name}, ${colorScheme}`).toEqual([]);
  }
}

async function openFromMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /^You and your availability/u }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** Support hands out to whoever is least loaded, and only Oliver and Grace are there to take anything. */
async function handOutAutomatically(page: Page): Promise<void> {
  const settings = await invokeInPage(page, 'directory.get', {});
  const support = settings.find(
    (setting) => setting.kind === 'department' && setting.value.name === 'Support',
  );
  if (support?.kind !== 'department') throw new Error('the demo has no department Support');
  await openFromMenu(page, 'Departments');
  const dialog = page.getByRole('dialog', { name: 'Departments' });
  await dialog.getByRole('button', { name: 'Support' }).click();
  await dialog.getByRole('radio', { name: 'the least loaded' }).click();
  for (const name of ['Level', 'Skills', 'Language', 'Room for it', 'Working hours']) {
    const toggle = dialog.getByRole('switch', { name: new RegExp(`^${name}`, 'u') });
    if (await toggle.isChecked()) await toggle.click();
  }
  await dialog.getByRole('combobox', { name: 'Led by' }).click();
  await page.getByRole('option', { name: 'Hana' }).click();
  await look(page, 'departments');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).first().click();
}

test('a ticket comes to one of two agents by itself, says why, is returned, and goes to the other', async () => {
  // Two desktops, and axe reads each new dialog twice.
  test.slow();
  const server = await startServer({ demo: true });
  const oliver = (await launchBaton({ connect: await server.connectionTo(OLIVER) })).page;
  const grace = (await launchBaton({ connect: await server.connectionTo(GRACE) })).page;
  await Promise.all([openView(oliver, 'All open'), openView(grace, 'All open')]);
  await Promise.all([deskIsReady(oliver), deskIsReady(grace)]);
  await invokeInPage(oliver, 'me.setAvailability', { availability: 'available' });
  await invokeInPage(grace, 'me.setAvailability', { availability: 'busy' });
  await handOutAutomatically(grace);

  await aCustomer(server).writes(SUBJECT, 'Every time I ride up a hill.');
  await expect(async () => {
    const [row] = await invokeInPage(oliver, 'tickets.find', { text: SUBJECT });
    const me = await invokeInPage(oliver, 'session.get', {});
    expect(row?.assigneeId).toBe(me.name === 'signedIn' ? me.agentId : '-');
  }).toPass({ timeout: 30_000 });
  await openBySubject(oliver, SUBJECT);
  await expect(responsible(oliver, 'Support', 'You')).toBeVisible();
  const handover = oliver.getByRole('region', { name: 'A ticket for you' });
  await expect(handover).toContainText('Baton gave you this ticket');
  await look(oliver, 'handover');

  await oliver.getByRole('button', { name: 'Why me?' }).click();
  const why = oliver.getByRole('dialog', { name: 'Who gets this ticket, and why' });
  await expect(why).toContainText('First in line of');
  await look(oliver, 'why-agent');
  await oliver.keyboard.press('Escape');

  // From now on Grace can take it.
  await invokeInPage(grace, 'me.setAvailability', { availability: 'available' });
  await handover.getByRole('button', { name: 'Return' }).click();
  const returning = oliver.getByRole('dialog', { name: 'Return the ticket' });
  await returning.getByRole('radio', { name: 'I have no time' }).click();
  await look(oliver, 'return');
  await returning.getByRole('button', { name: 'Return' }).click();
  await expect(oliver.getByRole('button', { name: /^Responsible: Support › Grace/u })).toBeVisible({
    timeout: 30_000,
  });

  await openBySubject(grace, SUBJECT);
  await expect(responsible(grace, 'Support', 'You')).toBeVisible();
  await grace.getByRole('button', { name: 'Why me?' }).click();
  const table = grace.getByRole('dialog').getByRole('table');
  await expect(table.getByRole('row', { name: /Oliver/u })).toContainText('has returned it');
  await look(grace, 'why-supervisor');
  await grace.keyboard.press('Escape');
  await grace.getByRole('button', { name: 'Accept' }).click();
  await expect(grace.getByRole('region', { name: 'A ticket for you' })).toBeHidden();

  await grace.getByRole('button', { name: /^To solve/u }).click();
  await expect(grace.getByText('Do this one next')).toBeVisible();
  await look(grace, 'to-solve');
});

test('tickets chosen together by keyboard go to another department with a reason', async () => {
  test.slow();
  const server = await startServer({ demo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await openView(page, 'Support');
  await deskIsReady(page);
  await page.getByRole('gridcell').first().click();
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key);
  await page.getByRole('button', { name: 'Move…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Move several tickets' });
  await dialog.getByRole('radio', { name: 'To another department' }).press('Space');
  const department = dialog.getByRole('combobox', { name: 'Department' });
  await department.fill('Billing');
  await page.getByRole('option', { name: 'Billing' }).click();
  const move = dialog.getByRole('button', { name: 'Move 2 tickets' });
  await move.press('Enter');
  await expect(dialog.getByText('Choose a reason.')).toBeVisible();
  await look(page, 'bulk');
  await dialog.getByRole('radio', { name: 'Other reason' }).press('Space');
  await dialog.getByRole('textbox', { name: 'Explain' }).fill('About an invoice');
  await move.press('Enter');
  await expect(page.getByText('2 tickets moved.')).toBeVisible();
  await openView(page, 'Billing');
  const { rows } = await invokeInPage(page, 'tickets.page', {
    view: 'allOpen',
    sort: 'activity',
    offset: 0,
    limit: 2,
  });
  for (const { id } of rows) {
    const detail = await invokeInPage(page, 'tickets.get', { ticketId: id });
    expect(detail?.ticket.history.at(-1)).toMatchObject({
      kind: 'holder',
      cause: 'bulk',
      reason: { code: 'other', text: 'About an invoice' },
    });
  }
});
