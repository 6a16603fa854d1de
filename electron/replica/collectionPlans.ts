import { Contact } from '../../shared/domain/contact.ts';
import { Message } from '../../shared/domain/message.ts';
import { Setting } from '../../shared/domain/settings.ts';
import { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { CollectionName } from '../../shared/sync/wire.ts';
import type { CollectionPlan } from './rxSchema.ts';

/** Columns of every sort: a view of some thousand rows sorts any way from its index alone. */
const EVERY_SORT = ['nextDueAtMs', 'snoozedUntilMs', 'priorityRank', 'createdAtMs', 'updatedAtMs'] as const;

/**
 * How each collection is stored. The views' indexes end with `snoozedUntilMs`, so that a count never has to look at a
 * row: every working view leaves snoozed tickets out. A raised version needs a step in `MIGRATIONS`.
 */
export const COLLECTION_PLANS: Readonly<Record<CollectionName, CollectionPlan>> = {
  tickets: {
    title: 'ticket',
    version: 0,
    document: Ticket,
    indexes: [
      ['isOpen', 'nextDueAtMs', 'snoozedUntilMs'],
      ['isOpen', 'priorityRank', 'nextDueAtMs', 'snoozedUntilMs'],
      ['isOpen', 'createdAtMs', 'snoozedUntilMs'],
      ['isOpen', 'updatedAtMs', 'snoozedUntilMs'],
      ['departmentId', 'isOpen', ...EVERY_SORT],
      ['assigneeId', 'isOpen', 'departmentId', ...EVERY_SORT],
      ['status', ...EVERY_SORT],
      ['contactId', 'createdAtMs'],
      ['externalId'],
      ['number'],
    ],
  },
  messages: { title: 'message', version: 0, document: Message, indexes: [['ticketId', 'atMs']] },
  contacts: { title: 'contact', version: 0, document: Contact, indexes: [['externalId'], ['name']] },
  settings: { title: 'setting', version: 0, document: Setting, indexes: [['kind']] },
};

type Migration = (document: Record<string, unknown>) => Record<string, unknown> | null;

/** Steps from one stored version to the next, per collection: `{ 1: (old) => new }`. None yet: all versions are 0. */
export const MIGRATIONS: Readonly<Record<CollectionName, Readonly<Record<number, Migration>>>> = {
  tickets: {},
  messages: {},
  contacts: {},
  settings: {},
};
