import { ESLint } from 'eslint';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { inNodeModules, root } from '../../../build/runtime/paths.mjs';

/** Text by path. */
type Sources = Readonly<Record<string, string>>;

let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** A source tree of its own with the project's configuration and stand-ins for a few packages. */
function tree(sources: Sources): string {
  const place = (folder = mkdtempSync(path.join(os.tmpdir(), 'baton-layers-')));
  const packages = ['zod', 'fastify', 'electron', 'react', 'rxdb'];
  const stubs = packages.flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
    [`node_modules/${name}/index.js`, 'module.exports = {};'],
  ]);
  const manifest = {
    type: 'module',
    dependencies: { zod: '1.0.0', fastify: '1.0.0' },
    devDependencies: { electron: '1.0.0', react: '1.0.0', rxdb: '1.0.0' },
  };
  const parts = ['shared', 'electron/engine', 'electron', 'renderer', 'server'];
  const files: Sources = {
    ...(Object.fromEntries(stubs) as Sources),
    'package.json': JSON.stringify(manifest),
    ...sources,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
    writeFileSync(path.join(place, name), text);
  }
  for (const part of parts) mkdirSync(path.join(place, part), { recursive: true });
  const configs = [
    '.dependency-cruiser.cjs',
    'tsconfig.base.json',
    ...parts.map((part) => `${part}/tsconfig.json`),
  ];
  for (const config of configs) cpSync(path.join(root, config), path.join(place, config));
  return place;
}

/** `rule: file` of everything dependency-cruiser refuses, sorted. */
function violations(sources: Sources): string[] {
  const { stdout } = spawnSync(
    process.execPath,
    [
      inNodeModules('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
      ...['shared', 'electron', 'renderer', 'server'],
    ],
    { cwd: tree(sources), encoding: 'utf8' },
  );
  const report = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return [...new Set(report.summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`))].sort();
}

/** The files in which a banned piece of syntax stands, sorted. */
async function filesWithBannedSyntax(sources: Sources): Promise<string[]> {
  const place = tree(sources);
  const eslint = new ESLint({ cwd: place, overrideConfigFile: path.join(root, 'eslint.config.js') });
  const results = await eslint.lintFiles(Object.keys(sources));
  return results
    .filter(({ messages }) => messages.some(({ ruleId }) => ruleId === 'no-restricted-syntax'))
    .map(({ filePath }) => path.relative(place, filePath))
    .sort();
}

const THING = 'export const thing = 1;';
/** One file for each kind of import that the folder map allows. */
const ALLOWED: Sources = {
  'shared/thing.ts': `import 'zod';\n${THING}`,
  'shared/domain/other.ts': "export { thing } from '../thing.ts';",
  'electron/engine/decide.ts': "export { thing } from '../../shared/thing.ts';",
  'electron/windows/window.ts': `import 'electron';\nimport '../engine/decide.ts';\nexport interface Port { readonly a: number }\n${THING}`,
  'electron/notifications/notices.ts':
    "import 'node:path';\nimport type { Port } from '../windows/window.ts';\nexport const port: Port = { a: 1 };",
  'electron/replica/storage/sqlite.ts': "import 'node:sqlite';\nimport 'rxdb';",
  'electron/main.ts': "import './windows/window.ts';\nimport './notifications/notices.ts';",
  'renderer/app/main.ts': "import '../features/list/list.ts';\nimport '../features/ticket/ticket.ts';",
  'renderer/features/list/list.ts': "import 'react';\nimport '../../ui/button.ts';\nimport './row.ts';",
  'renderer/features/list/row.ts': THING,
  'renderer/features/ticket/ticket.ts': "import '../../../shared/thing.ts';",
  'renderer/ui/button.ts': THING,
  'server/main.ts': "import './store/sqlite.ts';\nimport 'fastify';",
  'server/store/sqlite.ts': "import 'node:sqlite';\nimport '../../shared/thing.ts';",
};

test('the folder map as it is drawn breaks no layer rule', () => {
  expect(violations(ALLOWED)).toEqual([]);
});

test('every kind of forbidden import is refused, by its own rule', () => {
  const forbidden: Sources = {
    'shared/usesElectron.ts': "import type { App } from 'electron';\nexport type A = App;",
    'shared/usesNode.ts': "import 'node:path';",
    'shared/usesRxdb.ts': "import 'rxdb';",
    'shared/usesServer.ts': "import '../server/store/sqlite.ts';",
    'shared/loadsLater.ts': "export const later = (): Promise<unknown> => import('./thing.ts');",
    'electron/engine/usesHost.ts': "import '../windows/window.ts';",
    'electron/engine/usesNode.ts': "import 'node:timers';",
    'electron/engine/usesZod.ts': "import 'zod';",
    'electron/ipc/usesPart.ts': "import { thing } from '../windows/window.ts';\nexport const a = thing;",
    'electron/ipc/usesMain.ts': "import type {} from '../main.ts';",
    'electron/ipc/usesServer.ts': "import type {} from '../../server/store/sqlite.ts';",
    'electron/ipc/usesRenderer.ts': "import '../../renderer/ui/button.ts';",
    'electron/replica/usesSqlite.ts':
      "import { DatabaseSync } from 'node:sqlite';\nexport const open = DatabaseSync;",
    'renderer/app/usesHost.ts':
      "import type { Port } from '../../electron/windows/window.ts';\nexport type P = Port;",
    'renderer/app/usesElectron.ts': "import 'electron';",
    'renderer/app/usesNode.ts': "import 'node:fs';",
    'renderer/app/usesServer.ts': "import '../../server/store/sqlite.ts';",
    'renderer/features/list/usesFeature.ts': "import type {} from '../ticket/ticket.ts';",
    'server/routes/usesHost.ts': "import '../../electron/windows/window.ts';",
    'server/routes/usesRenderer.ts': "import '../../renderer/ui/button.ts';",
    'server/routes/usesReact.ts': "import 'react';",
    'server/routes/usesSqlite.ts': "import 'node:sqlite';",
    'server/routes/usesNothing.ts': "import './absent.ts';",
    'server/routes/round.ts': "import './trip.ts';",
    'server/routes/trip.ts': "import './round.ts';",
  };
  expect(violations({ ...ALLOWED, ...forbidden })).toEqual([
    'electron-alone: electron/ipc/usesRenderer.ts',
    'electron-alone: electron/ipc/usesServer.ts',
    'engine-is-pure: electron/engine/usesHost.ts',
    'engine-is-pure: electron/engine/usesNode.ts',
    'engine-is-pure: electron/engine/usesZod.ts',
    'features-apart: renderer/features/list/usesFeature.ts',
    'main-composes: electron/ipc/usesPart.ts',
    'main-is-the-root: electron/ipc/usesMain.ts',
    'no-cycles: server/routes/round.ts',
    'one-sqlite-file-per-side: electron/replica/usesSqlite.ts',
    'one-sqlite-file-per-side: server/routes/usesSqlite.ts',
    'pure-code-loads-nothing-later: shared/loadsLater.ts',
    'renderer-alone: renderer/app/usesHost.ts',
    'renderer-alone: renderer/app/usesServer.ts',
    'renderer-is-a-page: renderer/app/usesElectron.ts',
    'renderer-without-node: renderer/app/usesNode.ts',
    'resolvable: server/routes/usesNothing.ts',
    'server-alone: server/routes/usesHost.ts',
    'server-alone: server/routes/usesRenderer.ts',
    'server-needs-installed-packages: server/routes/usesReact.ts',
    'server-without-electron: server/routes/usesReact.ts',
    'shared-is-pure: shared/usesElectron.ts',
    'shared-is-pure: shared/usesNode.ts',
    'shared-is-pure: shared/usesRxdb.ts',
    'shared-is-pure: shared/usesServer.ts',
  ]);
});

test('raw message channels, own clocks, chance and window.baton are refused outside their places', async () => {
  const wrong: Sources = {
    'electron/windows/listens.ts': "import { ipcMain } from 'electron';\nexport const on = ipcMain;",
    'electron/windows/listensThrough.ts':
      "import electron from 'electron';\nexport const on = electron.ipcMain;",
    'electron/windows/sends.ts':
      "import type { BrowserWindow } from 'electron';\nexport const send = (window: BrowserWindow): void => window.webContents.send('x');",
    'electron/engine/clock.ts': 'export const now = (): number => Date.now();',
    'shared/clock.ts': 'export const now = (): number => new Date().getTime();',
    'shared/chance.ts': 'export const chance = (): number => Math.random();',
    'shared/all.ts': "export * from './thing.ts';",
    'shared/default.ts': 'export default 1;',
    'renderer/features/list/reaches.ts': 'export const api: unknown = window.baton;',
  };
  const right: Sources = {
    'electron/ipc/register.ts': "import { ipcMain } from 'electron';\nexport const on = ipcMain;",
    'electron/preload.ts': "import { ipcRenderer } from 'electron';\nexport const on = ipcRenderer;",
    'electron/windows/clock.ts': 'export const now = (): number => Date.now();',
    'renderer/bridge.ts': 'export const api: unknown = window.baton;',
    'shared/thing.ts': 'export const epoch = (ms: number): Date => new Date(ms);',
  };
  expect(await filesWithBannedSyntax({ ...wrong, ...right })).toEqual(Object.keys(wrong).sort());
}, 60_000);

test.each(['shared', 'electron/engine'])(
  'timers, the console, the page and Node do not compile in %s',
  (part) => {
    const place = tree({
      [`${part}/global.ts`]: ['setTimeout', 'console', 'document', 'process']
        .map((name) => `void ${name};`)
        .join('\n'),
      [`${part}/fine.ts`]: THING,
    });
    const compile = (): string =>
      execFileSync(process.execPath, [inNodeModules('typescript', 'bin', 'tsc'), '-p', part], {
        cwd: place,
        encoding: 'utf8',
      });
    expect(compile).toThrow(
      expect.objectContaining({
        stdout: expect.stringMatching(/setTimeout.*\n.*console.*\n.*document.*\n.*process/) as string,
      }) as Error,
    );
  },
  60_000,
);
