import { expect } from '@playwright/test';
import { chmodSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deskIsReady, editor, invokeInPage, OLIVER, thread } from './desk.ts';
import { FIRST_ACCOUNT, launchBaton, startServer, test, type Baton } from './launch.ts';

async function signIn({ page }: Baton, server: string, email: string, password: string): Promise<void> {
  await page.getByLabel('Server address').fill(server);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('sign-in says what is wrong: password, address, a server of another version', async () => {
  const server = await startServer();
  const other = http.createServer((_request, response) => {
    response.writeHead(426, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { code: 'server.otherVersion', message: 'update' } }));
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const baton = await launchBaton();
  const problem = baton.page.getByRole('alert');

  await signIn(baton, server.url, FIRST_ACCOUNT, 'not the password');
  await expect(problem).toContainText(/password/i);
  await signIn(baton, 'http://127.0.0.1:9', FIRST_ACCOUNT, 'x');
  await expect(problem).toContainText(/server/i);
  await signIn(
    baton,
    `http://127.0.0.1:${String((other.address() as AddressInfo).port)}`,
    FIRST_ACCOUNT,
    'x',
  );
  await expect(problem).toContainText(/version/i);
  await expect(baton.page.getByLabel('E-mail'), 'what was typed is still there').toHaveValue(FIRST_ACCOUNT);
  other.close();
});

test('a message full of hostile HTML shows its words and runs nothing', async () => {
  const server = await startServer({ demo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  await page.getByRole('gridcell').first().click();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const { rows } = await invokeInPage(page, 'tickets.page', {
    view: 'mine',
    sort: 'due',
    offset: 0,
    limit: 1,
  });
  await invokeInPage(page, 'message.send', {
    ticketId: rows[0]!.id,
    kind: 'note',
    html:
      '<p>Harmless words</p><script>window.hacked = 1</script><img src="https://evil.example/x.png" onerror="window.hacked = 2">' +
      '<iframe src="https://evil.example"></iframe><a href="javascript:window.hacked=3">link</a>',
    setStatus: null,
    seenMessageId: '',
  });
  await expect(thread(page)).toContainText('Harmless words');
  expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
  expect(requests.filter((url) => url.includes('evil.example'))).toEqual([]);
});

test('five megabytes in the clipboard neither freeze the window nor get lost', async () => {
  const server = await startServer({ demo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  await page.getByRole('gridcell').first().click();
  await editor(page).click();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'A log line of fifty characters, more or less here.\n'.repeat(100_000));
    const target = document.querySelector('[role=textbox][contenteditable=true]');
    target?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(page.getByRole('alert')).toContainText('Pasted text kept aside');
  await expect(page.getByRole('button', { name: 'Copy all of it' })).toBeEnabled();
  await editor(page).fill('The window still answers.');
  await expect(editor(page)).toContainText('The window still answers.');
});

test('a damaged settings file is set aside, said once, and the app starts', async () => {
  const userData = mkdtempSync(path.join(tmpdir(), 'baton-profile-'));
  for (const name of ['preferences.json', 'settings.json', 'session.json']) {
    writeFileSync(path.join(userData, name), '{ "colorScheme": "da');
  }
  const { page } = await launchBaton({ userData });
  await expect(page.getByRole('heading', { name: 'Sign in to Baton' })).toBeVisible();
  await expect(page.getByText('Baton had to put a file aside').first()).toBeVisible();
  expect(readdirSync(userData).some((name) => name.includes('unreadable'))).toBe(true);
});

test('a replica file of garbage is set aside, the window says so, and the server fills a new one', async () => {
  const server = await startServer({ demo: true });
  const first = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(first.page);
  await first.close();
  const replicas = path.join(first.userData, 'replicas');
  const [folder = ''] = readdirSync(replicas);
  const file = path.join(replicas, folder, 'replica.sqlite');
  writeFileSync(file, 'this is not a database any more');
  for (const suffix of ['-wal', '-shm']) writeFileSync(file + suffix, '');
  chmodSync(file, 0o600);
  const again = await launchBaton({ userData: first.userData });
  await expect(again.page.getByText('Baton had to put a file aside').first()).toBeVisible();
  await deskIsReady(again.page);
});
