#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Builds a .deb with Debian's own dpkg-deb from the arguments that electron-builder has for fpm, where fpm cannot be
 * downloaded. electron-builder finds it through `CUSTOM_FPM_PATH`.
 */

/** Options that may be given more than once, by what they are called in a control file. */
const LISTS = new Map([
  ['-d', 'Depends'],
  ['--depends', 'Depends'],
  ['--deb-recommends', 'Recommends'],
  ['--deb-suggests', 'Suggests'],
  ['--conflicts', 'Conflicts'],
]);
/** Scripts that run around an installation: fpm's name and Debian's. */
const SCRIPTS = new Map([
  ['--before-install', 'preinst'],
  ['--after-install', 'postinst'],
  ['--before-remove', 'prerm'],
  ['--after-remove', 'postrm'],
]);

const { single, lists, copies } = readArguments(process.argv.slice(2));
if (single.get('-t') !== 'deb') {
  console.error(`This builds deb packages only, not ${single.get('-t') ?? 'nothing'}.`);
  process.exit(2);
}
const folder = mkdtempSync(path.join(tmpdir(), 'baton-deb-'));
try {
  for (const [from, to] of copies) {
    const target = path.join(folder, to);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true });
  }
  const kib = openUpAndMeasure(folder);
  const control = path.join(folder, 'DEBIAN');
  mkdirSync(control, { mode: 0o755 });
  writeFileSync(path.join(control, 'control'), controlFile(kib));
  for (const [option, name] of SCRIPTS) {
    const script = single.get(option);
    if (script === undefined) continue;
    copyFileSync(script, path.join(control, name));
    chmodSync(path.join(control, name), 0o755);
  }
  chmodSync(folder, 0o755);
  const compression = process.env['BATON_DEB_COMPRESSION'] ?? single.get('--deb-compression') ?? 'xz';
  const { status } = spawnSync(
    'dpkg-deb',
    ['--root-owner-group', `-Z${compression}`, '--build', folder, single.get('--package') ?? 'baton.deb'],
    { stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {readonly string[]} words */
function readArguments(words) {
  /** @type {Map<string, string>} */
  const single = new Map();
  /** @type {Map<string, string[]>} */
  const lists = new Map();
  /** @type {[from: string, to: string][]} */
  const copies = [];
  const waiting = [...words];
  for (let word = waiting.shift(); word !== undefined; word = waiting.shift()) {
    if (word === '--force') continue;
    const list = LISTS.get(word);
    if (list !== undefined) lists.set(list, [...(lists.get(list) ?? []), waiting.shift() ?? '']);
    else if (word.startsWith('-')) single.set(word, waiting.shift() ?? '');
    else {
      const at = word.lastIndexOf('=/');
      copies.push([word.slice(0, at), word.slice(at + 1)]);
    }
  }
  return { single, lists, copies };
}

/**
 * Folders made here may be closed to others: opens them, and adds up what lies in them.
 * @param {string} at
 * @returns {number} KiB
 */
function openUpAndMeasure(at) {
  let kib = 0;
  for (const name of readdirSync(at)) {
    const entry = path.join(at, name);
    const facts = lstatSync(entry);
    if (facts.isDirectory()) {
      chmodSync(entry, 0o755);
      kib += openUpAndMeasure(entry);
    } else kib += Math.ceil(facts.size / 1024);
  }
  return kib;
}

/** @param {number} kib */
function controlFile(kib) {
  const [summary = '', ...more] = (single.get('--description') ?? '').trim().split('\n');
  const lines = [
    ['Package', single.get('--name')],
    ['Version', single.get('--version')],
    ['Architecture', single.get('--architecture')],
    ['Maintainer', single.get('--maintainer')],
    ['Installed-Size', String(kib)],
    ...[...lists].map(([name, values]) => [name, values.join(', ')]),
    ['Section', single.get('--category') ?? 'default'],
    ['Priority', single.get('--deb-priority') ?? 'optional'],
    ['Homepage', single.get('--url')],
    ['Description', [summary, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n')],
  ];
  return lines.map(([name, value]) => `${name}: ${value}\n`).join('');
}
