import type { ShortcutId } from '../../shared/ipc/shortcuts.ts';

/** The text that says what a shortcut does. */
export const SHORTCUT_NAMES = {
  palette: 'shell:keys.palette',
  search: 'search:field',
  newTicket: 'shell:keys.newTicket',
  nextToSolve: 'assignment:toSolve.hint',
  undo: 'shell:keys.undo',
  settings: 'shell:preferences',
  help: 'shell:keys.help',
  next: 'shell:keys.next',
  previous: 'shell:keys.previous',
  mark: 'assignment:bulk.mark',
  reply: 'ticket:shortcuts.reply',
  note: 'ticket:shortcuts.note',
  take: 'ticket:shortcuts.take',
  release: 'ticket:shortcuts.release',
  accept: 'ticket:shortcuts.accept',
  giveBack: 'ticket:shortcuts.giveBack',
  assign: 'ticket:shortcuts.assign',
  transfer: 'ticket:shortcuts.transfer',
  solve: 'ticket:shortcuts.solve',
  snooze: 'ticket:shortcuts.snooze',
  subject: 'ticket:shortcuts.subject',
  sidePanel: 'ticket:shortcuts.sidePanel',
  send: 'ticket:shortcuts.send',
  sendAndSolve: 'ticket:shortcuts.sendAndSolve',
} as const satisfies Readonly<Record<ShortcutId, string>>;
