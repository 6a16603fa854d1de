import { z } from 'zod';
import { TicketId } from '../domain/ids.ts';

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
