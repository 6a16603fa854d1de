import type { Contact } from '../../shared/domain/contact.ts';
import type { Message } from '../../shared/domain/message.ts';
import { foldText, wordsOf } from '../../shared/domain/search/words.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { FACET_PROPERTIES, type SearchBody } from '../../shared/sync/search.ts';
import { documentOf, findDocuments, messagesOf } from './documents.ts';
import type { SqlTransaction } from './schema.ts';
import { EVERY_TICKET, indexTicket, unindexTicket, type Clause, type IndexedWords } from './textSearch.ts';

type Facet = SearchBody['facets'][number]['anyOf'][number];

/** Longest text of one ticket that is indexed, in characters. */
const TEXT_MAX_LENGTH = 1_000_000;
/** Between two messages, so that no phrase reaches from one into the next. */
const BREAK = 'f0break';

/** Brings the index in line with what the log holds of these tickets: the closed ones are in it, with their conversation. */
export async function indexClosed(
  sql: SqlTransaction,
  workspaceId: string,
  ticketIds: readonly string[],
): Promise<void> {
  for (const ticketId of ticketIds) {
    const [stored] = await findDocuments(sql, workspaceId, 'tickets', [ticketId]);
    const ticket = stored && !stored.isDeleted ? documentOf('tickets', stored) : undefined;
    if (ticket?.status !== 'closed') {
      await unindexTicket(sql, workspaceId, ticketId);
      continue;
    }
    const messages = (await messagesOf(sql, workspaceId, ticketId)).map((one) => documentOf('messages', one));
    const [contact] = await findDocuments(sql, workspaceId, 'contacts', [ticket.contactId]);
    const words = indexedWords(ticket, messages, contact && documentOf('contacts', contact));
    await indexTicket(sql, workspaceId, ticketId, words);
  }
}

/** What of a ticket can be found. */
function indexedWords(
  ticket: Ticket,
  messages: readonly Message[],
  contact: Contact | undefined,
): IndexedWords {
  const number = ticket.number > 0 ? String(ticket.number) : '';
  const text = folded([number, ticket.subject, ticket.externalId, ...ticket.tags].join('\n'));
  let length = 0;
  for (const message of messages) {
    length += message.text.length;
    if (length > TEXT_MAX_LENGTH) break;
    text.push(BREAK, ...folded(message.text));
  }
  const facets: Facet[] = [
    { property: 'isOpen', value: String(ticket.isOpen) },
    { property: 'status', value: ticket.status },
    { property: 'priority', value: ticket.priority },
    { property: 'channel', value: ticket.channel },
    { property: 'department', value: ticket.departmentId },
    { property: 'assignee', value: ticket.assigneeId },
    { property: 'number', value: number },
    ...ticket.tags.map((tag): Facet => ({ property: 'tag', value: foldText(tag) })),
  ];
  return {
    people: folded(contact ? [contact.name, ...contact.emails, ...contact.phones].join('\n') : ''),
    text,
    createdMs: ticket.createdAtMs,
    facets: [EVERY_TICKET, ...facets.map((facet) => facetWord(facet, true))],
  };
}

/** What a search asks of the index; `never` when nothing can fit. */
export function clausesOf({ words, facets }: Pick<SearchBody, 'words' | 'facets'>): Clause[] | 'never' {
  const clauses: Clause[] = [];
  for (const { text, isPrefix, isNegated, within } of words) {
    const phrase = folded(text);
    if (phrase.length === 0) continue;
    clauses.push({
      anyOf: [{ within: within === 'from' ? 'people' : 'all', words: phrase, isPrefix }],
      isNegated,
    });
  }
  for (const { anyOf, isNegated } of facets) {
    if (anyOf.length > 0) {
      clauses.push({
        anyOf: anyOf.map((facet) => ({
          within: 'facets',
          words: [facetWord(facet, facet.isPrefix !== true)],
          isPrefix: facet.isPrefix === true,
        })),
        isNegated,
      });
    } else if (!isNegated) return 'never';
  }
  return clauses;
}

/** One word per value that every tokenizer leaves alone; an end mark tells a whole value from a beginning. */
function facetWord({ property, value }: Facet, isWhole: boolean): string {
  const letter = String.fromCharCode('a'.charCodeAt(0) + FACET_PROPERTIES.indexOf(property));
  return `f${letter}${Buffer.from(value).toString('hex')}${isWhole ? 'z' : ''}`;
}

function folded(text: string): string[] {
  return wordsOf(text).map((word) => word.folded);
}

/** Indexes every closed ticket of a database from before the index. Run once, by a migration. */
export async function indexAllClosed(sql: SqlTransaction): Promise<void> {
  const rows = await sql
    .selectFrom('documents')
    .select(['workspace_id', 'id'])
    .where('collection', '=', 'tickets')
    .where('closed_ms', '>', 0)
    .execute();
  for (const { workspace_id: workspaceId, id } of rows) await indexClosed(sql, workspaceId, [id]);
}
