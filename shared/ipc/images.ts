import { z } from 'zod';
import { ContactId, MessageId } from '../domain/ids.ts';
import { command, nothing } from './command.ts';

/** Whose pictures from elsewhere are shown on this computer: a sender's from now on, or a single message's until Baton ends. */
export const ImageGrants = z.strictObject({
  senderIds: z.array(ContactId).readonly(),
  messageIds: z.array(MessageId).readonly(),
});
export type ImageGrants = z.infer<typeof ImageGrants>;

/** `message`: this one, this time. `sender`: everything this customer writes. `nothing`: the sender's no longer. */
export const ImageWish = z.strictObject({
  messageId: MessageId,
  scope: z.enum(['message', 'sender', 'nothing']),
});
export type ImageWish = z.infer<typeof ImageWish>;

/** Where a page finds a picture of a message that lies elsewhere: the host fetches it, if the person has allowed that. */
export const REMOTE_IMAGE_PATH = '/remote-image/';

/** The address of such a picture below Baton's own pages. */
export function remoteImageAddress(messageId: MessageId, address: string): string {
  return `${REMOTE_IMAGE_PATH}${encodeURIComponent(messageId)}?from=${encodeURIComponent(address)}`;
}

/** What a window may ask about pictures from elsewhere. */
export const IMAGE_COMMANDS = {
  /** Whose pictures from elsewhere are shown. */
  'images.grants': command(nothing, ImageGrants),
  'images.allow': command(ImageWish, ImageGrants),
} as const;

/** What windows are told about pictures from elsewhere. */
export const IMAGE_EVENTS = {
  'images.changed': ImageGrants,
} as const;
