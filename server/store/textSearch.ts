import { sql as raw } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { Sql, SqlTransaction } from './schema.ts';

/** The searchable words of one ticket, folded, in the order they stand. */
export interface IndexedWords {
  /** The customer's name and addresses. */
  readonly people: readonly string[];
  /** Everything else that somebody wrote. */
  readonly text: readonly string[];
  /** Made of properties by `facetWord`. */
  readonly facets: readonly string[];
  /** When the ticket was made, UTC epoch ms. */
  readonly createdMs: number;
}

/** Words that stand together, in one part of what is indexed; the last may be only a beginning. */
export interface Phrase {
  readonly within: 'all' | 'people' | 'facets';
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

/** Any of these must be there, or none of them. */
export interface Clause {
  readonly anyOf: readonly Phrase[];
  readonly isNegated: boolean;
}

/** In the index of every ticket: what an exclusion without anything else is taken from. */
export const EVERY_TICKET = 'every';
/** A tsvector counts no further; what comes later has no place of its own. Source: PostgreSQL, text search limitations. */
const POSITIONS_MAX = 16_383;
/** A tsvector holds a megabyte at most. Source: as above. */
const WORD_BYTES_MAX = 800_000;

/**
 * Makes the index of closed tickets. SQLite keeps words without the text they come from (FTS5, contentless), PostgreSQL a
 * tsvector with a GIN index. Both get words that are split and folded here, so that both find the same.
 */
export async function createTextIndex(transaction: SqlTransaction): Promise<void> {
  if (isPostgres(transaction)) {
    await raw`create table closed_tickets (workspace_id text not null, ticket_id text not null, created_ms bigint not null, words tsvector not null, primary key (workspace_id, ticket_id))`.execute(
      transaction,
    );
    await raw`create index closed_tickets_by_words on closed_tickets using gin (words)`.execute(transaction);
    return;
  }
  await raw`create table closed_tickets (doc_id integer primary key, workspace_id text not null, ticket_id text not null, created_ms bigint not null, unique (workspace_id, ticket_id))`.execute(
    transaction,
  );
  await raw`create virtual table closed_words using fts5 (people, body, facets, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0')`.execute(
    transaction,
  );
}

/** Writes the words of a ticket into the index, in place of what was there. */
export async function indexTicket(
  transaction: SqlTransaction,
  workspaceId: string,
  ticketId: string,
  words: IndexedWords,
): Promise<void> {
  if (isPostgres(transaction)) {
    await raw`insert into closed_tickets (workspace_id, ticket_id, created_ms, words) values (${workspaceId}, ${ticketId}, ${words.createdMs}, ${toVector(words)}::tsvector) on conflict (workspace_id, ticket_id) do update set created_ms = excluded.created_ms, words = excluded.words`.execute(
      transaction,
    );
    return;
  }
  await unindexTicket(transaction, workspaceId, ticketId);
  await raw`insert into closed_tickets (workspace_id, ticket_id, created_ms) values (${workspaceId}, ${ticketId}, ${words.createdMs})`.execute(
    transaction,
  );
  const { people, text, facets } = words;
  await raw`insert into closed_words (rowid, people, body, facets) select doc_id, ${people.join(' ')}, ${text.join(' ')}, ${facets.join(' ')} from closed_tickets where workspace_id = ${workspaceId} and ticket_id = ${ticketId}`.execute(
    transaction,
  );
}

/** Takes a ticket out of the index; nothing happens when it is not in it. */
export async function unindexTicket(
  transaction: SqlTransaction,
  workspaceId: string,
  ticketId: string,
): Promise<void> {
  if (!isPostgres(transaction)) {
    await raw`delete from closed_words where rowid in (select doc_id from closed_tickets where workspace_id = ${workspaceId} and ticket_id = ${ticketId})`.execute(
      transaction,
    );
  }
  await raw`delete from closed_tickets where workspace_id = ${workspaceId} and ticket_id = ${ticketId}`.execute(
    transaction,
  );
}

/** The condition that a row of `closed_tickets` holds these words. */
export function holdsWords(sql: Sql, clauses: readonly Clause[]): ReturnType<typeof raw<boolean>> {
  const wanted = clauses.some(({ isNegated }) => !isNegated) ? clauses : [everyTicket, ...clauses];
  if (isPostgres(sql)) return raw<boolean>`closed_tickets.words @@ ${toTsQuery(wanted)}::tsquery`;
  return raw<boolean>`closed_tickets.doc_id in (select rowid from closed_words where closed_words match ${toFtsQuery(wanted)})`;
}

const everyTicket: Clause = {
  anyOf: [{ within: 'facets', words: [EVERY_TICKET], isPrefix: false }],
  isNegated: false,
};

/** Source: https://www.sqlite.org/fts5.html#full_text_query_syntax */
function toFtsQuery(clauses: readonly Clause[]): string {
  const columns = { all: '{people body}', people: '{people}', facets: '{facets}' } as const;
  const group = ({ anyOf }: Clause): string =>
    `(${anyOf.map(({ within, words, isPrefix }) => `${columns[within]} : "${words.join(' ')}"${isPrefix ? ' *' : ''}`).join(' OR ')})`;
  const include = clauses.filter(({ isNegated }) => !isNegated).map(group);
  const exclude = clauses.filter(({ isNegated }) => isNegated).map(group);
  const all = include.join(' AND ');
  return exclude.length === 0 ? all : `(${all}) NOT (${exclude.join(' OR ')})`;
}

/** Weights stand for the columns: A people, B text, C facets. Source: PostgreSQL, tsquery. */
function toTsQuery(clauses: readonly Clause[]): string {
  const weights = { all: 'AB', people: 'A', facets: 'C' } as const;
  return clauses
    .map(({ anyOf, isNegated }) => {
      const group = anyOf
        .map(({ within, words, isPrefix }) =>
          words
            .map((word, index) => {
              const isBeginning = isPrefix && index === words.length - 1;
              return `${lexeme(word)}:${isBeginning ? '*' : ''}${weights[within]}`;
            })
            .join(' <-> '),
        )
        .map((phrase) => `(${phrase})`)
        .join(' | ');
      return `${isNegated ? '!' : ''}(${group})`;
    })
    .join(' & ');
}

function toVector({ people, text, facets }: IndexedWords): string {
  const places = new Map<string, string[]>();
  let position = 0;
  let bytes = 0;
  for (const [words, weight] of [
    [people, 'A'],
    [facets, 'C'],
    [text, 'B'],
  ] as const) {
    // No phrase reaches from one part into the next.
    position += 1;
    for (const word of words) {
      position = Math.min(position + 1, POSITIONS_MAX);
      const known = places.get(word);
      if (!known) bytes += Buffer.byteLength(word);
      if (bytes > WORD_BYTES_MAX) break;
      places.set(word, [...(known ?? []), `${String(position)}${weight}`].slice(0, LEXEME_PLACES_MAX));
    }
  }
  return Array.from(places, ([word, at]) => `${lexeme(word)}:${at.join(',')}`).join(' ');
}

/** A lexeme keeps no more places than this. Source: PostgreSQL, text search limitations. */
const LEXEME_PLACES_MAX = 255;

function lexeme(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
