import type { MessageId } from '../ids.ts';

/** Longest key, in characters: 53 bits in base 36. */
export const MESSAGE_KEY_MAX_LENGTH = 11;

/** The part of a ticket that counts its messages. The ticket's schema builds on this file, so its type cannot come from there. */
interface Counted {
  readonly messageCount: number;
  readonly messageKeys?: string[] | undefined;
}

/**
 * A short mark that stands for a message in its ticket. Two of a thousand messages share one with a chance of 1 in 10¹⁰.
 * Source: cyrb53, a public-domain hash of 53 bits.
 */
export function messageKey(id: MessageId): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < id.length; index += 1) {
    const code = id.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (2 ** 32 * (0x1f_ffff & low) + (high >>> 0)).toString(36);
}

/** The message is counted in the ticket already: joining it again must not count it twice. */
export function isCounted(ticket: Counted, id: MessageId): boolean {
  return ticket.messageKeys?.includes(messageKey(id)) ?? false;
}

/** The count with one more message. */
export function withCounted(ticket: Counted, id: MessageId): Counted {
  return {
    messageCount: ticket.messageCount + 1,
    messageKeys: [...(ticket.messageKeys ?? []), messageKey(id)],
  };
}

/** Both counts together: a message that both sides have counted counts once. Messages without a key came before the two parted. */
export function mergeCounts(mine: Counted, theirs: Counted): Counted {
  const keys = new Set([...(theirs.messageKeys ?? []), ...(mine.messageKeys ?? [])]);
  const withoutKey = Math.max(
    ...[mine, theirs].map((side) => side.messageCount - (side.messageKeys?.length ?? 0)),
  );
  return {
    messageCount: withoutKey + keys.size,
    ...(keys.size > 0 && { messageKeys: [...keys] }),
  };
}
