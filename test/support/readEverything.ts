import type { Contact } from '../../shared/domain/contact.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import {
  COLLECTIONS,
  parseWireDocument,
  PROTOCOL_HEADER,
  PROTOCOL_VERSION,
  PULL_MAX_DOCUMENTS,
  PullAnswer,
  SessionAnswer,
  type AnyDocument,
  type CollectionName,
} from '../../shared/sync/wire.ts';
import type { ClientLook } from './clientMessages.ts';
import { digest } from './digest.ts';

/** All a server holds. */
export interface Everything {
  readonly tickets: readonly Ticket[];
  readonly messages: readonly Message[];
  readonly contacts: readonly Contact[];
  /** `[collection, id, digest]` of every document. */
  readonly documents: ClientLook['documents'];
  /** One of them, whole. */
  find(collection: string, id: string): AnyDocument | undefined;
}

/** Signs in with the code and reads everything that person may see; deleted documents are left out. */
export async function readEverything(url: string, code: string): Promise<Everything> {
  const headers = { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION), 'content-type': 'application/json' };
  const redeemed = await fetch(`${url}/v1/auth/redeem`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ code, device: { id: 'observer', name: 'observer' } }),
  });
  const { accessToken } = SessionAnswer.parse(await redeemed.json());
  const found = new Map<CollectionName, AnyDocument[]>();
  for (const collection of COLLECTIONS) {
    const documents: AnyDocument[] = [];
    for (let since = 0; ;) {
      const query = `collection=${collection}&since=${String(since)}&limit=${String(PULL_MAX_DOCUMENTS)}`;
      const pulled = await fetch(`${url}/v1/pull?${query}`, {
        headers: { ...headers, authorization: `Bearer ${accessToken}` },
      });
      const answer = PullAnswer.parse(await pulled.json());
      for (const wire of answer.documents) {
        const parsed = parseWireDocument(collection, wire);
        if (parsed && !parsed.isDeleted) documents.push(parsed.document);
      }
      since = answer.checkpoint.seq;
      if (answer.documents.length < PULL_MAX_DOCUMENTS) break;
    }
    found.set(collection, documents);
  }
  return {
    tickets: (found.get('tickets') ?? []) as Ticket[],
    messages: (found.get('messages') ?? []) as Message[],
    contacts: (found.get('contacts') ?? []) as Contact[],
    documents: [...found].flatMap(([collection, documents]) =>
      documents.map((document) => [collection, document.id, digest(document)] as const),
    ),
    find: (collection, id) => found.get(collection as CollectionName)?.find((one) => one.id === id),
  };
}
