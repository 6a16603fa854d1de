import { expect } from '@playwright/test';
import path from 'node:path';
import { root } from '../../build/runtime/paths.mjs';
import { deskIsReady, OLIVER } from './desk.ts';
import { launchBaton, startServer, test } from './launch.ts';

test('every window is sandboxed, isolated and without Node, and its pages carry a strict policy', async () => {
  const server = await startServer({ demo: true });
  const { app, page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      const {
        sandbox,
        contextIsolation,
        nodeIntegration,
        webSecurity,
        webviewTag,
        nodeIntegrationInSubFrames,
      } = (
        webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
      ).getLastWebPreferences();
      return {
        sandbox,
        contextIsolation,
        nodeIntegration,
        webSecurity,
        webviewTag: webviewTag ?? false,
        nodeIntegrationInSubFrames: nodeIntegrationInSubFrames ?? false,
      };
    }),
  );
  expect(windows).toEqual([
    {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      nodeIntegrationInSubFrames: false,
    },
  ]);
  const inPage = await page.evaluate(async () => {
    const policy = (await fetch('app://baton/')).headers.get('content-security-policy') ?? '';
    return {
      policy: policy.split('; '),
      bridge: Object.keys(window.baton ?? {}).sort(),
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
    };
  });
  expect(inPage.bridge).toEqual(['invoke', 'subscribe']);
  expect(inPage.node).toEqual([]);
  expect(inPage.policy).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]),
  );
});

test('no address leads out of the folder of pages', async () => {
  const server = await startServer({ demo: true });
  const { page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  const answers = await page.evaluate(async () => {
    const tricks = [
      'app://baton/../main/main.js',
      'app://baton/%2e%2e/main/main.js',
      'app://baton/..%2fmain%2fmain.js',
      'app://baton/%2e%2e%2f%2e%2e%2fpackage.json',
      'app://baton/..%5c..%5cpackage.json',
      'app://baton//etc/passwd',
      'app://baton/%00',
      'app://baton/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
      'app://baton/remote-image/',
      'app://baton/remote-image/x?from=file:///etc/passwd',
    ];
    const status = async (address: string, init?: RequestInit): Promise<number> =>
      (await fetch(address, init)).status;
    return {
      own: await status('app://baton/index.html'),
      tricks: await Promise.all(tricks.map((address) => status(address))),
      post: await status('app://baton/index.html', { method: 'POST' }),
    };
  });
  expect(answers.own).toBe(200);
  expect([...new Set([...answers.tricks, answers.post])]).toEqual([404]);
});

test('a page that is not Baton’s gets no answer, even in a window with Baton’s preload', async () => {
  const server = await startServer({ demo: true });
  const { app, page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  const answer = await app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await foreign.loadURL('data:text/html,foreign');
      const said: unknown = await foreign.webContents.executeJavaScript(
        "window.baton.invoke('directory.get', {})",
      );
      foreign.destroy();
      return said;
    },
    path.join(root, 'out', 'preload', 'preload.cjs'),
  );
  expect(answer).toMatchObject({ ok: false, error: { code: 'ipc.forbiddenSender' } });
});

test('where the system has no key store, the person hears of it before signing in', async () => {
  const { page } = await launchBaton();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByText('This computer has no key store')).toBeVisible();
});
