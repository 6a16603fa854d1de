import { z } from 'zod';

/** Where a shortcut works: anywhere at the desk, in the list, on the open ticket, or while writing. */
export type ShortcutArea = 'general' | 'list' | 'ticket' | 'composer';

interface ShortcutPlan {
  readonly area: ShortcutArea;
  /** Combinations that do it, the one that is shown first. See `Combo`. */
  readonly combos: readonly string[];
}

/** Everything the keyboard does that a person may change, and its combinations until they do. */
export const SHORTCUTS = {
  palette: { area: 'general', combos: ['Mod+K'] },
  search: { area: 'general', combos: ['Mod+F', '/'] },
  notices: { area: 'general', combos: ['B'] },
  newTicket: { area: 'general', combos: ['C', 'Mod+N'] },
  nextToSolve: { area: 'general', combos: ['S'] },
  reports: { area: 'general', combos: ['G'] },
  undo: { area: 'general', combos: ['Mod+Z'] },
  wall: { area: 'general', combos: ['W', 'Mod+Shift+L'] },
  settings: { area: 'general', combos: ['Mod+,'] },
  help: { area: 'general', combos: ['?', 'Mod+/'] },
  next: { area: 'list', combos: ['J'] },
  previous: { area: 'list', combos: ['K'] },
  mark: { area: 'list', combos: ['X'] },
  reply: { area: 'ticket', combos: ['R'] },
  note: { area: 'ticket', combos: ['N'] },
  take: { area: 'ticket', combos: ['M'] },
  release: { area: 'ticket', combos: ['Shift+M'] },
  accept: { area: 'ticket', combos: ['Y'] },
  giveBack: { area: 'ticket', combos: ['Shift+Y'] },
  assign: { area: 'ticket', combos: ['A'] },
  transfer: { area: 'ticket', combos: ['T'] },
  solve: { area: 'ticket', combos: ['E'] },
  snooze: { area: 'ticket', combos: ['Z'] },
  due: { area: 'ticket', combos: ['D'] },
  whyDue: { area: 'ticket', combos: ['Shift+D'] },
  subject: { area: 'ticket', combos: ['F2'] },
  sidePanel: { area: 'ticket', combos: [']'] },
  popOut: { area: 'ticket', combos: ['Shift+O'] },
  send: { area: 'composer', combos: ['Mod+Enter'] },
  sendAndSolve: { area: 'composer', combos: ['Mod+Shift+Enter'] },
} as const satisfies Readonly<Record<string, ShortcutPlan>>;

/** Names one of `SHORTCUTS`. */
export type ShortcutId = keyof typeof SHORTCUTS;

/** All of them, in the order in which they are shown. */
export const SHORTCUT_IDS = Object.keys(SHORTCUTS) as [ShortcutId, ...ShortcutId[]];

/**
 * Keys pressed together, as `Mod+Alt+Shift+K`: modifiers in this order, then the key. `Mod` is Command on a Mac and Control
 * elsewhere; a letter stands as a capital; a sign stands as it is typed, without the Shift it may need.
 */
export const Combo = z
  .string()
  .regex(/^(?:Mod\+)?(?:Alt\+)?(?:Shift\+)?(?:[^\s+a-z]|F[1-9]|F1[0-2]|Enter)$/u);

/** Kept for the system, for editing words, for zooming and for the views by their position. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['A', 'C', 'V', 'X', 'Y', 'Q', 'W', 'M', 'H', 'B', 'I', 'U', '-', '=', '0'].map((key) => `Mod+${key}`),
  ...Array.from({ length: 9 }, (_, index) => `Mod+${String(index + 1)}`),
  'Mod+Shift+Z',
  'Mod+Shift+V',
  'Enter',
  'Shift+Enter',
  'F11',
]);

/** True for a combination that types nothing, so that it may work while somebody writes. */
export function worksWhileTyping(combo: string): boolean {
  return combo.startsWith('Mod+') || /(?:^|\+)F\d+$/u.test(combo);
}

const Custom = z.partialRecord(z.enum(SHORTCUT_IDS), z.array(Combo).max(3).readonly());

/** What a person has changed: the combinations of a shortcut, `[]` for none; one not named keeps its own. */
export const CustomShortcuts = Custom.refine(
  (custom) =>
    SHORTCUT_IDS.every((id) => (custom[id] ?? []).every((combo) => !shortcutProblem(id, combo, custom))),
  'a combination is taken',
);
export type CustomShortcuts = z.infer<typeof Custom>;

/** The combinations that do something, for a person with these changes. */
export function combosOf(id: ShortcutId, custom: CustomShortcuts): readonly string[] {
  return custom[id] ?? SHORTCUTS[id].combos;
}

/** What a combination does, for a person with these changes. */
export function shortcutOf(combo: string, custom: CustomShortcuts): ShortcutId | undefined {
  return SHORTCUT_IDS.find((id) => combosOf(id, custom).includes(combo));
}

/** Why a combination cannot stand for something: kept by the system, a letter among words, or it does something else. */
export type ShortcutProblem =
  | { readonly kind: 'reserved' }
  | { readonly kind: 'needsModifier' }
  | { readonly kind: 'taken'; readonly by: ShortcutId };

/** `null` when `combo` may stand for `id`. */
export function shortcutProblem(
  id: ShortcutId,
  combo: string,
  custom: CustomShortcuts,
): ShortcutProblem | null {
  if (RESERVED.has(combo)) return { kind: 'reserved' };
  if (SHORTCUTS[id].area === 'composer' && !worksWhileTyping(combo)) return { kind: 'needsModifier' };
  const by = SHORTCUT_IDS.find((other) => other !== id && combosOf(other, custom).includes(combo));
  return by === undefined ? null : { kind: 'taken', by };
}
