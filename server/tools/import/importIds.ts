import { createHash } from 'node:crypto';

const HEX_OF_UUID = /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/;

/** The id of something imported: always the same for the same source, kind and name there, so that a second run creates nothing. */
export function importId(source: string, kind: string, name: string): string {
  const hex = createHash('sha256').update(`${source}\n${kind}\n${name}`).digest('hex');
  // Version 8 is the one for ids made in a way of one's own. Source: RFC 9562, section 5.8.
  return hex.replace(HEX_OF_UUID, '$1-$2-8$3-a$4-$5');
}

const COUNT_DIGITS = 12;

/** Makes the history ids of one ticket: they sort in the order in which they are asked for. */
export function historyIds(ticketId: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return ticketId.slice(0, -COUNT_DIGITS) + count.toString(16).padStart(COUNT_DIGITS, '0');
  };
}
