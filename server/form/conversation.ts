import { BatonError } from '../../shared/errors.ts';
import type { Channel } from '../security/channels.ts';
import { readReplyToken } from '../security/replyTokens.ts';
import type { Secrets } from '../security/secrets.ts';
import { documentOf, findDocuments, messagesOf } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import type { Conversation } from './pages.ts';

/**
 * What a customer may see of the ticket behind a reply token: their words and the public replies, never notes, names of
 * agents or anything the team keeps for itself. Throws `intake.unknownTicket`.
 */
export async function readConversation(
  { store, secrets }: { readonly store: Store; readonly secrets: Secrets },
  channel: Channel,
  replyToken: string,
): Promise<Conversation> {
  const { workspaceId } = channel;
  const id = readReplyToken(secrets.replyTokenKey, workspaceId, replyToken);
  const [stored] = id === undefined ? [] : await findDocuments(store.sql, workspaceId, 'tickets', [id]);
  if (!stored || stored.isDeleted)
    throw new BatonError('intake.unknownTicket', 'there is no such conversation');
  const { number, subject, status } = documentOf('tickets', stored);
  const messages = (await messagesOf(store.sql, workspaceId, stored.id))
    .map((message) => documentOf('messages', message))
    .filter(({ kind }) => kind !== 'note')
    .map(({ kind, text, atMs }) => ({ kind, text, atMs }))
    .sort((left, right) => left.atMs - right.atMs);
  return { number, subject, status, messages };
}
