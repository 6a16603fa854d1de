#!/usr/bin/env node
import path from 'node:path';
import { ensureBuilt } from './runtime/buildOutput.mjs';
import { Halt, runCommand } from './runtime/console.mjs';
import { root } from './runtime/paths.mjs';
import { run } from './runtime/process.mjs';
import { prepareElectron, prepareNode, runOnDisplay } from './steps.mjs';

/** Command-line tools by the name they have in package.json: their built file, and whether they open windows. */
const TOOLS = new Map([
  ['import', { file: 'out/server/import.js', opensWindows: false }],
  ['simulate', { file: 'out/server/simulate.js', opensWindows: false }],
  ['bench', { file: 'out/bench/main.js', opensWindows: true }],
]);

// `node build/runTool.mjs <tool> …args`: builds where needed and runs the tool on the Node that Baton needs.
await runCommand(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const tool = TOOLS.get(name);
  if (tool === undefined) throw new Halt(`Unknown tool "${name}". Known: ${[...TOOLS.keys()].join(', ')}.`);
  const node = await prepareNode();
  const command = [path.join(root, tool.file), ...args];
  if (tool.opensWindows) {
    const env = await prepareElectron(node, { notificationDaemon: false });
    await ensureBuilt(node, 'bench');
    return runOnDisplay([node.command, ...command], env);
  }
  await ensureBuilt(node);
  // Paths on the command line are relative to where npm was called, not to this folder.
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  const env = { ...process.env, ...node.env };
  const { code } = await run(node.command, command, { env, cwd, interactive: true });
  return code;
});
