import type { ContactId, MessageId } from '../../shared/domain/ids.ts';
import { createLiveQuery } from './liveQuery.ts';
import { useLiveQuery } from './useCommand.ts';

const grantsQuery = createLiveQuery(
  'images.grants',
  {},
  { replaceOn: { 'images.changed': (grants) => grants } },
);

/** Why pictures from elsewhere are shown in a message of this sender; `null` when they are not. */
export function useImageGrant(messageId: MessageId, senderId: ContactId): 'message' | 'sender' | null {
  const grants = useLiveQuery(grantsQuery).value;
  if (grants?.senderIds.includes(senderId) === true) return 'sender';
  return grants?.messageIds.includes(messageId) === true ? 'message' : null;
}
