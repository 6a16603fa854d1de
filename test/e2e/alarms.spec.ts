import { expect } from '@playwright/test';
import { aCustomer } from './customer.ts';
import { deskIsReady, invokeInPage, OLIVER, openBySubject, thread } from './desk.ts';
import { toldOf } from './dunst.ts';
import { launchBaton, startServer, test } from './launch.ts';

test.skip(process.platform !== 'linux', 'the notification daemon these tests ask is a Linux one');

test('an agent is told once, when their ticket becomes overdue, and the thread says so', async () => {
  // The daemon remembers what earlier runs were told of.
  const subject = `A bell that rings at ${String(Date.now())}`;
  const server = await startServer({ demo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  await aCustomer(server).writes(subject, 'All the time.');
  await openBySubject(page, subject);
  const [row] = await invokeInPage(page, 'tickets.find', { text: subject });
  const ticketId = row!.id;
  await invokeInPage(page, 'ticket.take', { ticketId });
  await invokeInPage(page, 'ticket.setDue', { ticketId, dueAtMs: Date.now() + 4000 });

  // Its policy warns of it before.
  const isOverdue = (title: string): boolean => title === 'Your ticket is overdue';
  await expect.poll(() => toldOf(subject).filter(isOverdue), { timeout: 20_000 }).toHaveLength(1);
  await expect(thread(page).getByText(/Resolution was missed: it was due/)).toBeVisible();
  expect(toldOf(subject).filter(isOverdue)).toHaveLength(1);
});
