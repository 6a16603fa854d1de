import { addToImpact, moveOf, NO_IMPACT, settingsWith } from '../../shared/domain/sla/slaImpact.ts';
import { asksContact, buildSlaBook } from '../../shared/domain/sla/slaBook.ts';
import type { CommandInput } from '../../shared/ipc/contract.ts';
import type { ImpactPart } from '../../shared/ipc/serviceLevels.ts';
import type { TicketPorts } from '../tickets/ticketChanges.ts';
import { openTickets } from '../openTickets.ts';

/** An answer comes back after about so long, so that the window can tell how far it is. */
const PART_MS = 120;

/** What a change that is not saved would do to the next open tickets here. Nothing is written. */
export async function impactPart(
  { change, after, nowMs }: CommandInput<'sla.impact'>,
  { stores, directory }: Pick<TicketPorts, 'stores' | 'directory'>,
): Promise<ImpactPart> {
  const before = directory.slaBook();
  const books = { before, after: buildSlaBook(settingsWith(directory.settings(), change), before) };
  const needsContacts = asksContact(books.before) || asksContact(books.after);
  const endMs = performance.now() + PART_MS;
  let impact = NO_IMPACT;
  for await (const { tickets, contacts, lastId } of openTickets(stores, after, needsContacts)) {
    const moves = tickets.flatMap(
      (ticket) => moveOf(ticket, contacts.get(ticket.contactId) ?? null, books) ?? [],
    );
    impact = addToImpact(impact, tickets.length, moves, nowMs);
    if (performance.now() > endMs) return { impact, next: lastId };
  }
  return { impact, next: null };
}
