import { BatonError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';

/** SQLite's primary result codes that the app can act on. Source: https://sqlite.org/rescode.html */
const CODE_BY_RESULT: ReadonlyMap<number, ErrorCode> = new Map([
  [3, 'storage.unwritable'], // PERM
  [5, 'storage.locked'], // BUSY
  [6, 'storage.locked'], // LOCKED
  [8, 'storage.unwritable'], // READONLY
  [10, 'storage.unwritable'], // IOERR
  [11, 'storage.corrupt'], // CORRUPT
  [13, 'storage.full'], // FULL
  [14, 'storage.unwritable'], // CANTOPEN
  [23, 'storage.unwritable'], // AUTH
  [26, 'storage.corrupt'], // NOTADB
]);
const PRIMARY_CODE_MASK = 0xff;

/**
 * The failure as a `BatonError` whose code says what to do: `storage.full`, `storage.locked`, `storage.corrupt`,
 * `storage.unwritable`, or `internal` for anything SQLite does not blame on the file. A `BatonError` passes through.
 */
export function toStorageError(cause: unknown, filePath: string): BatonError {
  if (cause instanceof BatonError) return cause;
  const result = resultCodeOf(cause);
  const code = result === undefined ? undefined : CODE_BY_RESULT.get(result & PRIMARY_CODE_MASK);
  const message = cause instanceof Error ? cause.message : String(cause);
  return new BatonError(code ?? 'internal', message, { filePath, sqliteResult: result }, { cause });
}

function resultCodeOf(cause: unknown): number | undefined {
  if (typeof cause !== 'object' || cause === null || !('errcode' in cause)) return undefined;
  return typeof cause.errcode === 'number' ? cause.errcode : undefined;
}
