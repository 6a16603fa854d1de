import type { BulkWriteRow } from 'rxdb';

import { COLLECTION_PLANS } from '../../../electron/replica/collectionPlans.ts';
import { toRxSchema } from '../../../electron/replica/rxSchema.ts';
import type { OpenedStorage } from '../../../electron/replica/storage/openStorage.ts';
import type { SearchWords, StorageSearch } from '../../../electron/replica/storage/searchPlan.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { Message } from '../../../shared/domain/message.ts';
import { matchesIn, wanted } from '../../../shared/domain/search/words.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { createInstance, filled, prepared, stored } from './storageDocuments.ts';
import type { AnyDocument, AnyInstance, StoredAnyDocument } from './storageDocuments.ts';

const DATABASE = 'search';
const NAMES = ['tickets', 'messages', 'contacts'] as const;
type Name = (typeof NAMES)[number];
type Documents = { readonly tickets: Ticket; readonly messages: Message; readonly contacts: Contact };

/** The three collections of an open storage with a search over them. */
export type Searchable = {
  readonly put: <N extends Name>(name: N, documents: readonly Documents[N][]) => Promise<void>;
  readonly remove: (name: Name, id: string) => Promise<void>;
  readonly all: <N extends Name>(name: N) => Promise<Documents[N][]>;
  readonly find: (search: Partial<StorageSearch>) => Promise<string[]>;
};

const schemaOf = (name: Name) => filled(toRxSchema<AnyDocument>(COLLECTION_PLANS[name]));

/** Opens the collections, and the search unless it shall come later. */
export async function openSearchable(
  { storage, search }: OpenedStorage,
  options: { withSearch: boolean } = { withSearch: true },
): Promise<Searchable> {
  const instances = {} as Record<Name, AnyInstance>;
  for (const name of NAMES) {
    const names = { databaseName: DATABASE, collectionName: name };
    instances[name] = await createInstance(storage, schemaOf(name), names);
  }
  const ref = (collectionName: Name) => ({ databaseName: DATABASE, collectionName, version: 0 });
  if (options.withSearch)
    await search.open({ tickets: ref('tickets'), messages: ref('messages'), contacts: ref('contacts') });

  async function write(name: Name, documents: readonly AnyDocument[], isDeleted: boolean): Promise<void> {
    const ids = documents.map(({ id }) => String(id));
    const before = new Map(
      (await instances[name].findDocumentsById(ids, true)).map((one) => [String(one['id']), one]),
    );
    const rows = documents.map((document): BulkWriteRow<AnyDocument> => {
      const previous = before.get(String(document['id']));
      const height = Number(previous?._rev.split('-')[0] ?? 0) + 1;
      const next: StoredAnyDocument = stored(document, {
        rev: `${String(height)}-s`,
        lwt: height,
        isDeleted,
      });
      return previous ? { previous, document: next } : { document: next };
    });
    const { error } = await instances[name].bulkWrite(rows, 'search');
    if (error.length > 0) throw new Error(`unexpected conflict: ${JSON.stringify(error[0])}`);
  }

  return {
    put: (name, documents) => write(name, documents, false),
    remove: async (name, id) => {
      const found = await instances[name].findDocumentsById([id], false);
      await write(name, found, true);
    },
    all: async (name) => {
      const { documents } = await instances[name].query(prepared(schemaOf(name), { selector: {} }));
      return documents.filter(({ _deleted }) => !_deleted) as unknown as never[];
    },
    find: async (wish) => {
      const { hits, total, isComplete } = await search.run({ ...ALL, ...wish });
      if (total !== hits.length || !isComplete)
        throw new Error('total and hits differ, or tickets are missing');
      return hits.map(({ ticketId }) => ticketId).sort();
    },
  };
}

const ALL: StorageSearch = {
  words: [],
  facets: [],
  createdFromMs: null,
  createdBeforeMs: null,
  due: [],
  onlyTicketIds: null,
  withoutTicketIds: [],
  nowMs: 0,
  offset: 0,
  limit: 1000,
};

/** What a search for words must find: every document read, every text looked at. */
export async function naiveFind(searchable: Searchable, words: readonly SearchWords[]): Promise<string[]> {
  const [tickets, messages, contacts] = await Promise.all([
    searchable.all('tickets'),
    searchable.all('messages'),
    searchable.all('contacts'),
  ]);
  const holds = (text: string, { text: wish, isPrefix }: SearchWords) =>
    matchesIn(text, [wanted(wish, isPrefix)]).terms > 0;
  return tickets
    .filter((ticket) => {
      const contact = contacts.find(({ id }) => id === ticket.contactId);
      const people = contact ? [contact.name, ...contact.emails, ...contact.phones].join('\n') : '';
      const keys = [ticket.number > 0 ? String(ticket.number) : '', ticket.externalId, ...ticket.tags].join(
        '\n',
      );
      const own = messages.filter(({ ticketId }) => ticketId === ticket.id).map(({ text }) => text);
      return words.every((wish) => {
        const texts = wish.within === 'from' ? [people] : [ticket.subject, people, keys, ...own];
        return texts.some((text) => holds(text, wish)) !== wish.isNegated;
      });
    })
    .map(({ id }) => id as string)
    .sort();
}
