import { expect, type Page } from '@playwright/test';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deskIsReady, editor, OLIVER, openBySubject, syncState, thread } from './desk.ts';
import { aCustomer } from './customer.ts';
import { launchBaton, startServer, test } from './launch.ts';

function replicaFile(userData: string): string {
  const [folder = ''] = readdirSync(path.join(userData, 'replicas'));
  return path.join(userData, 'replicas', folder, 'replica.sqlite');
}

test('a replica that another program keeps locked is named in the window, and opens once it is free', async () => {
  const server = await startServer({ demo: true });
  const first = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(first.page);
  await first.close();
  const lock = new DatabaseSync(`${replicaFile(first.userData)}-lock`);
  lock.exec('BEGIN EXCLUSIVE');
  const { page } = await launchBaton({ userData: first.userData });
  await expect(page.getByText('Another program holds the data folder').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Baton cannot use its data folder' })).toBeVisible();
  lock.close();
  await page.getByRole('button', { name: 'Try again' }).click();
  await deskIsReady(page);
});

test('a page in the window cannot leave, open windows, run foreign scripts or get permissions', async () => {
  const server = await startServer({ demo: true });
  const { app, page } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    (globalThis as unknown as { opened: string[] }).opened = opened;
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  const started = page.url();
  const outcome = await page.evaluate(async () => {
    const log: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => log.push(event.effectiveDirective));
    window.open('https://example.org/popup');
    window.open('file:///etc/passwd');
    for (const href of ['https://example.org/link', 'file:///etc/passwd', 'javascript:window.hacked=1']) {
      const link = document.createElement('a');
      link.href = href;
      document.body.append(link);
      link.click();
      link.target = '_blank';
      link.click();
    }
    location.href = 'data:text/html,gone';
    const form = document.createElement('form');
    form.action = 'https://example.org/form';
    document.body.append(form);
    form.submit();
    const script = document.createElement('script');
    script.textContent = 'window.hacked = 2';
    document.body.append(script);
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/frame';
    document.body.append(frame);
    await fetch('https://example.org/fetch').catch(() => log.push('fetch refused'));
    const files = new DataTransfer();
    files.items.add(new File(['words'], 'dropped.html', { type: 'text/html' }));
    files.setData('text/uri-list', 'https://example.org/dropped');
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }),
      );
    }
    const position = await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
      );
    });
    const notification = await Notification.requestPermission();
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    );
    return {
      log,
      position,
      notification,
      camera,
      hacked: (window as unknown as { hacked?: number }).hacked ?? null,
    };
  });
  expect(outcome).toMatchObject({
    position: 'denied',
    notification: 'denied',
    camera: 'denied',
    hacked: null,
  });
  expect(outcome.log).toEqual(
    expect.arrayContaining(['fetch refused', 'script-src-elem', 'frame-src', 'form-action']),
  );
  // Playwright takes a refused navigation for one that still runs, so the window itself is asked.
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => [webContents.getURL(), webContents.isLoading()]),
  );
  expect(windows).toEqual([[started, false]]);
  const opened = await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  expect(new Set(opened)).toEqual(new Set(['https://example.org/popup', 'https://example.org/link']));
});

test('a second start of the same profile brings the first window back and ends', async () => {
  const server = await startServer({ demo: true });
  const { app, page, userData } = await launchBaton({ connect: await server.connectionTo(OLIVER) });
  await deskIsReady(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const executable = await app.evaluate(() => process.execPath);
  const second = spawn(executable, ['--no-sandbox', '--disable-gpu', '.'], {
    env: { ...process.env, BATON_USER_DATA: userData },
    stdio: 'ignore',
  });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
      ),
    )
    .toEqual([false]);
});

test('a full disk is said in the window, loses nothing, and work goes on once there is room', async () => {
  test.skip(
    process.platform !== 'linux' || process.getuid?.() !== 0,
    'needs the right to mount a small disk',
  );
  const disk = smallDisk(128);
  try {
    const server = await startServer({ demo: true });
    const { page, close } = await launchBaton({
      userData: disk.folder,
      connect: await server.connectionTo(OLIVER),
    });
    await deskIsReady(page);
    const subject = 'Locked out of the app';
    await openBySubject(page, subject);
    disk.fill();
    await useUpTheRoom(page);
    await editor(page).fill('Typed on a full disk.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('The disk is full').first()).toBeVisible();
    await expect(editor(page)).toContainText('Typed on a full disk.');
    await aCustomer(server).writes('A letter to a full disk', 'Can you read me?');
    await expect(syncState(page)).toContainText('Sync stopped');
    disk.empty();
    await syncState(page).click();
    await page.getByRole('button', { name: 'Try now' }).click();
    await expect(syncState(page)).toContainText('Online', { timeout: 20_000 });
    await page.keyboard.press('Escape');
    await editor(page).click();
    await page.keyboard.press('Control+Enter');
    await expect(thread(page)).toContainText('Typed on a full disk.');
    await openBySubject(page, 'A letter to a full disk');
    await close();
  } finally {
    disk.remove();
  }
});

/** The database writes into the room it has already; drafts on other tickets take that up, down to the last words. */
async function useUpTheRoom(page: Page): Promise<void> {
  const outcome = await page.evaluate(async () => {
    const { baton } = window;
    if (!baton) throw new Error('the page has no bridge to the main process');
    const rows = await baton.invoke('tickets.page', {
      view: 'allOpen',
      sort: 'age',
      offset: 0,
      limit: 100,
    });
    if (!rows.ok) return [rows.error.code];
    const codes: string[] = [];
    const ids = rows.value.rows.map(({ id }) => id);
    for (const length of [1_000_000, 100_000, 10_000, 1000, 10]) {
      let id = ids.pop();
      for (; id !== undefined; id = ids.pop()) {
        const html = `<p>${'x'.repeat(length)}</p>`;
        const saved = await baton.invoke('draft.save', { ticketId: id, kind: 'note', html });
        if (saved.ok) continue;
        codes.push(saved.error.code);
        break;
      }
    }
    return codes;
  });
  expect(outcome).toEqual(Array(5).fill('storage.full'));
}

/** A file system of so many megabytes in memory. */
function smallDisk(megabytes: number): {
  readonly folder: string;
  fill(): void;
  empty(): void;
  remove(): void;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-small-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'tmpfs', folder]);
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      const file = openSync(ballast, 'w');
      for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 4)) {
        try {
          for (;;) if (writeSync(file, Buffer.alloc(size)) < size) break;
        } catch {
          // Full for pieces of this size; smaller ones may still fit.
        }
      }
      closeSync(file);
    },
    empty: () => {
      rmSync(ballast);
    },
    remove: () => {
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
