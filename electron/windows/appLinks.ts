import { TicketId } from '../../shared/domain/ids.ts';

/** The scheme of links that open Baton: `baton://join?…` in an invitation, `baton://ticket/1234` anywhere. */
export const LINK_SCHEME = 'baton';

/** What a link asks for. `unknown`: nothing that Baton does; the person is told so, and nothing else happens. */
export type AppLink =
  | { readonly kind: 'invitation'; readonly link: string }
  | { readonly kind: 'ticketNumber'; readonly number: number }
  | { readonly kind: 'ticket'; readonly ticketId: TicketId }
  | { readonly kind: 'unknown' };

/** No invitation is longer. */
const LINK_MAX_LENGTH = 2000;
const INVITATION = /^baton:\/\/join\/?\?/iu;
/** A link to a ticket and nothing behind it: what follows could only be meant for a less careful reader. */
const TICKET_LINK = /^baton:\/\/ticket\/([\w-]{1,64})\/?$/iu;

/** The first link among a program's arguments, or `null`. The system hands links over as an argument. */
export function appLinkAmong(args: readonly string[]): AppLink | null {
  const link = args.find((arg) => arg.toLowerCase().startsWith(`${LINK_SCHEME}:`));
  return link === undefined ? null : readLink(link);
}

function readLink(link: string): AppLink {
  if (link.length > LINK_MAX_LENGTH) return { kind: 'unknown' };
  if (INVITATION.test(link)) return { kind: 'invitation', link };
  const named = TICKET_LINK.exec(link)?.[1];
  if (named === undefined) return { kind: 'unknown' };
  if (/^\d{1,9}$/u.test(named)) return { kind: 'ticketNumber', number: Number(named) };
  return { kind: 'ticket', ticketId: TicketId.parse(named) };
}
