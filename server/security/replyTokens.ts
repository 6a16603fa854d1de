import type { TicketId } from '../../shared/domain/ids.ts';
import { isSame, sign } from './secrets.ts';

/** A secret that lets whoever holds it read a ticket's public thread and add to it. It stays good as long as the server's key. */
export function replyTokenFor(key: Buffer, workspaceId: string, ticketId: TicketId): string {
  return `${Buffer.from(ticketId).toString('base64url')}.${sign(key, `${workspaceId}\n${ticketId}`)}`;
}

/** The ticket a reply token stands for, or `undefined` when it was not made here for this workspace. */
export function readReplyToken(key: Buffer, workspaceId: string, token: string): TicketId | undefined {
  const [encodedId = ''] = token.split('.');
  const ticketId = Buffer.from(encodedId, 'base64url').toString() as TicketId;
  return isSame(token, replyTokenFor(key, workspaceId, ticketId)) ? ticketId : undefined;
}
