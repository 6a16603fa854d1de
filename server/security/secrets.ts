import { createHash, createHmac, createSecretKey, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BatonError } from '../../shared/errors.ts';

const SECRET_BYTES = 32;
const OWNER_ONLY = 0o600;

/** Keys of one server, each good for one purpose only. */
export interface Secrets {
  readonly accessTokenKey: KeyObject;
  readonly replyTokenKey: Buffer;
  readonly webhookKey: Buffer;
  readonly refreshTokenKey: Buffer;
}

/** Derives the server's keys from its master secret of 32 bytes. Source: RFC 5869. */
export function deriveSecrets(master: Uint8Array): Secrets {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', master, '', purpose, SECRET_BYTES));
  return {
    accessTokenKey: createSecretKey(derive('baton access token')),
    replyTokenKey: derive('baton reply token'),
    webhookKey: derive('baton webhook'),
    refreshTokenKey: derive('baton refresh token'),
  };
}

/**
 * The master secret of a data folder, made at the first call and readable by its owner only. Throws `storage.unwritable`
 * when it cannot be read or made and `storage.corrupt` when the file holds something else.
 */
export function loadMasterSecret(file: string): Uint8Array {
  keepMasterSecret(file, randomBytes(SECRET_BYTES));
  return readMasterSecret(readSecret(file), file);
}

/** Writes a key file where there is none. Throws `storage.unwritable`. */
export function keepMasterSecret(file: string, secret: Uint8Array): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    // Exclusive: of two processes that start at once, one writes and both read the same.
    writeFileSync(file, formatMasterSecret(secret), { mode: OWNER_ONLY, flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(file, cause);
  }
}

/** The master secret in the text of a key file. Throws `storage.corrupt`, naming the `source`, when it holds something else. */
export function readMasterSecret(text: string, source: string): Uint8Array {
  const secret = Buffer.from(text.trim(), 'base64url');
  if (secret.length === SECRET_BYTES) return secret;
  throw new BatonError('storage.corrupt', 'the server key is damaged; restore it from a backup', { source });
}

/** How a master secret is written down. */
export function formatMasterSecret(secret: Uint8Array): string {
  return Buffer.from(secret).toString('base64url');
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw unusable(file, cause);
  }
}

function unusable(file: string, cause: unknown): BatonError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new BatonError('storage.unwritable', `cannot use the data folder: ${reason}`, { file }, { cause });
}

/** A secret for somebody else to keep: 256 bits as base64url. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** How a random secret is stored. It has too much entropy to be guessed, so a fast hash is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Keyed checksum of a text, as base64url. */
export function sign(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** Compares two texts in a time that does not tell where they differ. */
export function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(hashSecret(left)), Buffer.from(hashSecret(right))];
  return timingSafeEqual(a, b);
}
