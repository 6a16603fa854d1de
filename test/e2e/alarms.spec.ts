import { expect } from '@playwright/test';
import { aCustomer } from './customer.ts';
import { deskIsReady, invokeInPage, OLIVER, openBySubject, thread } from './desk.ts';
import { closeAndRead, dunst } from './dunst.ts';
import { launchBaton, startServer, test } from './launch.ts';

test.skip(process.platform !== 'linux', 'the notification daemon these tests ask is a Linux one');

test.beforeEach(() => {
  dunst('close-all');
});

test('an agent is told at the instant their ticket becomes overdue, and the thread says so', async () => {
  const server = await startServer({ demo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  await aCustomer(server).writes('A bell that rings', 'All the time.');
  await openBySubject(page, 'A bell that rings');
  const [row] = await invokeInPage(page, 'tickets.find', { text: 'A bell that rings' });
  const ticketId = row!.id;
  await invokeInPage(page, 'ticket.take', { ticketId });
  await invokeInPage(page, 'ticket.setDue', { ticketId, dueAtMs: Date.now() + 4000 });

  await expect.poll(() => dunst('count', 'displayed'), { timeout: 20_000 }).toBe('1');
  expect(closeAndRead()).toEqual({
    summary: 'Your ticket is overdue',
    body: expect.stringContaining('A bell that rings'),
  });
  await expect(thread(page).getByText(/Resolution was missed: it was due/)).toBeVisible();
  expect(dunst('count', 'displayed'), 'it is told once').toBe('0');
});
