import { expect, test } from 'vitest';
import { hasTrayHost } from '../../../../electron/tray/trayHost.ts';

test('a Linux desktop is asked whether it shows a tray', async () => {
  expect(await hasTrayHost('linux', () => Promise.resolve('   variant       boolean true\n'))).toBe(true);
  expect(await hasTrayHost('linux', () => Promise.resolve('   variant       boolean false\n'))).toBe(false);
});

test('one that cannot be asked counts as one without', async () => {
  const noWatcher = (): Promise<string> => Promise.reject(new Error('ServiceUnknown'));
  expect(await hasTrayHost('linux', noWatcher)).toBe(false);
  expect(await hasTrayHost('win32', noWatcher)).toBe(true);
  expect(await hasTrayHost('darwin', noWatcher)).toBe(true);
});
