import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const suites = ['unit', 'contract', 'property', 'integration'];

export default defineConfig({
  cacheDir: '.cache/vitest',
  test: {
    // A run without a single test is a broken run, except in a part that has none yet.
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: suites.map((suite) => `test/${suite}/**/*.test.ts`),
          exclude: ['test/unit/renderer/**'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['test/unit/renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
