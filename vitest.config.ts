import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Generous: a run that shares two processors with other work should not fail for being slow. */
const testTimeout = 30_000;
const suites = ['unit', 'contract', 'property', 'integration'];

export default defineConfig({
  cacheDir: '.cache/vitest',
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          testTimeout,
          include: suites.map((suite) => `test/${suite}/**/*.test.ts`),
          exclude: ['test/unit/renderer/**', 'test/integration/postgres/**'],
        },
      },
      {
        test: {
          // The server's tests once more, on the other database; those of test/integration/postgres need it.
          name: 'postgres',
          environment: 'node',
          testTimeout,
          include: ['server', 'import', 'postgres'].map((area) => `test/integration/${area}/**/*.test.ts`),
          // What an importer makes of its files does not depend on the database.
          exclude: ['test/integration/import/servicenow.test.ts'],
          globalSetup: 'test/support/postgresServer.ts',
          setupFiles: 'test/support/postgresOrSkip.ts',
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          testTimeout,
          include: ['test/unit/renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
