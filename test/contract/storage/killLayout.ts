import { filled } from './storageDocuments.ts';

/** So many writers put bulks into the storage at once. */
export const WRITERS = 4;
/** Each bulk rewrites so many documents of its writer and adds as many. */
export const SLOTS = 8;

export const killSchema = filled({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 60 },
    writer: { type: 'integer', minimum: 0, maximum: 100, multipleOf: 1 },
    bulk: { type: 'integer', minimum: 0, maximum: 1e9, multipleOf: 1 },
  },
  required: ['id', 'writer', 'bulk'],
  indexes: [['writer', 'bulk']],
});

/** The search's writer rewrites so many tickets and messages over and over. */
export const TICKETS = 12;
export const MESSAGES = 60;

/** A word that only this round has written. */
export function wordOf(kind: string, round: number): string {
  return `${kind}word${String(round)}x`;
}
