import path from 'node:path';
import { sql as raw } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeAccount, makeCode } from '../../../server/commands/manage.ts';
import { setupWorkspace } from '../../../server/commands/setupWorkspace.ts';
import { openPostgres } from '../../../server/store/postgres.ts';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { startBalancer, type Balancer } from '../../support/balancer.ts';
import { openDesk, type TestDesk } from '../../support/deskHarness.ts';
import { temporaryFolder } from '../../support/serverHarness.ts';
import { startServing, type ServingProcess } from '../../support/servingProcess.ts';
import { makeTestDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { newTicket } from '../desktop/newTicket.ts';

const TIMEOUT_MS = 120_000;

let database: TestDatabase;
let folder: ReturnType<typeof temporaryFolder>;
let balancer: Balancer | undefined;
const processes: ServingProcess[] = [];
const desks: TestDesk[] = [];

beforeEach(async () => {
  database = await makeTestDatabase();
  folder = temporaryFolder();
  await setupWorkspace(deployment(), false, 'Desk');
});
afterEach(async () => {
  await Promise.all(desks.splice(0).map((desk) => desk.close()));
  await balancer?.close();
  balancer = undefined;
  await Promise.all(processes.splice(0).map((process) => process.end('SIGKILL')));
  folder.remove();
  await database.drop();
});

function deployment() {
  return { data: folder.path, databaseUrl: database.url };
}

async function startProcess(): Promise<ServingProcess> {
  const started = await startServing(['--data', folder.path], { DATABASE_URL: database.url });
  processes.push(started);
  return started;
}

async function deskAt(url: string, name: string): Promise<TestDesk> {
  const email = `${name.toLowerCase()}@desk.test`;
  await makeAccount(deployment(), { email, role: 'agent', name, department: 'Support' });
  const { code } = await makeCode(deployment(), email);
  const desk = await openDesk({ server: url, code, dataDir: path.join(folder.path, name) });
  desks.push(desk);
  await desk.workspace.sync.settled();
  return desk;
}

function has(desk: TestDesk, ticketId: TicketId): () => Promise<boolean> {
  return async () => ((await desk.workspace.queries.get(ticketId))?.ticket.number ?? 0) > 0;
}

test('a change made at one process arrives at the desks of the other', { timeout: TIMEOUT_MS }, async () => {
  const [first, second] = await Promise.all([startProcess(), startProcess()]);
  const ana = await deskAt(first.url, 'Ana');
  const ben = await deskAt(second.url, 'Ben');
  const there = await newTicket(ana, 'From the first');
  await ben.eventually(has(ben, there));
  await ben.workspace.tickets.setPriority({ ticketId: there, priority: 'urgent' });
  await ana.eventually(async () => (await ana.workspace.queries.get(there))?.ticket.priority === 'urgent');
  expect(await Promise.all([first.end('SIGTERM'), second.end('SIGINT')])).toEqual([0, 0]);
});

test('who is at one process and what they do is seen at the other', { timeout: TIMEOUT_MS }, async () => {
  const [first, second] = await Promise.all([startProcess(), startProcess()]);
  const ana = await deskAt(first.url, 'Ana');
  const ben = await deskAt(second.url, 'Ben');
  const ticketId = await newTicket(ana, 'Seen by two');
  await ben.eventually(has(ben, ticketId));
  ben.workspace.presence.show({ viewId: 'window', ticketId, mode: 'writingReply' });
  const people = await ana.eventually(() => {
    const { tickets } = ana.workspace.presence.state();
    return tickets.some(({ mode }) => mode === 'writingReply') && tickets;
  });
  expect(people.map((person) => person.ticketId)).toEqual([ticketId]);
  await second.end('SIGTERM');
  await ana.eventually(() => ana.workspace.presence.state().online.length === 0);
});

test(
  'when a process is killed, its desks go on at the other, and nothing is lost or there twice',
  { timeout: TIMEOUT_MS },
  async () => {
    const [first, second] = await Promise.all([startProcess(), startProcess()]);
    balancer = await startBalancer([first.url, second.url]);
    const ana = await deskAt(balancer.url, 'Ana');
    const ben = await deskAt(balancer.url, 'Ben');
    const made: TicketId[] = [];
    for (let index = 0; index < 24; index += 1) {
      made.push(await newTicket(index % 2 === 0 ? ana : ben, `Ticket ${String(index)}`));
      if (index === 8) await first.end('SIGKILL');
    }
    for (const desk of [ana, ben]) {
      await desk.desk.retry();
      for (const ticketId of made) await desk.eventually(has(desk, ticketId));
      await desk.workspace.sync.settled();
    }
    const sql = openPostgres(database.url);
    const { rows } = await raw<{ id: string; number: number }>`
      select id, (body::json ->> 'number')::int as number from documents where collection = 'tickets'`.execute(
      sql,
    );
    await sql.destroy();
    expect(rows.map(({ id }) => id).sort()).toEqual([...made].sort());
    expect(new Set(rows.map(({ number }) => number)).size).toBe(made.length);
    expect([ana, ben].map((desk) => desk.desk.syncStatus())).toMatchObject([
      { name: 'online', waiting: 0, held: 0, problem: null },
      { name: 'online', waiting: 0, held: 0, problem: null },
    ]);
  },
);

test(
  'a process that loses the database is not ready, and works again when it is back',
  { timeout: TIMEOUT_MS },
  async () => {
    const server = await startProcess();
    const ana = await deskAt(server.url, 'Ana');
    const name = new URL(database.url).pathname.slice(1);
    const admin = openPostgres(database.url.replace(name, 'postgres'));
    const allow = async (isAllowed: boolean): Promise<void> => {
      await raw`alter database ${raw.id(name)} with allow_connections ${raw.raw(String(isAllowed))}`.execute(
        admin,
      );
    };
    await allow(false);
    await raw`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(admin);
    expect((await fetch(`${server.url}/ready`)).status).toBe(503);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    const ticketId = await newTicket(ana, 'Made meanwhile');
    await allow(true);
    await admin.destroy();
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
    await ana.desk.retry();
    await ana.eventually(has(ana, ticketId));
    expect(server.log.filter((line) => line.includes('It does not work'))).toEqual([]);
  },
);
