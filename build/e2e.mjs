#!/usr/bin/env node
import { runCommand } from './runtime/console.mjs';
import { prepareNode, printTotals, runEndToEnd } from './steps.mjs';

// `npm run test:e2e`: builds and runs the end-to-end tests; arguments go to Playwright (`-- -g "claims the ticket"`).
await runCommand(async () => {
  const report = await runEndToEnd(await prepareNode(), process.argv.slice(2));
  printTotals([report]);
  return report.failed > 0 ? 1 : 0;
});
