#!/usr/bin/env node
import path from 'node:path';
import { runCommand } from './runtime/console.mjs';
import { root } from './runtime/paths.mjs';
import { prepareElectron, prepareNode, runOnDisplay } from './steps.mjs';

// `npm run screenshots`: drives the real app and writes docs/screenshots. Node strips the script's types itself.
await runCommand(async () => {
  const node = await prepareNode();
  const env = await prepareElectron(node, { notificationDaemon: true });
  const script = path.join(root, 'test', 'screenshots', 'take.ts');
  return runOnDisplay([node.command, script, ...process.argv.slice(2)], env, { notificationDaemon: true });
});
