import { BatonError } from '../../../shared/errors.ts';
import { readAnswer, writeAnswer } from './fillTables.ts';
import type { ReadAnswer } from './fillTables.ts';
import { ReportScanner } from './reportScan.ts';
import { layoutOf } from './schemaColumns.ts';
import { SearchIndex } from './searchIndex.ts';
import type { TableRef } from './searchPlan.ts';
import { APPLICATION_ID } from './sqlite.ts';
import type { SqliteFile } from './sqlite.ts';
import { SqliteTable } from './sqliteTable.ts';
import type { DocumentPages, StorageCore, TableId, TableSpec } from './storageCore.ts';

/** Layout of the file itself: the catalogue and the fixed columns. A file from a later Baton is refused. */
const FILE_VERSION = 1;
const PAGE_CHARACTERS = 256 * 1024;
/**
 * Counts what the planner goes by, in whole indexes (165 ms at 100,000 tickets). By default SQLite looks at their first 2,000
 * rows, takes an agent for as common as the whole workspace, and reads all open tickets in order of their due instant to find
 * the agent's own (36 ms against 0.03 ms). Without bit 0x10 it does not. Source: https://sqlite.org/pragma.html#pragma_optimize
 */
const OPTIMIZE = 'PRAGMA optimize(0xffee)';

/**
 * Reads or creates the catalogue: which table holds which collection. Throws `storage.corrupt`, also for a sound SQLite
 * file that is not Baton's, and `storage.unwritable`.
 */
export function prepareCatalogue(file: SqliteFile): void {
  const isEmpty = file.get('SELECT 1 FROM sqlite_schema LIMIT 1') === undefined;
  if (!isEmpty && file.get('PRAGMA application_id')?.[0] !== APPLICATION_ID) {
    throw new BatonError('storage.corrupt', 'the file is not a replica', { filePath: file.filePath });
  }
  const version = Number(file.get('PRAGMA user_version')?.[0]);
  if (version > FILE_VERSION) {
    throw new BatonError('storage.unwritable', 'the file was written by a later Baton', {
      version,
      filePath: file.filePath,
    });
  }
  if (version < FILE_VERSION) {
    file.transaction(() => {
      createCatalogue(file);
    });
  }
  // Reads what every start needs, so that a damaged file is noticed before anything is built on it.
  file.all('SELECT * FROM catalogue');
}

function createCatalogue(file: SqliteFile): void {
  file.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}`);
  file.exec(`PRAGMA user_version = ${String(FILE_VERSION)}`);
  file.exec(
    'CREATE TABLE IF NOT EXISTS catalogue (tableId INTEGER PRIMARY KEY AUTOINCREMENT, databaseName TEXT NOT NULL, ' +
      'collectionName TEXT NOT NULL, schemaVersion INTEGER NOT NULL, tableName TEXT NOT NULL, layout TEXT NOT NULL, ' +
      "strayColumns TEXT NOT NULL DEFAULT '[]', UNIQUE (databaseName, collectionName, schemaVersion))",
  );
}

/** The storage core over an open, prepared file. Owns the file: `close` closes it. */
export class SqliteCore implements StorageCore {
  readonly #file: SqliteFile;
  readonly #onClosed: () => void;
  readonly #reports: ReportScanner;
  readonly #tables = new Map<TableId, SqliteTable>();
  readonly #fills = new Map<TableId, ReadAnswer>();
  #search: SearchIndex | undefined;
  #isClosed = false;

  constructor(file: SqliteFile, onClosed: () => void) {
    this.#file = file;
    this.#onClosed = onClosed;
    this.#reports = new ReportScanner(file);
  }

  openTable(spec: TableSpec): Promise<TableId> {
    return this.#answer(() => this.#file.transaction(() => this.#openTable(spec)));
  }

  write: StorageCore['write'] = (table, batch) => this.#answer(() => this.#table(table).write(batch));

  findByIds: StorageCore['findByIds'] = (table, ids, withDeleted) =>
    this.#answer(() => toPages(this.#table(table).findByIds(ids, withDeleted)));

  query: StorageCore['query'] = (table, query) =>
    this.#answer(() => toPages(this.#table(table).query(query)));

  count: StorageCore['count'] = (table, query) => this.#answer(() => this.#table(table).count(query));

  changedSince: StorageCore['changedSince'] = (table, limit, since) =>
    this.#answer(() => toPages(this.#table(table).changedSince(limit, since)));

  attachment: StorageCore['attachment'] = (table, documentId, attachmentId, digest) =>
    this.#answer(() => this.#table(table).attachment(documentId, attachmentId, digest));

  cleanup: StorageCore['cleanup'] = (table, untilMs) =>
    this.#answer(() => this.#table(table).cleanup(untilMs));

  removeTable: StorageCore['removeTable'] = (tableId) =>
    this.#answer(() => {
      const table = this.#table(tableId);
      if (this.#search?.uses(table)) {
        this.#search.stop();
        this.#search = undefined;
      }
      this.#file.transaction(() => {
        table.drop();
        this.#file.run('DELETE FROM catalogue WHERE tableId = ?', [tableId]);
      });
      this.#tables.delete(tableId);
    });

  readFill: StorageCore['readFill'] = (target, body) =>
    this.#answer(() => {
      const answer = readAnswer(target.collection, body);
      if (!answer) return 'unreadable';
      this.#fills.set(target.documents, answer);
      return answer.told;
    });

  writeFill: StorageCore['writeFill'] = (target) =>
    this.#answer(() => {
      const answer = this.#fills.get(target.documents);
      if (!answer) throw new BatonError('internal', 'nothing was read to be written', { ...target });
      this.#fills.delete(target.documents);
      const tables = { documents: this.#table(target.documents), notes: this.#table(target.notes) };
      return writeAnswer(this.#file, tables, answer, target.revision);
    });

  openSearch: StorageCore['openSearch'] = ({ tickets, messages, contacts }) =>
    this.#answer(() => {
      this.#search?.stop();
      this.#search = new SearchIndex(this.#file, {
        tickets: this.#tableOf(tickets),
        messages: this.#tableOf(messages),
        contacts: this.#tableOf(contacts),
      });
    });

  search: StorageCore['search'] = (search) =>
    this.#answer(() => {
      if (!this.#search) throw new BatonError('internal', 'no search was opened');
      return this.#search.search(search);
    });

  report: StorageCore['report'] = (tickets, scan) =>
    this.#answer(() => this.#reports.scan(this.#tableOf(tickets), scan));

  close(): Promise<void> {
    return this.#answer(() => {
      this.#isClosed = true;
      this.#search?.stop();
      try {
        this.#file.exec(OPTIMIZE);
        this.#file.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } finally {
        this.#file.close();
        this.#onClosed();
      }
    });
  }

  #openTable(spec: TableSpec): TableId {
    const { databaseName, collectionName, schema } = spec;
    const key = [databaseName, collectionName, schema.version];
    const layout = layoutOf(schema);
    const layoutText = JSON.stringify(layout);
    const where = 'WHERE databaseName = ? AND collectionName = ? AND schemaVersion = ?';
    const read = () =>
      this.#file.get(`SELECT tableId, tableName, layout, strayColumns FROM catalogue ${where}`, key);
    const known = read();
    if (!known) {
      this.#file.run(
        "INSERT INTO catalogue (databaseName, collectionName, schemaVersion, tableName, layout) VALUES (?, ?, ?, '', ?)",
        [...key, layoutText],
      );
      const plainName = collectionName.replaceAll(/\W/g, '_');
      this.#file.run(
        "UPDATE catalogue SET tableName = 't' || tableId || ? WHERE tableId = last_insert_rowid()",
        [`_${plainName}_${String(schema.version)}`],
      );
    }
    const [tableId, tableName, storedLayout, strayColumns] = known ?? read() ?? [];
    if (storedLayout !== layoutText) {
      throw new BatonError('internal', 'the schema changed without a new version', {
        databaseName,
        collectionName,
      });
    }
    const id = Number(tableId);
    const table = new SqliteTable({
      file: this.#file,
      name: String(tableName),
      schema,
      layout,
      strayColumns: JSON.parse(String(strayColumns)) as string[],
      noteStrays: (columns) => {
        this.#file.run('UPDATE catalogue SET strayColumns = ? WHERE tableId = ?', [
          JSON.stringify(columns),
          id,
        ]);
      },
    });
    if (!known) table.create();
    // Kept when it is there already: a second instance of the same collection must know the same stray columns.
    if (!this.#tables.has(id)) this.#tables.set(id, table);
    return id;
  }

  #tableOf({ databaseName, collectionName, version }: TableRef): SqliteTable {
    const [tableId] =
      this.#file.get(
        'SELECT tableId FROM catalogue WHERE databaseName = ? AND collectionName = ? AND schemaVersion = ?',
        [databaseName, collectionName, version],
      ) ?? [];
    return this.#table(Number(tableId));
  }

  #table(tableId: TableId): SqliteTable {
    const table = this.#tables.get(tableId);
    if (!table) throw new BatonError('internal', 'the collection was removed', { tableId });
    return table;
  }

  /** Runs synchronous work as an asynchronous answer: whatever it throws becomes a rejection. */
  #answer<Result>(work: () => Result): Promise<Result> {
    return new Promise((resolve) => {
      if (this.#isClosed)
        throw new BatonError('internal', 'the storage is closed', { filePath: this.#file.filePath });
      resolve(work());
    });
  }
}

function toPages(texts: readonly string[]): DocumentPages {
  const pages: string[] = [];
  let page: string[] = [];
  let characters = 0;
  for (const text of texts) {
    page.push(text);
    characters += text.length;
    if (characters < PAGE_CHARACTERS) continue;
    pages.push(`[${page.join(',')}]`);
    page = [];
    characters = 0;
  }
  if (page.length > 0) pages.push(`[${page.join(',')}]`);
  return pages;
}
