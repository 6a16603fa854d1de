import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ImportSummary } from '../../../server/tools/import/importReport.ts';
import { linesOn, type Progress } from '../../../server/tools/import/progress.ts';
import { runImport, type ImportSource, type ImportWish } from '../../../server/tools/import/runImport.ts';
import type { ClientDeps } from '../../../server/tools/import/serverClient.ts';
import { MONDAY_NINE_MS } from '../../support/builders.ts';
import { TEST_PASSWORD, type TestPerson } from '../../support/serverHarness.ts';

/** Says nothing. */
export const quiet: Progress = linesOn(() => undefined);

/** The real network, and the test server's standing clock. */
export const testDeps: ClientDeps = {
  fetch: globalThis.fetch,
  wait: (ms) => wait(ms),
  nowMs: () => MONDAY_NINE_MS,
};

/** What to import, dry unless a target is given. */
export function aWish(
  source: ImportSource,
  paths: readonly string[],
  overrides: Partial<ImportWish> = {},
): ImportWish {
  return { source, paths, timeZone: 'UTC', dateOrder: 'dmy', columns: new Map(), target: null, ...overrides };
}

/** Imports into a listening test server, signed in with the password of the given administrator. */
export function importInto(
  server: string,
  person: TestPerson,
  source: ImportSource,
  paths: readonly string[],
): Promise<ImportSummary> {
  const credentials = { email: person.session.email, password: TEST_PASSWORD };
  return runImport(aWish(source, paths, { target: { server, credentials } }), testDeps, quiet);
}

/** A folder with the given files, deleted by `remove`. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): {
  readonly path: string;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-import-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
