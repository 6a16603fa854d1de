import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../build/runtime/paths.mjs';

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
}

const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');

test('every dependency is pinned to one exact version', () => {
  const manifest = JSON.parse(read('package.json')) as Manifest;
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  const loose = Object.entries(all).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

test('the lock file names no host to download from and a hash for every package', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { resolved?: string; integrity?: string; inBundle?: boolean }>;
  };
  const bad = Object.entries(packages).filter(
    ([name, entry]) =>
      entry.resolved !== undefined ||
      (name !== '' && entry.integrity === undefined && entry.inBundle !== true),
  );
  expect(bad.map(([name]) => name)).toEqual([]);
});

interface BuilderConfig {
  getConfig: (project: string, file: string, options: undefined) => Promise<Record<string, unknown>>;
  validateConfiguration: (config: unknown, log: unknown) => Promise<void>;
}

/** electron-builder's own reader and checker; they are not part of what the package offers by name. */
function builderConfig(): BuilderConfig & { log: unknown } {
  const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
  const fromLibrary = createRequire(fromBuilder.resolve('app-builder-lib/package.json'));
  const { DebugLogger } = fromLibrary('builder-util') as { DebugLogger: new (isEnabled: boolean) => unknown };
  const checker = fromLibrary('app-builder-lib/out/util/config/config') as BuilderConfig;
  return { ...checker, log: new DebugLogger(false) };
}

test('the description of the installers is one that electron-builder accepts', async () => {
  const { getConfig, validateConfiguration, log } = builderConfig();
  const config = await getConfig(root, path.join(root, 'electron-builder.yml'), undefined);
  expect(config).toMatchObject({ appId: 'dev.baton.app', productName: 'Baton' });
  await expect(validateConfiguration(config, log)).resolves.toBeUndefined();
  await expect(validateConfiguration({ ...config, unheardOf: 1 }, log)).rejects.toThrow('unheardOf');
});
