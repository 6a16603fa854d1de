import { parse, type CsvError, type Info } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BatonError } from '../../../shared/errors.ts';
import type { ImportReport } from './importReport.ts';

/** One row of a table, by column name; blank cells are `''`. `where` is `file:line`. */
export interface Row {
  readonly where: string;
  readonly cells: Readonly<Record<string, string>>;
}

const GZIP_MAGIC = [0x1f, 0x8b] as const;
const SNIFF_BYTES = 4096;
const IMPORTABLE = /\.(csv|json)(\.gz)?$/i;
/** Largest JSON export read into memory, in characters once unpacked. */
const JSON_MAX_LENGTH = 400_000_000;

/** The files themselves, and the `.csv` and `.json` files (also `.gz`) inside folders, sorted. Throws `import.badFile` when there is none. */
export async function expandPaths(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const file of paths) {
    const info = await stat(file).catch((cause: unknown) => {
      throw new BatonError('import.badFile', `${file} cannot be read`, { file }, { cause });
    });
    if (!info.isDirectory()) found.push(file);
    else {
      const names = (await readdir(file)).filter((name) => IMPORTABLE.test(name)).sort();
      found.push(...names.map((name) => path.join(file, name)));
    }
  }
  if (found.length === 0)
    throw new BatonError('import.badFile', 'there is nothing to import: no .csv or .json file');
  return found;
}

/** `csv` or `json`, told by the content. Throws `import.badFile` for anything else: a picture, a spreadsheet, an empty file. */
export async function fileKind(file: string): Promise<'csv' | 'json'> {
  const head = await readHead(file);
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (text === '') throw new BatonError('import.badFile', `${file} is empty`, { file });
  if (head.includes(0)) {
    throw new BatonError('import.badFile', `${file} is neither CSV nor JSON; export it as UTF-8 CSV`, {
      file,
    });
  }
  return text.startsWith('{') || text.startsWith('[') ? 'json' : 'csv';
}

async function readHead(file: string): Promise<Buffer> {
  const stream = await openText(file);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length >= SNIFF_BYTES) break;
    }
  } catch (cause) {
    throw new BatonError(
      'import.badFile',
      `${file} cannot be read: its compression is damaged`,
      { file },
      { cause },
    );
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks).subarray(0, SNIFF_BYTES);
}

async function openText(file: string): Promise<Readable> {
  const handle = await open(file).catch((cause: unknown) => {
    throw new BatonError('import.badFile', `${file} cannot be read`, { file }, { cause });
  });
  const magic = Buffer.alloc(GZIP_MAGIC.length);
  try {
    await handle.read(magic, 0, magic.length, 0);
  } finally {
    await handle.close();
  }
  const raw = createReadStream(file);
  if (magic[0] !== GZIP_MAGIC[0] || magic[1] !== GZIP_MAGIC[1]) return raw;
  const unzip = createGunzip();
  // A read error must surface where the rows are read.
  raw.on('error', (cause) => unzip.destroy(cause));
  unzip.on('close', () => raw.destroy());
  return raw.pipe(unzip);
}

/** The column names of a table. Throws `import.badFile` when the file is no CSV. */
export async function readHeader(file: string): Promise<string[]> {
  for await (const { record } of records(file, () => undefined)) return record.map((name) => name.trim());
  return [];
}

/**
 * The rows of a CSV file, one after the other; nothing but the current row is kept. A row with another number of cells than
 * the header, or with broken quotes, goes into the report as `import.badRow`. Throws `import.missingColumn` naming what is missing.
 */
export async function* readRows(
  file: string,
  needed: readonly string[],
  report: ImportReport,
): AsyncGenerator<Row> {
  const name = path.basename(file);
  let header: string[] | null = null;
  let lastBadLine = 0;
  const badQuotes = (line: number): void => {
    // The parser can stumble more than once over one row.
    if (line === lastBadLine) return;
    lastBadLine = line;
    report.read();
    report.skip('import.badRow', 'broken quotes', `${name}:${String(line)}`);
  };
  for await (const { record, line } of records(file, badQuotes)) {
    if (!header) {
      header = record.map((column) => column.trim());
      const missing = needed.filter((column) => !header?.includes(column));
      if (missing.length > 0) {
        throw new BatonError('import.missingColumn', `${name} has no column ${missing.join(', ')}`, {
          file,
          missing,
        });
      }
      continue;
    }
    report.read();
    const where = `${name}:${String(line)}`;
    if (record.length !== header.length) {
      report.skip('import.badRow', `not ${String(header.length)} cells`, where);
      continue;
    }
    const cells: Record<string, string> = {};
    for (const [index, column] of header.entries()) cells[column] = record[index]?.trim() ?? '';
    yield { where, cells };
  }
}

async function* records(
  file: string,
  onBadQuotes: (line: number) => void,
): AsyncGenerator<{ readonly record: string[]; readonly line: number }> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
  });
  parser.on('skip', (error: CsvError & { lines?: number }) => {
    onBadQuotes(error.lines ?? 0);
  });
  const source = await openText(file);
  source.on('error', (cause) => parser.destroy(cause));
  source.pipe(parser);
  try {
    for await (const item of parser) {
      const { record, info } = item as { record: string[]; info: Info };
      yield { record, line: info.lines };
    }
  } catch (cause) {
    if (cause instanceof BatonError) throw cause;
    throw new BatonError('import.badFile', `${file} cannot be read as CSV`, { file }, { cause });
  } finally {
    source.destroy();
  }
}

/** A whole JSON file, unpacked where it is compressed. Throws `import.badFile` when it is no JSON. */
export async function readJson(file: string): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of await openText(file)) {
      length += (chunk as Buffer).length;
      if (length > JSON_MAX_LENGTH) break;
      chunks.push(chunk as Buffer);
    }
    if (length <= JSON_MAX_LENGTH)
      return JSON.parse(
        Buffer.concat(chunks)
          .toString('utf8')
          .replace(/^\uFEFF/, ''),
      );
  } catch (cause) {
    if (cause instanceof BatonError) throw cause;
    throw new BatonError('import.badFile', `${file} is no valid JSON`, { file }, { cause });
  }
  throw new BatonError('import.badFile', `${file} is larger than an import can hold; export it in parts`, {
    file,
  });
}
