#!/usr/bin/env node
import path from 'node:path';
import { ensureBuilt } from './runtime/buildOutput.mjs';
import { Halt, runCommand, say } from './runtime/console.mjs';
import { resolveElectron } from './runtime/electronRuntime.mjs';
import { packageApp } from './runtime/packageApp.mjs';
import { root } from './runtime/paths.mjs';
import { prepareNode } from './steps.mjs';

const HELP = `npm run dist              builds the installers of this system into dist/
npm run dist -- --trial   builds an unpacked app and a .deb for trying on this machine, with whatever Electron it has

BATON_UPDATE_URL          where newer versions will be published; without it, copies do not look for any`;

await runCommand(async () => {
  const words = process.argv.slice(2);
  if (words.includes('--help')) {
    say(HELP);
    return 0;
  }
  const unknown = words.find((word) => word !== '--trial');
  if (unknown !== undefined) throw new Halt(`Unknown option ${unknown}.\n${HELP}`);
  const isTrial = words.length > 0;
  const node = await prepareNode();
  const electron = await resolveElectron();
  if (!isTrial && electron.source !== 'official')
    throw new Halt(
      'Installers need the official Electron. "npm run dist -- --trial" packages what is here for a look.',
    );
  await ensureBuilt(node);
  const published = process.env['BATON_UPDATE_URL'];
  const out = path.join(root, 'dist');
  say(
    await packageApp({
      node,
      electron,
      out,
      targets: isTrial ? ['dir', 'deb'] : [],
      config: published === undefined ? [] : ['publish.provider=generic', `publish.url=${published}`],
      isTrial,
    }),
  );
  return 0;
});
