import { expect, test } from 'vitest';
import { autostartEntry } from '../../../../electron/login/autostartEntry.ts';

const execOf = (command: readonly string[]): string | undefined =>
  /^Exec=(.*)$/mu.exec(autostartEntry(command))?.[1];

test('the entry starts the program with its arguments', () => {
  expect(execOf(['/opt/Baton/baton', '--background'])).toBe('"/opt/Baton/baton" "--background"');
});

test('signs in a path mean themselves', () => {
  // Escaped once for the argument, and each backslash once more for the value.
  expect(execOf(['/home/ana/50% "off" $HOME\\x'])).toBe('"/home/ana/50%% \\\\"off\\\\" \\\\$HOME\\\\\\\\x"');
});
