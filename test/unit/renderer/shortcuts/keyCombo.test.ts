// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { comboOf } from '../../../../renderer/ui/keyCombo.ts';

const NONE = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const altGraph = { getModifierState: (name: string) => name === 'AltGraph' };

test.each([
  ['a letter', { key: 'r' }, 'R'],
  ['a letter with Shift', { key: 'M', shiftKey: true }, 'Shift+M'],
  ['Control and a letter', { key: 'k', ctrlKey: true }, 'Mod+K'],
  ['a sign that needs Shift', { key: '?', shiftKey: true }, '?'],
  ['a sign that needs AltGr', { key: ']', ctrlKey: true, altKey: true, ...altGraph }, ']'],
  ['a digit of a Czech keyboard', { key: 'ě', code: 'Digit2', ctrlKey: true }, 'Mod+2'],
  ['Enter with modifiers', { key: 'Enter', ctrlKey: true, shiftKey: true }, 'Mod+Shift+Enter'],
  ['a function key', { key: 'F2' }, 'F2'],
  ['a modifier alone', { key: 'Shift', shiftKey: true }, null],
  ['an arrow', { key: 'ArrowDown' }, null],
  ['the space bar', { key: ' ' }, null],
  ['the system’s own key', { key: 'd', metaKey: true }, null],
])('%s', (_what, press, combo) => {
  expect(comboOf({ ...NONE, ...press }, false)).toBe(combo);
});

test('on a Mac, Command is the modifier, and a letter with Option is the letter', () => {
  expect(comboOf({ ...NONE, key: 'k', metaKey: true }, true)).toBe('Mod+K');
  expect(comboOf({ ...NONE, key: '˚', code: 'KeyK', altKey: true }, true)).toBe('Alt+K');
  expect(comboOf({ ...NONE, key: 'k', ctrlKey: true }, true)).toBeNull();
});
