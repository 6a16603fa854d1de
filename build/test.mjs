#!/usr/bin/env node
import { runCommand, say } from './runtime/console.mjs';
import {
  STATIC_CHECKS,
  prepareElectron,
  prepareNode,
  printTotals,
  runEndToEnd,
  runStaticChecks,
  runVitest,
} from './steps.mjs';

// `npm test`: everything, on a machine that has only Node. A failure does not hide what later steps would say.
await runCommand(async () => {
  const node = await prepareNode();
  const failedChecks = await runStaticChecks(node, STATIC_CHECKS.all);
  await prepareElectron(node, { notificationDaemon: true });
  // Side by side: both wait a good deal, for undo times and links that come back.
  const reports = await Promise.all([runVitest(node), runEndToEnd(node, [], { saysLater: true })]);
  if (failedChecks.length > 0) say(`failed checks: ${failedChecks.join(', ')}`);
  printTotals(reports);
  return failedChecks.length > 0 || reports.some(({ failed }) => failed > 0) ? 1 : 0;
});
