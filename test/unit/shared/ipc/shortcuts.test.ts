import { expect, test } from 'vitest';
import {
  Combo,
  combosOf,
  CustomShortcuts,
  SHORTCUT_IDS,
  SHORTCUTS,
  shortcutOf,
  shortcutProblem,
} from '../../../../shared/ipc/shortcuts.ts';

test('Baton’s own combinations are well formed, each stands for one thing, and each may be chosen', () => {
  const all = SHORTCUT_IDS.flatMap((id) => SHORTCUTS[id].combos.map((combo) => ({ id, combo })));
  expect(all.filter(({ combo }) => !Combo.safeParse(combo).success)).toEqual([]);
  expect(new Set(all.map(({ combo }) => combo)).size).toBe(all.length);
  expect(all.filter(({ id, combo }) => shortcutProblem(id, combo, {}) !== null)).toEqual([]);
});

test('a combination that somebody has given away can stand for something else', () => {
  const custom = { reply: ['Q'] };
  expect(shortcutOf('R', custom)).toBeUndefined();
  expect(shortcutProblem('solve', 'R', custom)).toBeNull();
  expect(shortcutProblem('solve', 'Q', custom)).toEqual({ kind: 'taken', by: 'reply' });
  expect(combosOf('reply', custom)).toEqual(['Q']);
});

test('what the system needs, and letters among words, are refused with the reason', () => {
  expect(shortcutProblem('solve', 'Mod+C', {})).toEqual({ kind: 'reserved' });
  expect(shortcutProblem('solve', 'Mod+3', {})).toEqual({ kind: 'reserved' });
  expect(shortcutProblem('send', 'G', {})).toEqual({ kind: 'needsModifier' });
  expect(shortcutProblem('send', 'Mod+G', {})).toBeNull();
});

test.each([
  ['one combination for two things', { reply: ['Q'], note: ['Q'] }],
  ['one that does something else already', { reply: ['N'] }],
  ['one the system needs', { reply: ['Mod+C'] }],
  ['one that is no combination', { reply: ['Ctrl+Q'] }],
  ['a shortcut that does not exist', { fly: ['Q'] }],
])('changes are refused that hold %s', (_what, custom) => {
  expect(CustomShortcuts.safeParse(custom).success).toBe(false);
});

test('a shortcut may be switched off', () => {
  const custom = CustomShortcuts.parse({ reply: [] });
  expect(combosOf('reply', custom)).toEqual([]);
  expect(shortcutOf('R', custom)).toBeUndefined();
});
