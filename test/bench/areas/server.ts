import { randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql as raw } from 'kysely';
import { openPostgres } from '../../../server/store/postgres.ts';
import { uuidV7, type ContactId, type TicketId } from '../../../shared/domain/ids.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import { createTicket } from '../../../shared/domain/ticket/actions.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../../shared/errors.ts';
import { PUSH_MAX_ROWS, type PullAnswer, type PushAnswer } from '../../../shared/sync/wire.ts';
import { manyTickets } from '../../support/manyTickets.ts';
import { startPostgres } from '../../support/postgres.ts';
import { percentile, toRecord, type BenchRecord } from '../record.ts';
import { serveDeployment, type BenchPerson, type ServedDeployment } from '../servedDeployment.ts';

const LISTENERS = 1000;
const LIVE_CHANGES = 30;
const SINGLE_PUSHES = 400;
const BULK_PUSHES = 40;
const BULK_ROWS = 100;
const WRITERS = 16;
const LOG_TICKETS = 10_000;
const PULL_LIMIT = 2000;
const MS_PER_SECOND = 1000;
const BYTES_PER_KB = 1024;

/** One server process on each database, with a thousand people listening, everything on this machine. */
export async function benchServer(): Promise<readonly BenchRecord[]> {
  const sqlite = await inFolder((folder) =>
    measure('SQLite', { data: folder }, async () => statSync(path.join(folder, 'baton.sqlite')).size),
  );
  const cluster = await startPostgres({ durable: true });
  try {
    const databaseUrl = `${cluster.url}postgres`;
    const postgres = await inFolder((folder) =>
      measure('PostgreSQL', { data: folder, databaseUrl }, () => postgresSize(databaseUrl)),
    );
    return [...sqlite, ...postgres];
  } finally {
    await cluster.stop();
  }
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-bench-server-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function postgresSize(url: string): Promise<number> {
  const sql = openPostgres(url);
  const { rows } = await raw<{ size: number }>`select pg_database_size(current_database()) as size`.execute(
    sql,
  );
  await sql.destroy();
  return rows[0]?.size ?? Number.NaN;
}

async function measure(
  database: string,
  deployment: { readonly data: string; readonly databaseUrl?: string },
  sizeOnDisk: () => Promise<number>,
): Promise<readonly BenchRecord[]> {
  const server = await serveDeployment(deployment, LISTENERS);
  try {
    // First, in a fresh process: what other work leaves in memory would drown what the listeners take.
    const idleBytes = await server.memoryBytes();
    const arrivals = await liveChanges(server);
    const single = await pushRate(server, SINGLE_PUSHES, 1);
    const bulk = await pushRate(server, BULK_PUSHES, BULK_ROWS);
    const sizeBefore = await sizeOnDisk();
    await importTickets(server, LOG_TICKETS);
    const perTicket = ((await sizeOnDisk()) - sizeBefore) / LOG_TICKETS;
    const pullRate = await pullAll(server);
    const named = (what: string): string => `${what}, ${database}`;
    return [
      toRecord('server', named('tickets pushed one by one by 16 people'), single, '/s'),
      toRecord('server', named('tickets pushed a hundred at a time'), bulk, '/s'),
      toRecord('server', named('tickets read for a first sync, server alone'), pullRate, '/s'),
      toRecord('server', named('log on disk, a ticket of 1.2 KB'), perTicket / BYTES_PER_KB, 'KB'),
      toRecord('server', named('a change at 1,000 listeners, p50'), percentile(arrivals.tookMs, 0.5), 'ms'),
      toRecord('server', named('a change at 1,000 listeners, p99'), percentile(arrivals.tookMs, 0.99), 'ms', {
        goal: { of: 'value', atMost: 500 },
      }),
      toRecord(
        'server',
        named('memory a listener'),
        (arrivals.memoryBytes - idleBytes) / LISTENERS / BYTES_PER_KB,
        'KB',
      ),
    ];
  } finally {
    await server.end();
  }
}

/** Tickets the server accepts in a second from several people at once, `rows` in each push. */
async function pushRate(server: ServedDeployment, pushes: number, rows: number): Promise<number> {
  const people = server.people.slice(1, 1 + WRITERS);
  let left = pushes;
  const startedAt = performance.now();
  await Promise.all(
    people.map(async (person) => {
      while (left > 0) {
        left -= 1;
        await push(
          server,
          person,
          Array.from({ length: rows }, () => newTicket(person)),
        );
      }
    }),
  );
  return (pushes * rows * MS_PER_SECOND) / (performance.now() - startedAt);
}

async function push(
  server: ServedDeployment,
  person: BenchPerson,
  tickets: readonly Ticket[],
): Promise<void> {
  const rows = tickets.map((ticket) => ({
    assumedMasterState: null,
    newDocumentState: { ...ticket, _deleted: false },
  }));
  const answer = await ask<PushAnswer>(server, person, 'push', { collection: 'tickets', rows });
  if (answer.refused.length > 0)
    throw new BatonError('internal', 'the server did not take a ticket', { refused: answer.refused });
}

async function ask<Answer>(
  server: ServedDeployment,
  person: BenchPerson,
  route: string,
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${server.url}/v1/${route}`, {
    headers: person.headers,
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new BatonError('internal', `the server answered ${String(response.status)}`, { route });
  return (await response.json()) as Answer;
}

function newTicket({ agentId, departmentId }: BenchPerson): Ticket {
  const newId = (): string => uuidV7(Date.now(), (into) => randomFillSync(into));
  const facts = {
    id: newId() as TicketId,
    subject: 'The display stays dark after the update',
    departmentId,
    priority: 'normal',
    tags: ['display'],
    contactId: 'contact' as ContactId,
    channel: 'phone',
    language: 'en',
  } as const;
  const ticket = createTicket(facts, { nowMs: Date.now(), by: { kind: 'agent', id: agentId }, newId }, []);
  return { ...ticket, rev: newId() as Rev };
}

async function importTickets(server: ServedDeployment, count: number): Promise<void> {
  const [administrator] = server.people;
  if (!administrator) return;
  for (let from = 0; from < count; from += PUSH_MAX_ROWS) {
    const documents = manyTickets(PUSH_MAX_ROWS, from);
    await ask(server, administrator, 'import', { collection: 'tickets', documents });
  }
}

/** Tickets a second that the server hands to somebody who has none. */
async function pullAll(server: ServedDeployment): Promise<number> {
  const [administrator] = server.people;
  if (!administrator) return Number.NaN;
  const startedAt = performance.now();
  let read = 0;
  for (let since = 0, isMore = true; isMore;) {
    const query = `pull?collection=tickets&since=${String(since)}&limit=${String(PULL_LIMIT)}`;
    const { documents, checkpoint } = await ask<PullAnswer>(server, administrator, query);
    read += documents.length;
    isMore = checkpoint.seq > since && documents.length > 0;
    since = checkpoint.seq;
  }
  return (read * MS_PER_SECOND) / (performance.now() - startedAt);
}

/** Milliseconds from pushing a change to its arrival, for each change at each of the listeners. */
async function liveChanges(
  server: ServedDeployment,
): Promise<{ readonly tookMs: readonly number[]; readonly memoryBytes: number }> {
  const tookMs: number[] = [];
  let startedAt = 0;
  let missing = 0;
  let allArrived = (): void => undefined;
  const streams: IncomingMessage[] = [];
  for (const person of server.people) {
    const stream = await openStream(server, person);
    streams.push(stream);
    stream.on('data', (chunk: Buffer) => {
      if (!chunk.includes('event: change')) return;
      tookMs.push(performance.now() - startedAt);
      missing -= 1;
      if (missing === 0) allArrived();
    });
  }
  const memoryBytes = await server.memoryBytes();
  const [, writer] = server.people;
  for (let change = 0; writer && change < LIVE_CHANGES; change += 1) {
    missing = streams.length;
    const everywhere = new Promise<void>((resolve) => {
      allArrived = resolve;
    });
    const ticket = newTicket(writer);
    startedAt = performance.now();
    await Promise.all([push(server, writer, [ticket]), everywhere]);
  }
  for (const stream of streams) stream.destroy();
  return { tookMs, memoryBytes };
}

/** Opens an event stream and waits until it has joined the live changes: its `ready` has come. */
function openStream(server: ServedDeployment, { headers }: BenchPerson): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(`${server.url}/v1/events`, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) {
        reject(new BatonError('internal', `no stream: ${String(response.statusCode)}`));
        return;
      }
      response.once('data', () => resolve(response));
      response.on('error', () => undefined);
    })
      .on('error', reject)
      .end();
  });
}
