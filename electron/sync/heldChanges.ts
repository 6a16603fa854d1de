import { z } from 'zod';
import { HeldChange, type WhatWasDone, whatOfLine } from '../../shared/ipc/waiting.ts';
import type { Status, Ticket } from '../../shared/domain/ticket/ticket.ts';
import { htmlToText } from '../../shared/text/htmlToText.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { parseWireDocument, type AnyDocument, type CollectionName } from '../../shared/sync/wire.ts';
import type { Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import { createTopic, type Subscribe } from '../topic.ts';

/** What was refused, whole: enough to try it again. */
export interface HeldDocument {
  readonly held: HeldChange;
  readonly document: AnyDocument;
  /** The state it was made from, `null` when it was new. */
  readonly base: AnyDocument | null;
  /** What would have been set along with a message. */
  readonly status: Status | null;
}

/** What the server refused, kept with its words until the person has dealt with it. */
export interface HeldChanges {
  list(): readonly HeldChange[];
  /** The document of a held change, `null` when it cannot be read. */
  find(id: string): HeldDocument | null;
  /** Keeps a refused document; the same refusal twice is kept once. Resolves when it is on disk. */
  hold(refused: {
    collection: CollectionName;
    document: unknown;
    code: ErrorCode;
    base?: unknown;
    status?: Status | null;
    atMs: number;
  }): Promise<void>;
  dismiss(id: string): Promise<void>;
  readonly onChange: Subscribe<void>;
}

const PREFIX = 'held:';

const Wire = z.looseObject({ id: z.string(), rev: z.string() });
const Stored = HeldChange.extend({
  changes: HeldChange.shape.changes.default([]),
  canRetry: HeldChange.shape.canRetry.default(false),
  document: Wire.nullable().default(null),
  base: Wire.nullable().default(null),
  status: z.string().nullable().default(null),
});

/** The held changes of a replica. An entry that cannot be read any more is left out, and logged. */
export function createHeldChanges(local: LocalStore, log: Logger): HeldChanges {
  const changes = createTopic<undefined>();

  function read(key: string, value: unknown): z.infer<typeof Stored> | undefined {
    const parsed = Stored.safeParse(value);
    if (!parsed.success) log.warn('a held change cannot be read', { key });
    return parsed.data;
  }

  return {
    list: () =>
      local
        .list(PREFIX)
        .flatMap(({ key, value }) => {
          const stored = read(key, value);
          return stored ? [withoutDocument(stored)] : [];
        })
        .sort((a, b) => a.atMs - b.atMs),
    find: (id) => {
      const stored = read(id, local.get(PREFIX + id));
      const document = stored?.document && documentIn(stored.collection, stored.document);
      if (!stored || !document) return null;
      const base = stored.base && documentIn(stored.collection, stored.base);
      return { held: withoutDocument(stored), document, base, status: stored.status as Status | null };
    },
    hold: async ({ collection, document, code, base, status, atMs }) => {
      const fields = fieldsOf(document);
      const before = base === null || base === undefined ? null : fieldsOf(base);
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
        changes: changesOf(collection, fields, before),
        // What does not fit its schema will not fit it the next time either.
        canRetry: documentIn(collection, fields) !== null && fields['_deleted'] !== true,
      };
      await local.set(PREFIX + id, { ...held, document: fields, base: before, status: status ?? null });
      changes.emit(undefined);
    },
    dismiss: async (id) => {
      await local.remove(PREFIX + id);
      changes.emit(undefined);
    },
    onChange: (listener) => changes.subscribe(() => listener()),
  };
}

function withoutDocument(stored: z.infer<typeof Stored>): HeldChange {
  const { document: _document, base: _base, status: _status, ...held } = stored;
  return held;
}

function fieldsOf(document: unknown): Record<string, unknown> {
  return (typeof document === 'object' && document !== null ? document : {}) as Record<string, unknown>;
}

function documentIn(collection: string, fields: Readonly<Record<string, unknown>>): AnyDocument | null {
  return parseWireDocument(collection as CollectionName, fields)?.document ?? null;
}

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

/** What the refused document would have done, in the order in which it was done. */
function changesOf(
  collection: CollectionName,
  fields: Record<string, unknown>,
  base: Record<string, unknown> | null,
): WhatWasDone[] {
  switch (collection) {
    case 'messages':
      return [{ kind: fields['kind'] === 'note' ? 'note' : 'reply', status: null }];
    case 'contacts':
      return [{ kind: 'contact', name: textOf(fields['name']) }];
    case 'settings':
      return [{ kind: 'setting' }];
    case 'tickets': {
      const ticket = documentIn('tickets', fields) as Ticket | null;
      const before = base && (documentIn('tickets', base) as Ticket | null);
      const known = new Set(before?.history.map(({ id }) => id));
      const lines = ticket?.history.filter(({ id }) => !known.has(id)) ?? [];
      const done = lines.flatMap((line) => whatOfLine(line) ?? []);
      return done.length === 0 ? [{ kind: 'change' }] : done;
    }
  }
}
