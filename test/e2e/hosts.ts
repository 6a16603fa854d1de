import { execFileSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import path from 'node:path';

/** The process that has a profile open, on Linux. Chromium notes it for later starts. */
export function hostOf(userData: string): number {
  return Number(/\d+$/u.exec(readlinkSync(path.join(userData, 'SingletonLock')))?.[0]);
}

/** The command lines of those who watch the host of a profile: they name its folder of dumps. */
export function watchersOf(userData: string): readonly string[] {
  return execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('baton-watch') && line.includes(path.join(userData, 'crashes')));
}
