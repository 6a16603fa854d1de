import { expect } from '@playwright/test';
import { deskIsReady, editor, GRACE, OLIVER, openBySubject, syncState, thread } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

test('everything works without the server, survives a killed app, and arrives when the server is back', async () => {
  const server = await startServer({ demo: true });
  const first = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(first.page);
  const subject = 'Locked out of the app';
  await openBySubject(first.page, subject);

  await server.stop();
  await expect(syncState(first.page)).toContainText('Offline since');
  await first.page
    .getByRole('tab', { name: 'Internal note' })
    .or(first.page.getByText('Internal note'))
    .first()
    .click();
  await editor(first.page).fill('Written on a train.');
  await first.page.keyboard.press('Control+Enter');
  await expect(syncState(first.page)).toContainText(/changes? waiting/u, { timeout: 20_000 });
  await expect(thread(first.page)).toContainText('Written on a train.');
  await editor(first.page).fill('A reply that is not finished');
  await expect(first.page.getByText('Draft saved')).toBeAttached();
  await first.kill();

  const second = await launchBaton({ userData: first.userData });
  await expect(second.page.getByRole('gridcell').first()).toBeVisible();
  await openBySubject(second.page, subject);
  await expect(thread(second.page)).toContainText('Written on a train.');
  await expect(second.page.getByText('A reply that is not finished')).toBeVisible();
  await expect(syncState(second.page)).toContainText('waiting');

  await server.restart();
  await expect(syncState(second.page)).toContainText('Online', { timeout: 40_000 });
  await expect(syncState(second.page)).not.toContainText('waiting');

  const grace = await launchBaton({ connect: await server.connectionTo(GRACE) });
  await deskIsReady(grace.page);
  await openBySubject(grace.page, subject);
  await expect(thread(grace.page)).toContainText('Written on a train.');
});
