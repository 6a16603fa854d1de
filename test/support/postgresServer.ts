import type { TestProject } from 'vitest/node';
import { systemClock } from '../../server/clock.ts';
import { openPostgres } from '../../server/store/postgres.ts';
import { openStore } from '../../server/store/store.ts';
import { startPostgres } from './postgres.ts';
import { POSTGRES_TEMPLATE, runOnPostgres, type PostgresForTests } from './testDatabase.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresForTests;
  }
}

/** Runs once for all tests of the project `postgres`: a server of its own with one migrated database to copy. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  try {
    const server = await startPostgres();
    await runOnPostgres(server.url, `create database ${POSTGRES_TEMPLATE}`);
    const store = await openStore(openPostgres(`${server.url}${POSTGRES_TEMPLATE}`), systemClock);
    await store.close();
    provide('postgres', { url: server.url, skipReason: '' });
    return () => server.stop();
  } catch (error) {
    const skipReason = `PostgreSQL does not run here: ${error instanceof Error ? error.message : String(error)}`;
    console.warn(skipReason);
    provide('postgres', { url: '', skipReason });
    return async () => undefined;
  }
}
