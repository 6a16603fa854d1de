import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Emits `licences.json` beside a bundle: name, version, licence and its text of every package that is in it.
 * @returns {import('vite').Plugin}
 */
export function licences() {
  return {
    name: 'baton-licences',
    generateBundle(_options, bundle) {
      /** @type {Set<string>} */
      const folders = new Set();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of Object.keys(chunk.modules)) {
          const folder = packageFolder(id);
          if (folder !== undefined) folders.add(folder);
        }
      }
      const packages = [...folders].map(describe).sort((a, b) => (a.name < b.name ? -1 : 1));
      this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify(packages) });
    },
  };
}

/** @param {string} id of a module */
function packageFolder(id) {
  const found = /^\0?(.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+)[/\\]/u.exec(id)?.[1];
  return found !== undefined && existsSync(path.join(found, 'package.json')) ? found : undefined;
}

/** @param {string} folder of a package */
function describe(folder) {
  /** @type {Record<string, unknown>} */
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((name) => /^licen[cs]e/iu.test(name));
  return {
    name: String(manifest['name']),
    version: String(manifest['version']),
    licence: typeof manifest['license'] === 'string' ? manifest['license'] : '',
    text: file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8'),
  };
}
