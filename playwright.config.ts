import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '.cache/e2e',
  globalSetup: './test/e2e/globalSetup.ts',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // A desktop on a busy machine now and then answers too late; the report names such a test as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  // Every test starts a desktop and a server of its own; two at once would fight for one processor pair and one
  // notification daemon.
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: '.cache/reports/e2e.json' }]],
});
