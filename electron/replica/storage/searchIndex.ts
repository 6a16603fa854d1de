import { createHash } from 'node:crypto';

import type { Contact } from '../../../shared/domain/contact.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { runSearch } from './runSearch.ts';
import type { IndexedTables } from './runSearch.ts';
import { DELETED_PATH } from './schemaColumns.ts';
import type { SearchAnswer, StorageSearch } from './searchPlan.ts';
import { headText, MESSAGE_BREAK } from './searchWords.ts';
import type { HeadText } from './searchWords.ts';
import type { SqliteFile, SqlValue } from './sqlite.ts';
import type { SqliteTable } from './sqliteTable.ts';

/** Raise it when what is indexed changes: every replica then builds its index anew. */
const INDEX_VERSION = 1;
/**
 * One row per ticket with its whole conversation, so that words of a search may stand in different messages and lists
 * of places are five times shorter than with a row per message. It holds no text itself (`content=''`): the documents
 * are in the file already. Prefix lists of one and two letters are what keeps the first keystrokes fast (0.5 ms instead
 * of 500 ms at 100,000 tickets). Source: https://sqlite.org/fts5.html
 */
const CREATE_TEXT =
  'CREATE VIRTUAL TABLE search_text USING fts5(subject, people, keys, messages, facets, ' +
  `content='', contentless_delete=1, prefix='1 2', tokenize="unicode61 remove_diacritics 2")`;
/** Of a longer message the beginning is indexed. */
const MESSAGE_CHARACTERS = 20_000;
/** Tickets indexed in one go: with whole conversations some 20 ms of the thread. */
const BATCH = 40;
/** Work in the background lets others have their turn after this long, and one transaction ends. */
const SLICE_MS = 20;
/** A search waits this long for tickets that have changed since the last one. */
const CATCH_UP_MS = 40;
/** Writing has paused for so long before the background work begins: a bulk that comes in goes first. */
const IDLE_MS = 100;
/** While writing never pauses, so often a slice is worked off all the same. */
const STARVING_MS = 3_000;

/**
 * The full-text index of the tickets in one file. A write marks the tickets it touches in its own transaction; marked
 * tickets are indexed before the next search answers, or in the background. So a search finds what was committed
 * before it, a killed process loses no mark, and a first sync of whole conversations indexes each of them once.
 */
export class SearchIndex {
  readonly #file: SqliteFile;
  readonly #tables: IndexedTables;
  readonly #messagesSql: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #markedAtMs = 0;
  #workedAtMs = 0;

  /** Opens the index, or creates it with every ticket marked. Must not run inside a transaction. */
  constructor(file: SqliteFile, tables: IndexedTables) {
    this.#file = file;
    this.#tables = tables;
    const { messages } = tables;
    const breaks = [MESSAGE_BREAK.trim(), '\uE001'].map((unit) => `char(${String(unit.codePointAt(0))})`);
    const text = `substr(json_extract(data, '$.text'), 1, ${String(MESSAGE_CHARACTERS)})`;
    const clean = breaks.reduce((inner, unit) => `replace(${inner}, ${unit}, ' ')`, text);
    this.#messagesSql =
      `SELECT group_concat(${clean}, '${MESSAGE_BREAK}') FROM ${messages.name} ` +
      `WHERE ${messages.columnOf('ticketId')} = ? AND ${messages.columnOf(DELETED_PATH)} = 0`;
    this.#prepare();
    this.#follow();
    this.#plan();
  }

  /** True when the table is one of those the index is made of. */
  uses(table: SqliteTable): boolean {
    return Object.values(this.#tables).includes(table);
  }

  search(search: StorageSearch): SearchAnswer {
    let isComplete = false;
    try {
      isComplete = this.catchUp(CATCH_UP_MS);
    } catch {
      // A disk that takes nothing more can still be searched: what is not indexed yet is what is missing.
    }
    if (!isComplete) this.#plan();
    return runSearch(this.#file, this.#tables, search, isComplete);
  }

  /** Indexes marked tickets for about so long; true when none is left. Throws `BatonError` when it cannot write. */
  catchUp(forMs: number): boolean {
    const untilMs = performance.now() + forMs;
    while (this.#file.get('SELECT 1 FROM search_marks LIMIT 1') !== undefined) {
      // What a power cut takes back leaves its marks behind, so the disk need not be waited for. As many tickets as fit
      // the time go into one transaction, because FTS5 makes a list of words of each and has to merge them later.
      const isDone = this.#file.transactionWithoutSync(() => this.#indexSlice());
      if (isDone) return true;
      if (performance.now() >= untilMs) return false;
    }
    return true;
  }

  #indexSlice(): boolean {
    const untilMs = performance.now() + SLICE_MS;
    for (;;) {
      const marks = this.#file.all('SELECT ticketId, withMessages FROM search_marks ORDER BY rowid LIMIT ?', [
        BATCH,
      ]);
      this.#indexAll(
        marks.map(([id, withMessages]) => ({ id: id ?? null, withMessages: withMessages === 1 })),
      );
      if (marks.length < BATCH) return true;
      if (performance.now() >= untilMs) return false;
    }
  }

  /** Ends the background work and stops hearing of writes. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const table of Object.values(this.#tables)) table.onRowWritten = undefined;
  }

  #prepare(): void {
    const { tickets, messages, contacts } = this.#tables;
    const layout = JSON.stringify([INDEX_VERSION, tickets.name, messages.name, contacts.name]);
    this.#file.transaction(() => {
      this.#file.exec('CREATE TABLE IF NOT EXISTS search_layout (layout TEXT NOT NULL)');
      if (this.#file.get('SELECT layout FROM search_layout')?.[0] === layout) return;
      for (const name of ['search_text', 'search_tickets', 'search_marks'])
        this.#file.exec(`DROP TABLE IF EXISTS ${name}`);
      this.#file.exec(CREATE_TEXT);
      this.#file.exec(
        'CREATE TABLE search_tickets (docId INTEGER PRIMARY KEY AUTOINCREMENT, ticketId TEXT NOT NULL UNIQUE, head TEXT NOT NULL, ' +
          'number INTEGER NOT NULL, isOpen INTEGER NOT NULL, createdAtMs INTEGER NOT NULL, updatedAtMs INTEGER NOT NULL)',
      );
      this.#file.exec(
        'CREATE TABLE search_marks (ticketId TEXT PRIMARY KEY NOT NULL, withMessages INTEGER NOT NULL)',
      );
      // The order of the marks becomes the order of the index, and that is what a very common word is cut off by.
      this.#file.exec(
        `INSERT INTO search_marks SELECT id, 1 FROM ${tickets.name} WHERE ${tickets.columnOf(DELETED_PATH)} = 0 ` +
          `ORDER BY ${tickets.columnOf('updatedAtMs')}`,
      );
      this.#file.exec('DELETE FROM search_layout');
      this.#file.run('INSERT INTO search_layout VALUES (?)', [layout]);
    });
  }

  #follow(): void {
    const { tickets, messages, contacts } = this.#tables;
    const mark =
      'INSERT INTO search_marks (ticketId, withMessages) VALUES (?, ?) ' +
      'ON CONFLICT (ticketId) DO UPDATE SET withMessages = max(withMessages, excluded.withMessages)';
    const markContact =
      `INSERT INTO search_marks (ticketId, withMessages) SELECT id, 0 FROM ${tickets.name} ` +
      `WHERE ${tickets.columnOf(DELETED_PATH)} = 0 AND ${tickets.columnOf('contactId')} = ? ON CONFLICT DO NOTHING`;
    tickets.onRowWritten = (id) => {
      this.#file.run(mark, [id, 0]);
      this.#plan();
    };
    messages.onRowWritten = (_id, column) => {
      const ticketId = column('ticketId');
      // What is left of a message that went away with its ticket; the ticket's own row takes it out of the index.
      if (ticketId === null) return;
      this.#file.run(mark, [ticketId, 1]);
      this.#plan();
    };
    contacts.onRowWritten = (id) => {
      this.#file.run(markContact, [id]);
      this.#plan();
    };
  }

  #indexAll(marks: readonly { readonly id: SqlValue; readonly withMessages: boolean }[]): void {
    const stale: number[] = [];
    const fresh: { readonly id: SqlValue; readonly ticket: Ticket; readonly text: HeadText; head: string }[] =
      [];
    for (const { id, withMessages } of marks) {
      const [docId, knownHead] =
        this.#file.get('SELECT docId, head FROM search_tickets WHERE ticketId = ?', [id]) ?? [];
      const ticket = this.#read(this.#tables.tickets, id) as Ticket | undefined;
      if (ticket) {
        const text = headText(
          ticket,
          this.#read(this.#tables.contacts, ticket.contactId) as Contact | undefined,
        );
        const head = createHash('sha1').update(JSON.stringify(text)).digest('base64');
        if (docId !== undefined && !withMessages && head === knownHead) {
          // What is searched is the same; a clock ran on, or somebody looked at it.
          this.#file.run('UPDATE search_tickets SET updatedAtMs = ? WHERE docId = ?', [
            ticket.updatedAtMs,
            docId,
          ]);
          continue;
        }
        fresh.push({ id, ticket, text, head });
      }
      if (docId !== undefined) stale.push(Number(docId));
    }
    // FTS5 writes out what it has gathered whenever a row goes back behind the last one: so all deletions go first.
    for (const docId of stale.sort((a, b) => a - b)) {
      this.#file.run('DELETE FROM search_text WHERE rowid = ?', [docId]);
      this.#file.run('DELETE FROM search_tickets WHERE docId = ?', [docId]);
    }
    for (const { id, ticket, text, head } of fresh) {
      // A number is never given out twice, so that newer rows always lie behind older ones.
      this.#file.run(
        'INSERT INTO search_tickets (ticketId, head, number, isOpen, createdAtMs, updatedAtMs) VALUES (?, ?, ?, ?, ?, ?)',
        [id, head, ticket.number, Number(ticket.isOpen), ticket.createdAtMs, ticket.updatedAtMs],
      );
      this.#file.run(
        'INSERT INTO search_text (rowid, subject, people, keys, messages, facets) ' +
          `VALUES (last_insert_rowid(), ?, ?, ?, (${this.#messagesSql}), ?)`,
        [text.subject, text.people, text.keys, id, text.facets],
      );
    }
    for (const { id } of marks) this.#file.run('DELETE FROM search_marks WHERE ticketId = ?', [id]);
  }

  #read(table: SqliteTable, id: SqlValue): unknown {
    const [text] = table.findByIds([String(id)], false);
    return text === undefined ? undefined : JSON.parse(text);
  }

  #plan(): void {
    this.#markedAtMs = performance.now();
    this.#timer ??= setTimeout(this.#work, IDLE_MS);
  }

  readonly #work = (): void => {
    this.#timer = undefined;
    const nowMs = performance.now();
    const isBusy = nowMs - this.#markedAtMs < IDLE_MS - 1;
    if (isBusy && nowMs - this.#workedAtMs < STARVING_MS) {
      this.#timer = setTimeout(this.#work, IDLE_MS);
      return;
    }
    try {
      const isDone = this.catchUp(SLICE_MS);
      this.#workedAtMs = performance.now();
      if (!isDone) this.#timer = setTimeout(this.#work, isBusy ? IDLE_MS : 0);
    } catch {
      // The marks are still there and the file has noted what is wrong; the next write or search tries again.
    }
  };
}
