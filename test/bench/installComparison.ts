import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../build/runtime/paths.mjs';

/** Where what Baton is compared with lives, with a lock file of its own. */
export const COMPARISON = path.join(root, 'test', 'bench', 'comparison');

const run = promisify(execFile);

/** What is compared with is no dependency of Baton: it is installed when it is first needed, and again when its lock file names more. */
export async function installComparison(): Promise<void> {
  const installed = path.join(COMPARISON, 'node_modules', '.package-lock.json');
  const wanted = JSON.parse(readFileSync(path.join(COMPARISON, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const isThere = (name: string): boolean => existsSync(path.join(COMPARISON, 'node_modules', name));
  if (existsSync(installed) && Object.keys(wanted.dependencies).every(isThere)) return;
  process.stderr.write('installing what is compared with …\n');
  await run('npm', ['ci', '--no-progress', '--ignore-scripts'], { cwd: COMPARISON });
}
