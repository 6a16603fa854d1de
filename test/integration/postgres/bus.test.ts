import { sql as raw } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPostgres } from '../../../server/store/postgres.ts';
import type { Sql } from '../../../server/store/schema.ts';
import type { Bus, BusMessage } from '../../../server/sync/bus.ts';
import { createPostgresBus } from '../../../server/sync/postgresBus.ts';
import { makeTestDatabase, type TestDatabase } from '../../support/testDatabase.ts';

let database: TestDatabase;
let sql: Sql;
const buses: Bus[] = [];

beforeEach(async () => {
  database = await makeTestDatabase();
  sql = openPostgres(database.url);
});
afterEach(async () => {
  await Promise.all(buses.splice(0).map((bus) => bus.close()));
  await sql.destroy();
  await database.drop();
});

function openBus(): Bus {
  const bus = createPostgresBus(database.url, sql, () => undefined);
  buses.push(bus);
  return bus;
}

/** A bus that listens, and what it hears. */
async function listeningBus(): Promise<{
  bus: Bus;
  heard: BusMessage[];
  until: (count: number) => Promise<void>;
}> {
  const bus = openBus();
  const heard: BusMessage[] = [];
  let look = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    const end = bus.onGap(() => {
      end();
      resolve();
    });
  });
  bus.subscribe('presence', (message) => {
    heard.push(message);
    look();
  });
  await ready;
  return {
    bus,
    heard,
    until: (count) =>
      new Promise((resolve) => {
        look = () => {
          if (heard.length >= count) resolve();
        };
        look();
      }),
  };
}

function saying(text: string): BusMessage {
  return { workspaceId: 'w', topic: 'presence', text };
}

test('what one process says, every process hears once and in order, equal messages too', async () => {
  const ours = await listeningBus();
  const theirs = await listeningBus();
  const texts = ['a', 'b', 'a', 'ř“\'"', 'a'];
  for (const text of texts) ours.bus.publish(saying(text));
  await theirs.until(texts.length);
  expect([ours.heard, theirs.heard]).toEqual([texts.map(saying), texts.map(saying)]);
});

test('a process that only speaks is heard, and what it said last before it ended', async () => {
  const { heard, until } = await listeningBus();
  const speaker = openBus();
  for (let index = 0; index < 250; index += 1) speaker.publish(saying(String(index)));
  await speaker.close();
  await until(250);
  expect(heard.map(({ text }) => text)).toEqual(Array.from({ length: 250 }, (_, index) => String(index)));
});

test('a listener whose connection is cut says that it may have missed something, and hears again', async () => {
  const { bus, until } = await listeningBus();
  const mended = new Promise<void>((resolve) => void bus.onGap(resolve));
  await raw`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%'`.execute(sql);
  await mended;
  openBus().publish(saying('after the cut'));
  await until(1);
});

test('a message longer than PostgreSQL carries is refused where it is made', () => {
  expect(() => openBus().publish(saying('x'.repeat(7_001)))).toThrow('too long');
  expect(() => openBus().publish(saying('"'.repeat(3_600)))).toThrow('too long');
  openBus().publish(saying('ř'.repeat(3_000)));
});
