import type { Contact } from '../../../shared/domain/contact.ts';
import { markExcerpt, markWhole, matchesIn } from '../../../shared/domain/search/words.ts';
import type { WantedWords } from '../../../shared/domain/search/words.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { DELETED_PATH } from './schemaColumns.ts';
import type { SearchAnswer, SearchHit, StorageSearch } from './searchPlan.ts';
import { matchExpression, shownWords } from './searchWords.ts';
import type { SqliteFile, SqlValue } from './sqlite.ts';
import type { SqliteTable } from './sqliteTable.ts';

/** The tables an index is made of. */
export type IndexedTables = {
  readonly tickets: SqliteTable;
  readonly messages: SqliteTable;
  readonly contacts: SqliteTable;
};

/** What a word counts in the subject, the customer, the keys (number, tags), the messages; the index's own words count nothing. */
const RANK = 'bm25(search_text, 10.0, 6.0, 6.0, 1.0, 0.0)';
/** So many of the most recently active matches are ranked; what a common word matches beyond that follows by recency. */
const RANKED_MAX = 1_000;
/** Beyond this the answer says "more than". */
const COUNTED_MAX = 10_000;
/** An open ticket is worth this much more than a finished one. */
const OPEN_BOOST = 1.5;
/** A ticket of today is worth twice as much as one that has not moved for long; half of that is lost in this time. */
const RECENT_MS = 45 * 24 * 3_600_000;
/** Somebody who types a ticket's number wants that ticket. */
const NUMBER_BOOST = 1_000;
/** Messages looked through for the place to show, the newest first, and how much is shown of it. */
const SNIPPET_MESSAGES = 40;
const SNIPPET_CHARACTERS = 160;
const SNIPPET_SOURCE_CHARACTERS = 20_000;

type Ranked = { readonly id: string; readonly score: number; readonly updatedAtMs: number };

/** Runs a search over the index as it is. Throws `BatonError` as every read does. */
export function runSearch(
  file: SqliteFile,
  tables: IndexedTables,
  search: StorageSearch,
  isComplete: boolean,
): SearchAnswer {
  const expression = matchExpression(search);
  if (expression === undefined) return { hits: [], total: 0, isMore: false, isComplete };
  const { where, values, needsTickets } = conditions(search, expression, tables.tickets);
  const join = 'CROSS JOIN search_tickets AS t ON t.docId = search_text.rowid';
  const counted = Number(
    file.get(
      `SELECT count(*) FROM (SELECT 1 FROM search_text ${needsTickets ? join : ''} WHERE ${where} LIMIT ?)`,
      [...values, COUNTED_MAX + 1],
    )?.[0] ?? 0,
  );
  const total = Math.min(counted, COUNTED_MAX);
  const read = (rank: string, limit: number, offset: number): Ranked[] =>
    file
      .all(
        `SELECT t.ticketId, t.isOpen, t.updatedAtMs, t.number, ${rank} FROM search_text ${join} ` +
          `WHERE ${where} ORDER BY search_text.rowid DESC LIMIT ? OFFSET ?`,
        [...values, limit, offset],
      )
      .map((row) => toRanked(row, search));
  const hasWords = search.words.some(({ isNegated }) => !isNegated);
  const page: Ranked[] = [];
  const endAt = Math.min(search.offset + search.limit, total);
  if (search.offset < RANKED_MAX) {
    const ranked = read(hasWords ? RANK : '-1', RANKED_MAX, 0).sort(
      (a, b) => b.score - a.score || b.updatedAtMs - a.updatedAtMs || (a.id < b.id ? -1 : 1),
    );
    page.push(...ranked.slice(search.offset, endAt));
  }
  const from = Math.max(search.offset, RANKED_MAX);
  if (endAt > from) page.push(...read('0', endAt - from, from));
  const words = shownWords(search);
  const hits = page.flatMap(({ id, score }) => toHit(file, tables, id, score, words) ?? []);
  return { hits, total, isMore: counted > COUNTED_MAX, isComplete };
}

function conditions(
  search: StorageSearch,
  expression: string,
  tickets: SqliteTable,
): { readonly where: string; readonly values: readonly SqlValue[]; readonly needsTickets: boolean } {
  const where = ['search_text MATCH ?'];
  const values: SqlValue[] = [expression];
  if (search.createdFromMs !== null) {
    where.push('t.createdAtMs >= ?');
    values.push(search.createdFromMs);
  }
  if (search.createdBeforeMs !== null) {
    where.push('t.createdAtMs < ?');
    values.push(search.createdBeforeMs);
  }
  const needsTickets = where.length > 1;
  const documents = 'SELECT docId FROM search_tickets WHERE ticketId IN (SELECT value FROM json_each(?))';
  if (search.onlyTicketIds !== null) {
    where.push(`search_text.rowid IN (${documents})`);
    values.push(JSON.stringify(search.onlyTicketIds));
  }
  if (search.withoutTicketIds.length > 0) {
    where.push(`search_text.rowid NOT IN (${documents})`);
    values.push(JSON.stringify(search.withoutTicketIds));
  }
  for (const { fromMs, beforeMs, statuses, isNegated } of search.due) {
    // The replica's own index over due times finds them; there are few, however many tickets match the words.
    const inStatuses =
      statuses.length === 0 ? '' : `AND ${tickets.columnOf('status')} IN (SELECT value FROM json_each(?)) `;
    const due =
      `SELECT docId FROM search_tickets WHERE ticketId IN (SELECT id FROM ${tickets.name} ` +
      `WHERE ${tickets.columnOf('isOpen')} = 1 AND ${tickets.columnOf('nextDueAtMs')} >= ? ` +
      `AND ${tickets.columnOf('nextDueAtMs')} < ? ${inStatuses}AND ${tickets.columnOf(DELETED_PATH)} = 0)`;
    where.push(`search_text.rowid ${isNegated ? 'NOT IN' : 'IN'} (${due})`);
    values.push(fromMs, beforeMs, ...(statuses.length === 0 ? [] : [JSON.stringify(statuses)]));
  }
  return { where: where.join(' AND '), values, needsTickets };
}

function toRanked(row: readonly SqlValue[], search: StorageSearch): Ranked {
  const [id, isOpen, updated, number, rank] = row;
  const updatedAtMs = Number(updated);
  const ageMs = Math.max(0, search.nowMs - updatedAtMs);
  const recency = 1 + RECENT_MS / (RECENT_MS + ageMs);
  const isNumber = search.words.some(({ text }) => text === String(number));
  // bm25 is the smaller the better the match.
  const score = -Number(rank) * recency * (isOpen === 1 ? OPEN_BOOST : 1) * (isNumber ? NUMBER_BOOST : 1);
  return { id: String(id), score, updatedAtMs };
}

/** Undefined when the ticket went away since it was indexed. */
function toHit(
  file: SqliteFile,
  tables: IndexedTables,
  id: string,
  score: number,
  words: readonly WantedWords[],
): SearchHit | undefined {
  const [ticketText] = tables.tickets.findByIds([id], false);
  if (ticketText === undefined) return undefined;
  const ticket = JSON.parse(ticketText) as Ticket;
  const subject = markWhole(ticket.subject, words);
  const found = words.length === 0 ? undefined : bestMessage(file, tables, ticket.id, words);
  if (found !== undefined) {
    const parts = markExcerpt(found, words, SNIPPET_CHARACTERS);
    return { ticketId: id, score, subject, snippet: { kind: 'message', parts } };
  }
  const [contactText] = tables.contacts.findByIds([ticket.contactId], false);
  const contact = contactText === undefined ? undefined : (JSON.parse(contactText) as Contact);
  const others = [
    {
      kind: 'contact',
      text: contact ? [contact.name, ...contact.emails, ...contact.phones].join(' · ') : '',
    },
    { kind: 'key', text: [...ticket.tags, ticket.externalId].filter((key) => key !== '').join(' · ') },
  ] as const;
  for (const { kind, text } of others) {
    if (matchesIn(text, words).terms === 0) continue;
    return {
      ticketId: id,
      score,
      subject,
      snippet: { kind, parts: markExcerpt(text, words, SNIPPET_CHARACTERS) },
    };
  }
  const parts = [{ text: ticket.preview, isMatch: false }];
  return { ticketId: id, score, subject, snippet: { kind: 'preview', parts } };
}

/** The newest of the messages that hold most of the words; undefined when none holds any. */
function bestMessage(
  file: SqliteFile,
  { messages }: IndexedTables,
  ticketId: string,
  words: readonly WantedWords[],
): string | undefined {
  let best: string | undefined;
  let most = 0;
  file.each(
    `SELECT substr(json_extract(data, '$.text'), 1, ?) FROM ${messages.name} WHERE ${messages.columnOf('ticketId')} = ? ` +
      `AND ${messages.columnOf(DELETED_PATH)} = 0 ORDER BY ${messages.columnOf('atMs')} DESC LIMIT ?`,
    [SNIPPET_SOURCE_CHARACTERS, ticketId, SNIPPET_MESSAGES],
    ([value]) => {
      const text = String(value);
      const { terms } = matchesIn(text, words);
      if (terms > most) [best, most] = [text, terms];
      return most < words.length;
    },
  );
  return best;
}
