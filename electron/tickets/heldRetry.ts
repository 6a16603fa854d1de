import type { AgentId } from '../../shared/domain/ids.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import { mergeDocument } from '../../shared/domain/merge.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import type { Draft } from '../../shared/ipc/messages.ts';
import { textToHtml } from '../../shared/text/textToHtml.ts';
import type { AnyDocument } from '../../shared/sync/wire.ts';
import type { DocumentStore } from '../replica/documentStore.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import type { HeldChanges, HeldDocument } from '../sync/heldChanges.ts';
import type { Drafts } from './drafts.ts';
import type { Sends } from './sends.ts';

/** What a person does with a refused change besides letting it go. */
export interface HeldRetry {
  /** Does it again on what is there now; the refused one is gone then. Throws `input.notFound`, or what the doing throws. */
  retry(id: string, seenAnswers: number | null): Promise<void>;
  /** Makes a refused message a draft again, before whatever has been written since. */
  edit(id: string): Promise<Draft>;
}

/** What trying again needs. */
export interface RetryPorts {
  readonly held: HeldChanges;
  readonly stores: DocumentStores;
  readonly sends: Sends;
  readonly drafts: Drafts;
  readonly meId: AgentId;
  readonly nextRev: () => Rev;
  readonly nowMs: () => number;
  readonly derive: (ticket: Ticket) => Promise<Ticket>;
  readonly onReturned: (draft: Draft) => void;
}

/** Trying again, over one replica. */
export function createHeldRetry(ports: RetryPorts): HeldRetry {
  const { held, stores, sends, drafts } = ports;

  function find(id: string): HeldDocument {
    const found = held.find(id);
    if (!found) throw new BatonError('input.notFound', 'nothing is held under this id', { id });
    return found;
  }

  function messageIn({ held: { collection }, document }: HeldDocument): Message {
    const message = document as Message;
    if (collection !== 'messages' || message.kind === 'customer')
      throw new BatonError('input.invalid', 'these are not the agent’s own words');
    return message;
  }

  function htmlOf({ html, text }: Message): string {
    return html === '' ? textToHtml(text) : html;
  }

  /** What it changed, once more, on the state that is here now. */
  async function again<T extends AnyDocument>(
    store: DocumentStore<T>,
    { held: { collection }, document, base }: HeldDocument,
    finish: (merged: T) => Promise<T>,
  ): Promise<void> {
    const name = collection as 'tickets' | 'contacts' | 'settings';
    for (;;) {
      const current = await store.get(document.id);
      const state = current ? (mergeDocument(name, base, document, current) as T) : (document as T);
      const next = { ...(await finish(state)), rev: ports.nextRev() };
      if (!current) {
        if (await store.insert(next)) return;
        continue;
      }
      const after = await store.update(document.id, (now) => (now.rev === current.rev ? next : null));
      // Somebody else was faster: done again on what they have made of it.
      if (after?.rev === next.rev) return;
    }
  }

  return {
    retry: async (id, seenAnswers) => {
      const found = find(id);
      const asItIs = <T>(document: T): Promise<T> => Promise.resolve(document);
      switch (found.held.collection) {
        case 'messages': {
          const message = messageIn(found);
          await sends.send({
            ticketId: message.ticketId,
            kind: message.kind === 'note' ? 'note' : 'reply',
            html: htmlOf(message),
            setStatus: found.status,
            seenMessageId: message.seenMessageId,
            ...(seenAnswers !== null && { seenAnswers }),
          });
          break;
        }
        case 'tickets':
          await again<Ticket>(stores.tickets, found, ports.derive);
          break;
        case 'contacts':
          await again<Contact>(stores.contacts, found, asItIs);
          break;
        default:
          await again<Setting>(stores.settings, found, asItIs);
      }
      await held.dismiss(id);
    },
    edit: async (id) => {
      const message = messageIn(find(id));
      const draft: Draft = {
        ticketId: message.ticketId,
        kind: message.kind === 'note' ? 'note' : 'reply',
        html: htmlOf(message),
        savedAtMs: ports.nowMs(),
      };
      await drafts.restore(draft);
      await held.dismiss(id);
      ports.onReturned(draft);
      return draft;
    },
  };
}
