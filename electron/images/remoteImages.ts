import { z } from 'zod';
import { ContactId, type MessageId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import { BatonError } from '../../shared/errors.ts';
import type { ImageGrants, ImageWish } from '../../shared/ipc/images.ts';
import type { Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import { imageAddresses, isPublicAddress } from './imageAddresses.ts';

/** A fetched picture. */
export interface RemoteImage {
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

/** Pictures in customers' messages that lie elsewhere. Loading one tells its owner that somebody has read the message. */
export interface RemoteImages {
  grants(): ImageGrants;
  /** Throws `input.notFound` for a message that is not here or no customer's. */
  allow(wish: ImageWish): Promise<ImageGrants>;
  /** The picture; `null` when it stands in no message the person has allowed, or cannot be had. */
  load(messageId: string, address: string): Promise<RemoteImage | null>;
}

/** What loading pictures takes. */
export interface ImagePorts {
  readonly local: LocalStore;
  readonly stores: DocumentStores;
  readonly fetch: typeof fetch;
  readonly onChange: (grants: ImageGrants) => void;
  readonly log: Logger;
}

const KEY = 'state:imageSenders';
const StoredSenders = z.object({ senderIds: z.array(ContactId) });
const ANSWER_LATEST_MS = 15_000;
const IMAGE_MAX_BYTES = 10_000_000;
/** SVG can carry scripts. */
const SHOWN_TYPES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
]);

/** The pictures of one workspace. Nothing is allowed to begin with. */
export function createRemoteImages({ local, stores, fetch, onChange, log }: ImagePorts): RemoteImages {
  const stored = StoredSenders.safeParse(local.get(KEY));
  const senders = new Set<ContactId>(stored.success ? stored.data.senderIds : []);
  const messages = new Set<MessageId>();

  const grants = (): ImageGrants => ({ senderIds: [...senders], messageIds: [...messages] });

  async function customersMessage(
    messageId: string,
  ): Promise<{ message: Message; senderId: ContactId } | null> {
    const message = await stores.messages.get(messageId);
    return message?.by.kind === 'customer' ? { message, senderId: message.by.id } : null;
  }

  return {
    grants,
    allow: async ({ messageId, scope }) => {
      const found = await customersMessage(messageId);
      if (!found) throw new BatonError('input.notFound', 'no such message of a customer', { messageId });
      if (scope === 'message') messages.add(messageId);
      else {
        messages.delete(messageId);
        if (scope === 'sender') senders.add(found.senderId);
        else senders.delete(found.senderId);
        await local.set(KEY, { senderIds: [...senders] });
      }
      const now = grants();
      onChange(now);
      return now;
    },
    load: async (messageId, address) => {
      const found = isPublicAddress(address) ? await customersMessage(messageId) : null;
      if (!found || !(senders.has(found.senderId) || messages.has(found.message.id))) return null;
      // A page asks for what stands in the message and for nothing else.
      if (!imageAddresses(found.message.html).has(address)) return null;
      try {
        return await fetchImage(fetch, address);
      } catch (cause) {
        log.info('a picture of a message could not be had', cause);
        return null;
      }
    },
  };
}

/** Without cookies, without saying who asks. Rejects with the network's failures. */
async function fetchImage(fetch: ImagePorts['fetch'], address: string): Promise<RemoteImage | null> {
  const answer = await fetch(address, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(ANSWER_LATEST_MS),
  });
  const type = answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const announced = Number(answer.headers.get('content-length') ?? 0);
  if (!answer.ok || !SHOWN_TYPES.has(type) || announced > IMAGE_MAX_BYTES || !answer.body) return null;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>) {
    length += part.length;
    if (length > IMAGE_MAX_BYTES) return null;
    parts.push(part);
  }
  return { type, bytes: await new Blob(parts).arrayBuffer() };
}
