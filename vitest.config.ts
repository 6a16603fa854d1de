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
          exclude: ['test/unit/renderer/**'],
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
