import { webcrypto } from 'node:crypto';
import { uuidV7 } from '../../shared/domain/ids.ts';

/** A new time-sortable id. */
export function newId(nowMs: number): string {
  return uuidV7(nowMs, (into) => webcrypto.getRandomValues(into as Uint8Array<ArrayBuffer>));
}
