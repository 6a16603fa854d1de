import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReplyToken, replyTokenFor } from '../../../server/security/replyTokens.ts';
import type { TicketId } from '../../../shared/domain/ids.ts';

const key = Buffer.alloc(32, 1);
const ticketId = fc.string({ minLength: 1, maxLength: 64 }).map((text) => text as TicketId);

test('a reply token leads back to its ticket, in its workspace and under its key only', () => {
  fc.assert(
    fc.property(ticketId, (id) => {
      const token = replyTokenFor(key, 'w1', id);
      expect(readReplyToken(key, 'w1', token)).toBe(id);
      expect(readReplyToken(key, 'w2', token)).toBeUndefined();
      expect(readReplyToken(Buffer.alloc(32, 2), 'w1', token)).toBeUndefined();
    }),
  );
});

test('no other text is a reply token', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((tail) => replyTokenFor(key, 'w1', 'tkt_1' as TicketId) + tail),
      ),
      (text) => {
        fc.pre(text !== replyTokenFor(key, 'w1', 'tkt_1' as TicketId));
        expect(readReplyToken(key, 'w1', text)).toBeUndefined();
      },
    ),
  );
});
