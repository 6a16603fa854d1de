import { randomInt } from 'node:crypto';
import { CODE_GROUP_LENGTH, normaliseCode } from '../../shared/domain/invitation.ts';
import { hashSecret } from './secrets.ts';

/** No letters that are mistaken for another when read aloud; 5 bits each. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A new code that people can read to each other. Four groups hold 100 bits: nobody guesses one. */
export function newCode(groups: number): string {
  return Array.from({ length: groups }, newGroup).join('-');
}

/** How a code is stored and looked up, however it was typed. */
export function hashCode(code: string): string {
  return hashSecret(normaliseCode(code));
}

function newGroup(): string {
  return Array.from({ length: CODE_GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('');
}
