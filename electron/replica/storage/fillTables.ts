import { z } from 'zod';

import {
  Checkpoint as LogCheckpoint,
  parseWireDocument,
  type AnyDocument,
  type CollectionName,
} from '../../../shared/sync/wire.ts';
import type { FillAnswer, FillRead } from './fillPlan.ts';
import { rowGathererFor } from './rowValues.ts';
import type { RowGatherer } from './rowValues.ts';
import type { SqliteFile } from './sqlite.ts';
import type { SqliteTable } from './sqliteTable.ts';

/**
 * When filled documents count as written: before everything anybody writes here. Replication sends what was written after
 * its checkpoint, and this is where the checkpoint of a filled collection stands.
 */
const FILLED_AT = 2;
/** Sorts after every id. */
const LAST_ID = '\uFFFF';

/** The part of a pull's answer that is read here; each document is checked by itself. */
const Answer = z.looseObject({ documents: z.array(z.unknown()), checkpoint: LogCheckpoint });
const Stamped = z.looseObject({ id: z.string(), rev: z.string(), _deleted: z.boolean() });

/** An answer taken apart: what is told of it, and the documents it leaves to write. */
export type ReadAnswer = { readonly told: FillRead; readonly documents: readonly AnyDocument[] };

/** Reads the body of a server's answer to a pull; undefined when it is none. */
export function readAnswer(collection: CollectionName, body: Uint8Array): ReadAnswer | undefined {
  const answer = Answer.safeParse(parseJson(body));
  if (!answer.success) return undefined;
  const documents: AnyDocument[] = [];
  const unfitIds: string[] = [];
  let lastRev = '';
  for (const wire of answer.data.documents) {
    const parsed = parseWireDocument(collection, wire);
    if (parsed && !parsed.isDeleted) {
      documents.push(parsed.document);
      if (parsed.document.rev > lastRev) lastRev = parsed.document.rev;
      continue;
    }
    // What is gone was never here. Of a deletion nothing is read but its id.
    const stamped = Stamped.safeParse(wire);
    if (!stamped.success) return undefined;
    if (stamped.data.rev > lastRev) lastRev = stamped.data.rev;
    if (!stamped.data._deleted) unfitIds.push(stamped.data.id);
  }
  const { seq } = answer.data.checkpoint;
  const told = { seq, count: answer.data.documents.length, fitting: documents.length, unfitIds, lastRev };
  return { told, documents };
}

/**
 * Writes an answer into a collection that holds nothing but what was filled before, and beside each document the note
 * that the server has it, and how far the log was read: all in one transaction, so that no order of crashes can part
 * them. The notes are those RxDB's replication makes. Source: rxdb, replication-protocol/meta-instance and checkpoint.
 */
export function writeAnswer(
  file: SqliteFile,
  { documents, notes }: { readonly documents: SqliteTable; readonly notes: SqliteTable },
  answer: ReadAnswer,
  revision: string,
): FillAnswer {
  const filled = rowGathererFor(documents.layout)();
  const known = rowGathererFor(notes.layout)();
  const texts: string[] = [];
  const meta = { lwt: FILLED_AT };
  const own = `"_attachments":{},"_meta":${JSON.stringify(meta)},"_rev":${JSON.stringify(revision)}`;
  for (const document of answer.documents) {
    const state = { ...document, _deleted: false };
    const stateText = JSON.stringify(state);
    const text = `${stateText.slice(0, -1)},${own}}`;
    texts.push(text);
    filled.add({ document: { ...state, _meta: meta }, seenRevision: null, revision, text });
    const id = noteId(document.id, '0');
    const head = JSON.stringify({ id, isCheckpoint: '0', itemId: document.id, _deleted: false });
    known.add({
      document: { id, _deleted: false, _meta: meta },
      seenRevision: null,
      revision,
      text: `${head.slice(0, -1)},"docData":${stateText},${own}}`,
    });
  }
  const outcome = { isTaken: false };
  try {
    file.transactionWithoutSync(() => {
      outcome.isTaken =
        documents.hasWriteAfter(FILLED_AT) ||
        !documents.insertNew(filled.batch([])) ||
        !notes.insertNew(known.batch([]));
      if (outcome.isTaken) throw new UndoneFill();
      noteCheckpoints(notes, answer.told.seq, revision);
    });
  } catch (error) {
    if (outcome.isTaken) return 'taken';
    throw error;
  }
  return texts;
}

/** Ends a transaction without effect. */
class UndoneFill extends Error {}

/** How far was pulled, and that of what is here nothing has to be pushed. */
function noteCheckpoints(notes: SqliteTable, seq: number, revision: string): void {
  const gathered = rowGathererFor(notes.layout)();
  const [up] = notes.findByIds([noteId('up', '1')], true);
  const [down] = notes.findByIds([noteId('down', '1')], true);
  const stored = down === undefined ? null : (JSON.parse(down) as { readonly _rev: string })._rev;
  addCheckpoint(gathered, 'down', { seq }, stored, stored === null ? revision : nextRevision(stored));
  if (up === undefined) addCheckpoint(gathered, 'up', { id: LAST_ID, lwt: FILLED_AT }, null, revision);
  notes.writeWithin(gathered.batch([]));
}

function addCheckpoint(
  gathered: RowGatherer,
  direction: 'up' | 'down',
  checkpointData: object,
  seenRevision: string | null,
  revision: string,
): void {
  const document = {
    id: noteId(direction, '1'),
    isCheckpoint: '1',
    itemId: direction,
    checkpointData,
    _deleted: false,
    _attachments: {},
    _meta: { lwt: FILLED_AT },
    _rev: revision,
  };
  gathered.add({ document, seenRevision, revision, text: JSON.stringify(document) });
}

/** The composed key of a note. Source: rxdb, getRxReplicationMetaInstanceSchema. */
function noteId(itemId: string, isCheckpoint: '0' | '1'): string {
  return `${itemId}|${isCheckpoint}`;
}

/** The revision after this one, `<height>-<writer>`. */
function nextRevision(revision: string): string {
  const [height = '0', ...writer] = revision.split('-');
  return `${String(Number(height) + 1)}-${writer.join('-')}`;
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
