import fuses from '@electron/fuses';
import { expect } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../build/runtime/syncServer.mjs';
import { startUpdateServer } from '../support/updateServer.ts';
import { invokeInPage } from './desk.ts';
import { hostOf, watchersOf } from './hosts.ts';
import { atTheEnd, FIRST_ACCOUNT, startServer, test } from './launch.ts';
import { launchPackaged, makePackage } from './packaged.ts';
import { findFirstTicket, workOnFirstTicket } from './smoke.ts';

// CommonJS without named exports.
const { FuseV1Options, getCurrentFuseWire } = fuses;
/** How the states of a fuse stand in the program file: the digits 0 and 1. */
const OFF = 48;
const ON = 49;

/** What the tests here share: packages that look for newer versions at an address on this machine. */
interface Built {
  readonly folder: string;
  /** The package for Debian's family. */
  readonly deb: string;
  readonly updatePort: number;
}

async function makeBuilt(): Promise<Built> {
  const updatePort = await freePort();
  const folder = await makePackage([
    'publish.provider=generic',
    `publish.url=http://127.0.0.1:${String(updatePort)}/`,
  ]);
  const [deb = ''] = readdirSync(folder).filter((name) => name.endsWith('.deb'));
  return { folder, deb: path.join(folder, deb), updatePort };
}

/** Unpacks the package where nothing of the system is touched. Returns the program. */
function unpacked(deb: string): string {
  const root = mkdtempSync(path.join(tmpdir(), 'baton-installed-'));
  atTheEnd(() => rmSync(root, { recursive: true, force: true }));
  execFileSync('dpkg-deb', ['--extract', deb, root]);
  return path.join(root, 'opt', 'Baton', 'baton');
}

test.describe('the packaged app', () => {
  test.skip(process.platform !== 'linux', 'packages are built and started on Linux only');
  test.describe.configure({ mode: 'serial', timeout: 300_000 });

  let built: Promise<Built> | undefined;
  const packages = (): Promise<Built> => (built ??= makeBuilt());

  test('is shut against other code, options and debuggers', async () => {
    const folder = path.join((await packages()).folder, 'linux-unpacked');
    const wire = await getCurrentFuseWire(path.join(folder, 'baton'));
    expect({
      runAsNode: wire[FuseV1Options.RunAsNode],
      cookieEncryption: wire[FuseV1Options.EnableCookieEncryption],
      nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
      inspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
      integrity: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
      onlyAsar: wire[FuseV1Options.OnlyLoadAppFromAsar],
      fileProtocol: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
    }).toEqual({
      runAsNode: OFF,
      cookieEncryption: ON,
      nodeOptions: OFF,
      inspect: OFF,
      integrity: ON,
      onlyAsar: ON,
      fileProtocol: OFF,
    });
    expect(readdirSync(path.join(folder, 'resources'))).not.toContain('default_app.asar');
  });

  test('takes a ticket, answers it and has it again after a restart without a server, from an unpacked .deb', async () => {
    const executable = unpacked((await packages()).deb);
    const server = await startServer();
    const first = await launchPackaged(executable, { connect: await server.connectionTo(FIRST_ACCOUNT) });
    await workOnFirstTicket(first.page);
    await first.close();
    await server.stop();
    const again = await launchPackaged(executable, { userData: first.userData });
    await findFirstTicket(again.page);
    await again.close();
  });

  test('comes back after a crash of its host', async () => {
    const { userData } = await launchPackaged(unpacked((await packages()).deb), {});
    const first = hostOf(userData);
    process.kill(first, 'SIGSEGV');
    await expect.poll(() => hostOf(userData), { timeout: 30_000 }).not.toBe(first);
    const second = hostOf(userData);
    atTheEnd(() => {
      if (watchersOf(userData).length > 0) process.kill(second, 'SIGKILL');
    });
    await expect.poll(() => watchersOf(userData)).toHaveLength(1);
    process.kill(second, 'SIGTERM');
    await expect.poll(() => watchersOf(userData)).toEqual([]);
  });

  test('finds a newer version, refuses a damaged one, and offers a sound one without restarting by itself', async () => {
    const { deb, updatePort } = await packages();
    const executable = unpacked(deb);
    const publisher = startUpdateServer(updatePort);
    atTheEnd(() => publisher.stop());
    const server = await startServer();
    const { page } = await launchPackaged(executable, { connect: await server.connectionTo(FIRST_ACCOUNT) });
    await workOnFirstTicket(page);
    const release = { version: '99.0.0', file: deb, notes: '<p>Faster than before.</p>' };

    publisher.publish({ ...release, stagingPercentage: 0, isDamaged: false });
    expect(await invokeInPage(page, 'update.check', {})).toMatchObject({ name: 'upToDate', problem: null });

    publisher.publish({ ...release, stagingPercentage: 100, isDamaged: true });
    await invokeInPage(page, 'update.check', {});
    await expect.poll(() => invokeInPage(page, 'update.get', {})).toMatchObject({ problem: 'damaged' });

    publisher.publish({ ...release, stagingPercentage: 100, isDamaged: false });
    await invokeInPage(page, 'update.check', {});
    await page.getByRole('button', { name: 'Baton 99.0.0 is ready' }).click();
    const offer = page.getByRole('dialog', { name: 'Baton 99.0.0 is ready' });
    await expect(offer).toContainText('Faster than before.');
    await expect(offer.getByRole('button', { name: 'Restart now' })).toBeVisible();
    await offer.getByRole('button', { name: 'At my next pause' }).click();
    await expect(page.getByText('Restarts at your next pause')).toBeVisible();
  });
});
