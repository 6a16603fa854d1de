import { HeldChange } from '../../shared/ipc/contract.ts';
import { htmlToText } from '../../shared/text/htmlToText.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { CollectionName } from '../../shared/sync/wire.ts';
import type { Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import { createTopic, type Subscribe } from '../topic.ts';

/** What the server refused, kept with its words until the person has dealt with it. */
export interface HeldChanges {
  list(): readonly HeldChange[];
  /** Keeps a refused document; the same refusal twice is kept once. Resolves when it is on disk. */
  hold(refused: {
    collection: CollectionName;
    document: unknown;
    code: ErrorCode;
    atMs: number;
  }): Promise<void>;
  dismiss(id: string): Promise<void>;
  readonly onChange: Subscribe<void>;
}

const PREFIX = 'held:';

/** The held changes of a replica. An entry that cannot be read any more is left out, and logged. */
export function createHeldChanges(local: LocalStore, log: Logger): HeldChanges {
  const changes = createTopic<undefined>();
  return {
    list: () =>
      local
        .list(PREFIX)
        .flatMap(({ key, value }) => {
          const parsed = HeldChange.safeParse(value);
          if (!parsed.success) log.warn('a held change cannot be read', { key });
          return parsed.success ? [parsed.data] : [];
        })
        .sort((a, b) => a.atMs - b.atMs),
    hold: async ({ collection, document, code, atMs }) => {
      const fields = (typeof document === 'object' && document !== null ? document : {}) as Record<
        string,
        unknown
      >;
      const documentId = textOf(fields['id']);
      const id = `${collection}:${documentId}:${textOf(fields['rev'])}`.slice(0, 180);
      const held: HeldChange = {
        id,
        collection,
        documentId,
        ticketId: collection === 'tickets' ? documentId : textOf(fields['ticketId']),
        code,
        atMs,
        text: wordsOf(collection, fields),
      };
      await local.set(PREFIX + id, held);
      changes.emit(undefined);
    },
    dismiss: async (id) => {
      await local.remove(PREFIX + id);
      changes.emit(undefined);
    },
    onChange: (listener) => changes.subscribe(() => listener()),
  };

  function textOf(value: unknown): string {
    return typeof value === 'string' ? value : '';
  }

  function wordsOf(collection: CollectionName, fields: Record<string, unknown>): string {
    switch (collection) {
      case 'messages':
        return textOf(fields['text']) || htmlToText(textOf(fields['html']));
      case 'tickets':
        return textOf(fields['subject']);
      case 'contacts':
        return [textOf(fields['name']), textOf(fields['notes'])].filter((part) => part !== '').join('\n');
      case 'settings':
        return '';
    }
  }
}
