import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { backUp, restore } from '../../../server/commands/backup.ts';
import { makeAccount, makeChannel, makeCode } from '../../../server/commands/manage.ts';
import { setupWorkspace } from '../../../server/commands/setupWorkspace.ts';
import { findWorkspace } from '../../../server/setup/createWorkspace.ts';
import { openDeployment, type Deployment } from '../../../server/setup/deployment.ts';
import type { ContactId, TicketId } from '../../../shared/domain/ids.ts';
import { MIGRATIONS } from '../../../server/store/migrations.ts';
import type { Store } from '../../../server/store/store.ts';
import { aContact, aTicket } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/serverHarness.ts';
import { makeTestDatabase, type TestDatabase } from '../../support/testDatabase.ts';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
const databases: TestDatabase[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  file = path.join(folder.path, 'backups', 'monday.baton');
});
afterEach(async () => {
  folder.remove();
  await Promise.all(databases.splice(0).map((database) => database.drop()));
});

/** An empty place for a server: a folder, and in the project `postgres` a database beside it. */
async function newDeployment(name: string): Promise<Deployment> {
  const database = await makeTestDatabase();
  databases.push(database);
  const data = path.join(folder.path, name);
  return database.url === '' ? { data } : { data, databaseUrl: database.url };
}

async function filled(deployment: Deployment): Promise<void> {
  await setupWorkspace(deployment, false, 'Desk');
  await makeAccount(deployment, { email: 'ana@desk.test', role: 'agent', department: 'Support' });
  await makeChannel(deployment, { name: 'Shop', kind: 'api', department: 'Support' });
  await makeCode(deployment, 'ana@desk.test');
  await withStore(deployment, async (store, workspaceId) => {
    await writeTickets(store, workspaceId, 0, 1200);
    await store.write(workspaceId, async (log) => {
      log.put(
        'contacts',
        aContact({ id: 'c' as ContactId, name: 'Žofie “Q” \u0000 🙂', emails: ['z@x.test'] }),
      );
      log.put('contacts', aContact({ id: 'gone' as ContactId }), { isDeleted: true });
    });
  });
}

async function writeTickets(store: Store, workspaceId: string, from: number, count: number): Promise<void> {
  await store.write(workspaceId, async (log) => {
    for (let index = from; index < from + count; index += 1) {
      const id = `t${String(index)}` as TicketId;
      log.put('tickets', aTicket({ id, rev: log.stamp(), number: log.takeNumber() }));
    }
  });
}

async function withStore<T>(
  deployment: Deployment,
  work: (store: Store, workspaceId: string) => Promise<T>,
): Promise<T> {
  const { store } = await openDeployment(deployment, systemClock);
  try {
    return await work(store, (await findWorkspace(store))?.id ?? '');
  } finally {
    await store.close();
  }
}

/** Every row of every table, whichever the database. */
async function contentOf(deployment: Deployment): Promise<Record<string, string[]>> {
  return withStore(deployment, async ({ sql }) => {
    const content: Record<string, string[]> = {};
    for (const { name } of await sql.introspection.getTables()) {
      const rows = await sql
        .selectFrom(name as 'workspaces')
        .selectAll()
        .execute();
      content[name] = rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
    }
    return content;
  });
}

test('a backup restores the same rows in every table, the deleted and the odd ones too, and the key', async () => {
  const source = await newDeployment('source');
  await filled(source);
  const made = await backUp(source, file);
  const target = await newDeployment('target');
  expect(await restore(target, file)).toEqual(made);
  expect(made).toMatchObject({ file, workspaces: 1, bytes: statSync(file).size });
  expect(await contentOf(target)).toEqual(await contentOf(source));
  const keys = [source, target].map(({ data }) => readFileSync(path.join(data!, 'server.key'), 'utf8'));
  expect(keys[0]).toBe(keys[1]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a backup moves a workspace to a data folder with SQLite, and from there back', async () => {
  const source = await newDeployment('source');
  await filled(source);
  await backUp(source, file);
  const sqlite = { data: path.join(folder.path, 'sqlite') };
  await restore(sqlite, file);
  const again = `${file}-again`;
  await backUp(sqlite, again);
  const target = await newDeployment('target');
  await restore(target, again);
  expect(await contentOf(target)).toEqual(await contentOf(source));
  await withStore(target, async (store, workspaceId) => {
    await writeTickets(store, workspaceId, 5000, 1);
    const [ticket] = await store.sql
      .selectFrom('documents')
      .select('body')
      .where('id', '=', 't5000')
      .execute();
    expect(JSON.parse(ticket!.body)).toMatchObject({ number: 2201 });
  });
});

test('a backup made while others write is the log up to one moment, without a hole', async () => {
  const source = await newDeployment('source');
  await filled(source);
  await withStore(source, async (store, workspaceId) => {
    const progress = { isDone: false, written: 1200 };
    const backup = backUp(source, file).finally(() => {
      progress.isDone = true;
    });
    do {
      await writeTickets(store, workspaceId, progress.written, 10);
      progress.written += 10;
      // The backup shares this test's event loop; on a server it is a process of its own.
      await new Promise(setImmediate);
    } while (!progress.isDone);
    await backup;
  });
  const target = await newDeployment('target');
  await restore(target, file);
  await withStore(target, async ({ sql }) => {
    const { seq, next_number: next } = await sql
      .selectFrom('workspaces')
      .selectAll()
      .executeTakeFirstOrThrow();
    const documents = await sql.selectFrom('documents').select(['seq', 'collection']).execute();
    expect(documents.map((one) => one.seq).sort((left, right) => left - right)).toEqual(
      Array.from({ length: seq }, (_, index) => index + 1),
    );
    expect(documents.filter(({ collection }) => collection === 'tickets').length).toBe(next - 1001);
  });
});

test('what is no whole backup restores nothing, and a second try with a whole one works', async () => {
  const source = await newDeployment('source');
  await filled(source);
  await backUp(source, file);
  const whole = readFileSync(file);
  const target = await newDeployment('target');
  const letter = path.join(folder.path, 'letter.txt');
  writeFileSync(letter, 'Dear aunt');
  await expect(restore(target, letter)).rejects.toMatchObject({ code: 'storage.corrupt' });
  truncateSync(file, Math.floor(whole.length * 0.7));
  await expect(restore(target, file)).rejects.toMatchObject({ code: 'storage.corrupt' });
  await expect(restore(target, `${file}-none`)).rejects.toMatchObject({ code: 'input.notFound' });
  writeFileSync(file, whole);
  await restore(target, file);
  expect(await contentOf(target)).toEqual(await contentOf(source));
});

test('a backup goes into an empty place only, and never over a file that is there', async () => {
  const source = await newDeployment('source');
  await filled(source);
  await backUp(source, file);
  await expect(backUp(source, file)).rejects.toMatchObject({ code: 'input.invalid' });
  await expect(restore(source, file)).rejects.toMatchObject({ code: 'workspace.notEmpty' });
  const withOtherKey = await newDeployment('other');
  await openDeployment(withOtherKey, systemClock).then(({ store }) => store.close());
  await expect(restore(withOtherKey, file)).rejects.toMatchObject({ code: 'input.invalid' });
  await expect(backUp({ data: path.join(folder.path, 'typo') }, `${file}-2`)).rejects.toMatchObject({
    code: 'input.notFound',
  });
});

test('the file says which version it has, in plain lines', async () => {
  const source = await newDeployment('source');
  await filled(source);
  await backUp(source, file);
  const lines = (await text(Readable.from([readFileSync(file)]).pipe(createGunzip()))).trimEnd().split('\n');
  expect(JSON.parse(lines[0]!)).toMatchObject({ format: 'baton-dump', schemaVersion: MIGRATIONS.length });
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({ rows: { workspaces: 1 } });
});
