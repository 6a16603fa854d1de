import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { createHostTexts } from '../../../../electron/texts.ts';
import { menuTemplate } from '../../../../electron/windows/menuTemplate.ts';
import type { CustomShortcuts } from '../../../../shared/ipc/shortcuts.ts';
import { LOCALES } from '../../../../shared/ipc/locales.ts';

function template(
  platform: NodeJS.Platform,
  shortcuts: CustomShortcuts = {},
  locale: (typeof LOCALES)[number] = 'en',
): MenuItemConstructorOptions[] {
  return menuTemplate({
    texts: createHostTexts(locale),
    platform,
    isDevelopment: false,
    shortcuts,
    onChosen: vi.fn(),
    onZoom: vi.fn(),
    onSettings: vi.fn(),
  });
}

function items(menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

const titles = (menu: readonly MenuItemConstructorOptions[]): (string | undefined)[] =>
  menu.map(({ label }) => label);

test('the menu bar has everything a desktop expects', () => {
  expect(titles(template('linux'))).toEqual(['&File', '&Edit', '&View', '&Ticket', '&Window', '&Help']);
  expect(titles(template('darwin'))[0]).toBe('Baton');
});

test('a letter is only shown, for it must not take itself away from who is writing', () => {
  const reply = items(template('linux')).find(({ label }) => label === 'Reply');
  expect(reply).toMatchObject({ accelerator: 'R', registerAccelerator: false });
  // A Mac would register it.
  expect(items(template('darwin')).find(({ label }) => label === 'Reply')).not.toHaveProperty('accelerator');
});

test('a changed shortcut is the one in the menu', () => {
  const menu = items(template('linux', { newTicket: ['Mod+Shift+N'], reply: [] }));
  expect(menu.find(({ label }) => label === 'New Ticket')).toMatchObject({
    accelerator: 'CommandOrControl+Shift+N',
  });
  expect(menu.find(({ label }) => label === 'Reply')).not.toHaveProperty('accelerator');
});

test.each(LOCALES)('no two menus of a bar share a letter, nor two items their words, in %s', (locale) => {
  const menu = template('linux', {}, locale);
  const letters = menu.map(({ label }) => /&(.)/u.exec(label ?? '')?.[1]?.toLowerCase());
  expect(new Set(letters).size).toBe(letters.length);
  for (const { submenu } of menu) {
    const words = (Array.isArray(submenu) ? submenu : []).flatMap(({ label, visible }) =>
      label !== undefined && visible !== false ? [label] : [],
    );
    expect(new Set(words).size).toBe(words.length);
  }
});
