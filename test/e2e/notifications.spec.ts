import { expect } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { aCustomer } from './customer.ts';
import { action, deskIsReady, editor, OLIVER, GRACE, openBySubject } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

function dunst(...args: string[]): string {
  return execFileSync('dunstctl', args, { encoding: 'utf8' }).trim();
}

/** Closes the one notice on the screen and says what it was: the daemon's history only holds closed ones, newest first. */
function closeAndRead(): object | undefined {
  dunst('close-all');
  const { data } = JSON.parse(dunst('history')) as {
    data: readonly (readonly { summary: { data: string }; body: { data: string } }[])[];
  };
  const newest = data[0]?.[0];
  return newest && { summary: newest.summary.data, body: newest.body.data };
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
