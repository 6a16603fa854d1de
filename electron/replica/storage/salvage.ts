import { BatonError } from '../../../shared/errors.ts';
import { SqliteFile } from './sqlite.ts';
import type { SqlRow } from './sqlite.ts';

/** A document read from a file that was set aside. */
export type SalvagedDocument = {
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schemaVersion: number;
  readonly document: Readonly<Record<string, unknown>>;
};

/**
 * Every document that can still be read from a corrupt file, RxDB's internal collections (replication state) included,
 * so that what was not sent yet can be told from what the server has. Each table is read from its start to the damage
 * and from its end back to it; what lies between, and what is not JSON any more, is lost. A file SQLite cannot open at
 * all gives an empty list. The file is not written to.
 */
export function salvageDocuments(setAsidePath: string): SalvagedDocument[] {
  let file: SqliteFile | undefined;
  try {
    file = new SqliteFile(setAsidePath, { readOnly: true });
    const opened = file;
    return readRows(
      opened,
      'SELECT databaseName, collectionName, schemaVersion, tableName FROM catalogue',
    ).flatMap(([databaseName, collectionName, schemaVersion, tableName]) =>
      readTable(opened, String(tableName)).map((document) => ({
        databaseName: String(databaseName),
        collectionName: String(collectionName),
        schemaVersion: Number(schemaVersion),
        document,
      })),
    );
  } catch (error) {
    if (error instanceof BatonError && error.code === 'storage.corrupt') return [];
    throw error;
  } finally {
    file?.close();
  }
}

function readTable(file: SqliteFile, tableName: string): SalvagedDocument['document'][] {
  const select = `SELECT rowid, data FROM ${tableName} NOT INDEXED ORDER BY rowid`;
  const textByRow = new Map<unknown, unknown>();
  for (const rows of [readRows(file, select), readRows(file, `${select} DESC`)]) {
    for (const [row, text] of rows) textByRow.set(row, text);
  }
  return [...textByRow.values()].flatMap((text) => {
    const document = parseDocument(String(text));
    return document ? [document] : [];
  });
}

/** The rows up to the first one that cannot be read. */
function readRows(file: SqliteFile, sql: string): SqlRow[] {
  const rows: SqlRow[] = [];
  try {
    file.each(sql, [], (row) => {
      rows.push(row);
      return true;
    });
  } catch (error) {
    if (!(error instanceof BatonError) || error.code !== 'storage.corrupt') throw error;
  }
  return rows;
}

function parseDocument(text: string): SalvagedDocument['document'] | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null
      ? (document as Record<string, unknown>)
      : undefined;
  } catch {
    // Damage inside the text: SQLite keeps no checksums, so this is where it shows.
    return undefined;
  }
}
