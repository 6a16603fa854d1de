#!/usr/bin/env node
import { Halt, runCommand, say } from './runtime/console.mjs';
import { STATIC_CHECKS, prepareNode, printTotals, runStaticChecks, runVitest } from './steps.mjs';

// `npm run check`: types, lint and every test that needs no window. `check -- types` or `check -- lint` runs one part.
await runCommand(async () => {
  const only = process.argv[2];
  if (only !== undefined && only !== 'types' && only !== 'lint')
    throw new Halt('Use: npm run check [-- types | lint]');
  const node = await prepareNode();
  const failed = await runStaticChecks(node, STATIC_CHECKS[only ?? 'all']);
  if (only !== undefined) return failed.length > 0 ? 1 : 0;
  const report = await runVitest(node);
  if (failed.length > 0) say(`failed checks: ${failed.join(', ')}`);
  printTotals([report]);
  return failed.length > 0 || report.failed > 0 ? 1 : 0;
});
