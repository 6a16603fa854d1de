import { expect, type Page } from '@playwright/test';
import { freePort } from '../../build/runtime/syncServer.mjs';
import { deskAt } from './deskAt.ts';
import { deskIsReady, editor, OLIVER, openView, thread } from './desk.ts';
import { hostOf, watchersOf } from './hosts.ts';
import { atTheEnd, launchBaton, startServer, test } from './launch.ts';

async function openFirst(page: Page): Promise<string> {
  await openView(page, 'All open');
  await page.getByRole('gridcell').first().click();
  await expect(thread(page)).toBeVisible();
  return (await page.getByRole('main').getByRole('heading').first().textContent()) ?? '';
}

test('a page that crashes is loaded again, and one that is comes back to its ticket and draft', async () => {
  const server = await startServer({ demo: true });
  const { app, page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  const subject = await openFirst(page);
  await editor(page).fill('Half a sentence');
  await expect(page.getByText('Draft saved')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
  await expect(editor(page)).toHaveText('Half a sentence');

  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const loads: string[] = [];
    (globalThis as unknown as { loads: string[] }).loads = loads;
    window?.webContents.on('did-start-navigation', ({ url }) => loads.push(url));
    window?.webContents.forcefullyCrashRenderer();
  });
  // Playwright gives a page up that has crashed; the host tells that it has loaded it again.
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { loads: string[] }).loads))
    .toEqual(['app://baton/']);
});

test('a host that fails starts again, and says so', async () => {
  const server = await startServer({ demo: true });
  const { app, page, userData } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  await app.evaluate(({ app: host, dialog }) => {
    const done: string[] = [];
    (globalThis as unknown as { done: string[] }).done = done;
    host.relaunch = () => done.push('relaunch') > 0;
    host.exit = () => done.push('exit');
    dialog.showErrorBox = () => done.push('say');
    process.nextTick(() => {
      throw new Error('planted');
    });
  });
  const done = (): Promise<string[]> =>
    app.evaluate(() => (globalThis as unknown as { done: string[] }).done);
  await expect.poll(done).toEqual(['relaunch', 'exit']);
  await app
    .evaluate(({ app: host }) => process.kill(host.isReady() ? process.pid : 0, 'SIGKILL'))
    .catch(() => undefined);

  const again = await launchBaton({ userData });
  await expect(again.page.getByText('Baton had failed and started again by itself')).toBeVisible();
});

test('a host that crashes comes back by itself, and one that somebody ends stays ended', async () => {
  test.skip(process.platform !== 'linux', 'Ends processes by the signals of Linux.');
  const server = await startServer({ demo: true });
  const port = await freePort();
  const { app, page, userData } = await launchBaton({
    connect: await server.connectionTo(OLIVER),
    args: [`--remote-debugging-port=${String(port)}`, '--remote-allow-origins=*'],
  });
  await deskIsReady(page);
  const subject = await openFirst(page);
  await editor(page).fill('Half a sentence');
  await expect(page.getByText('Draft saved')).toBeVisible();
  expect(watchersOf(userData)).toHaveLength(1);
  const first = hostOf(userData);
  const gone = new Promise((resolve) => app.process().once('exit', resolve));
  await app.evaluate(() => {
    setImmediate(() => {
      process.crash();
    });
  });
  await gone;

  const { page: again, browser } = await deskAt(`127.0.0.1:${String(port)}`);
  const second = hostOf(userData);
  expect(second).not.toBe(first);
  atTheEnd(() => {
    if (watchersOf(userData).length > 0) process.kill(second, 'SIGKILL');
  });
  await expect(again.getByText('Baton had failed and started again by itself')).toBeVisible();
  await deskIsReady(again);
  expect(await openFirst(again)).toBe(subject);
  await expect(editor(again)).toHaveText('Half a sentence');
  expect(watchersOf(userData)).toHaveLength(1);

  await browser.close();
  process.kill(second, 'SIGTERM');
  await expect.poll(() => watchersOf(userData)).toEqual([]);
});
