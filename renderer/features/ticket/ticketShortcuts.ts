/** What the keyboard does on an open ticket, by name, as Mantine's hotkeys are written. */
export const TICKET_KEYS = {
  reply: 'R',
  note: 'N',
  take: 'M',
  release: 'Shift+M',
  accept: 'Y',
  giveBack: 'Shift+Y',
  assign: 'A',
  transfer: 'T',
  solve: 'E',
  snooze: 'Z',
  subject: 'F2',
  sidePanel: ']',
  back: 'Escape',
} as const;

/** Work while writing. `Mod` is Command on a Mac and Control elsewhere. */
export const COMPOSER_KEYS = { send: 'Mod+Enter', sendAndSolve: 'Mod+Shift+Enter' } as const;

type ShortcutName = keyof typeof TICKET_KEYS | keyof typeof COMPOSER_KEYS;

/** One line of the keyboard help: keys to press together, and the text that says what they do. */
export interface TicketShortcut {
  readonly keys: readonly string[];
  readonly label: `ticket:shortcuts.${ShortcutName}`;
}

const ORDER: readonly ShortcutName[] = [
  'reply',
  'note',
  'send',
  'sendAndSolve',
  'take',
  'release',
  'accept',
  'giveBack',
  'assign',
  'transfer',
  'solve',
  'snooze',
  'subject',
  'sidePanel',
  'back',
];

/** Splits a hotkey into the keys a `Kbd` shows; `Escape` is engraved as `Esc`. */
export function keysOf(hotkey: string): readonly string[] {
  return hotkey.split('+').map((key) => (key === 'Escape' ? 'Esc' : key));
}

/** Everything the keyboard does on an open ticket, in the order the help shows it. */
export const TICKET_SHORTCUTS: readonly TicketShortcut[] = ORDER.map((name) => ({
  keys: keysOf({ ...TICKET_KEYS, ...COMPOSER_KEYS }[name]),
  label: `ticket:shortcuts.${name}`,
}));
