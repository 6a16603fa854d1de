import { z } from 'zod';
import { TicketId } from '../domain/ids.ts';
import { command, nothing, ticketRef } from './command.ts';
import { SettingsSection } from './desktop.ts';
import { SHORTCUT_IDS } from './shortcuts.ts';

/** What one of Baton's windows shows: the desk, one ticket by itself, the wall of SLA countdowns, or the settings. */
export const WindowSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('desk') }),
  z.strictObject({ kind: z.literal('ticket'), ticketId: TicketId }),
  z.strictObject({ kind: z.literal('wall') }),
  z.strictObject({ kind: z.literal('settings') }),
]);
export type WindowSubject = z.infer<typeof WindowSubject>;

export const WINDOW_KINDS = [
  'desk',
  'ticket',
  'wall',
  'settings',
] as const satisfies readonly WindowSubject['kind'][];
export type WindowKind = WindowSubject['kind'];

export const DESK: WindowSubject = { kind: 'desk' };
export const SETTINGS: WindowSubject = { kind: 'settings' };

/** The query of the address that a window opens with; `''` for the desk. */
export function windowQuery(subject: WindowSubject): string {
  switch (subject.kind) {
    case 'desk':
      return '';
    case 'ticket':
      return `?window=ticket&id=${encodeURIComponent(subject.ticketId)}`;
    case 'wall':
      return '?window=wall';
    case 'settings':
      return '?window=settings';
  }
}

/** What the query of an address asks for; `null` when no window has such an address. */
export function windowAt(query: string): WindowSubject | null {
  if (query === '') return DESK;
  const [, kind, encodedId] = /^\?window=([a-z]+)(?:&id=([^&]+))?$/u.exec(query) ?? [];
  try {
    const subject = WindowSubject.safeParse({
      kind,
      ...(encodedId !== undefined && { ticketId: decodeURIComponent(encodedId) }),
    });
    return subject.success ? subject.data : null;
  } catch {
    // Not an encoded text, so no address that a window was opened with.
    return null;
  }
}

/** The same window: there is one desk, one wall, one for the settings, and one window of a ticket. */
export function isSameWindow(one: WindowSubject, other: WindowSubject): boolean {
  return windowQuery(one) === windowQuery(other);
}

/** What a window may ask about windows. */
export const WINDOW_COMMANDS = {
  /** Opens the SLA wall, or brings it forward. Throws `auth.signedOut`. */
  'window.openWall': command(nothing, nothing),
  /** Opens a ticket in a window of its own, or brings that window forward. Throws `auth.signedOut`. */
  'window.openTicket': command(ticketRef, nothing),
  /** Brings the desk forward and opens a ticket there. */
  'window.showInDesk': command(ticketRef, nothing),
  'window.setFullScreen': command(
    z.strictObject({ window: WindowSubject, isFullScreen: z.boolean() }),
    nothing,
  ),
  'window.isFullScreen': command(z.strictObject({ window: WindowSubject }), z.boolean()),
  /** Opens the settings, at one of their parts or where they were. */
  'window.openSettings': command(z.strictObject({ section: SettingsSection.nullable() }), nothing),
} as const;

/** What windows are told about windows. */
export const WINDOW_EVENTS = {
  /** The person chose something from the native menu that `window` does. */
  'menu.chosen': z.strictObject({
    item: z.enum(SHORTCUT_IDS),
    window: WindowSubject,
  }),
  'window.fullScreenChanged': z.strictObject({ window: WindowSubject, isFullScreen: z.boolean() }),
} as const;
