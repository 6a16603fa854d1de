import { expect, test } from 'vitest';
import { GlobalShortcut, SpellLanguage, zoomStep } from '../../../../shared/ipc/desktop.ts';

test('every kind of name that Chromium has for a dictionary is one', () => {
  const names = ['af', 'cs', 'de-DE', 'en', 'en-GB', 'en-GB-oxendict', 'es-419', 'pt-BR', 'ro', 'sr'];
  expect(names.filter((name) => !SpellLanguage.safeParse(name).success)).toEqual([]);
});

test('keys that work in every program need two modifiers', () => {
  const takes = (combo: string): boolean => GlobalShortcut.safeParse(combo).success;
  expect(['', 'Mod+Shift+B', 'Mod+Alt+B'].map(takes)).toEqual([true, true, true]);
  expect(['B', 'Mod+B', 'Alt+B', 'nonsense'].map(takes)).toEqual([false, false, false, false]);
});

test('sizes go up and down by their steps and stay at the last', () => {
  expect([zoomStep(100, 1), zoomStep(105, 1), zoomStep(200, 1)]).toEqual([110, 110, 200]);
  expect([zoomStep(100, -1), zoomStep(105, -1), zoomStep(80, -1)]).toEqual([90, 100, 80]);
});
