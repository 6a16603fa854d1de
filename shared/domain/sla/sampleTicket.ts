import type { Contact } from '../contact.ts';
import type { ContactId, DepartmentId, TicketId } from '../ids.ts';
import type { Rev } from '../rev.ts';
import { createTicket } from '../ticket/actions.ts';
import type { Ticket } from '../ticket/ticket.ts';

/** What service levels look at in a ticket that is only imagined. */
export interface SampleFacts {
  readonly departmentId: DepartmentId;
  readonly priority: string;
  readonly channel: Ticket['channel'];
  readonly language: string;
  readonly tags: readonly string[];
  /** Of the customer. */
  readonly plan: string;
  readonly isVip: boolean;
}

/** A ticket that comes in at `nowMs` (UTC epoch ms), and its customer: for showing what it would get. */
export function sampleTicket(
  facts: SampleFacts,
  nowMs: number,
): { readonly ticket: Ticket; readonly contact: Contact } {
  const contact: Contact = {
    id: 'sample' as ContactId,
    rev: '-' as Rev,
    kind: 'person',
    name: '',
    emails: [],
    phones: [],
    organisationId: '',
    plan: facts.plan,
    language: facts.language,
    isVip: facts.isVip,
    notes: '',
    externalId: '',
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  const ticket = createTicket(
    {
      id: 'sample' as TicketId,
      subject: '',
      departmentId: facts.departmentId,
      priority: facts.priority,
      tags: [...facts.tags],
      contactId: contact.id,
      channel: facts.channel,
      language: facts.language,
      fields: {},
    },
    { nowMs, by: { kind: 'system' }, newId: () => 'sample' },
    [],
  );
  return { ticket, contact };
}
