import { join } from 'node:path';

import { addRxPlugin, createBlob, createRxDatabase } from 'rxdb';
import type { RxCollection, RxDatabase, RxStorageDefaultCheckpoint } from 'rxdb';
import { RxDBAttachmentsPlugin } from 'rxdb/plugins/attachments';
import { RxDBCleanupPlugin } from 'rxdb/plugins/cleanup';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { firstValueFrom, filter } from 'rxjs';
import { beforeAll, describe, expect, test } from 'vitest';

import type { OpenedStorage } from '../../../electron/replica/storage/openStorage.ts';
import { afterTest, freshFolder, freshStorage } from './storageSupport.ts';

type Note = { id: string; title: string; isOpen: boolean; dueAtMs: number };
type Desk = RxDatabase<{ notes: RxCollection<Note> }>;
type Row = { newDocumentState: Note & { _deleted: boolean } };

const noteSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    title: { type: 'string', maxLength: 100 },
    isOpen: { type: 'boolean' },
    dueAtMs: { type: 'number', minimum: 0, maximum: 9e15, multipleOf: 1 },
  },
  required: ['id', 'title', 'isOpen', 'dueAtMs'],
  indexes: [['isOpen', 'dueAtMs']],
} as const;

const aNote = (over: Partial<Note> = {}): Note => ({
  id: 'n1',
  title: 'one',
  isOpen: true,
  dueAtMs: 1,
  ...over,
});

beforeAll(() => {
  addRxPlugin(RxDBAttachmentsPlugin);
  addRxPlugin(RxDBCleanupPlugin);
  addRxPlugin(RxDBLocalDocumentsPlugin);
  addRxPlugin(RxDBMigrationSchemaPlugin);
});

async function openDatabase({ storage }: Pick<OpenedStorage, 'storage'>): Promise<Desk> {
  const database: Desk = await createRxDatabase({
    name: 'desk',
    storage,
    multiInstance: false,
    localDocuments: true,
  });
  afterTest(async () => {
    await database.close();
  });
  return database;
}

async function notesIn(database: Desk): Promise<RxCollection<Note>> {
  const { notes } = await database.addCollections({ notes: { schema: noteSchema as never } });
  return notes;
}

describe.each(['sameThread', 'worker'] as const)('an RxDB database over the storage (%s)', (mode) => {
  test('finds after a restart what was written before it', async () => {
    const filePath = join(freshFolder(), 'replica.sqlite');
    const first = await freshStorage({ filePath, mode });
    const before = await openDatabase(first);
    const notes = await notesIn(before);
    await notes.bulkInsert([aNote(), aNote({ id: 'n2', dueAtMs: 0 }), aNote({ id: 'n3', isOpen: false })]);
    await before.close();
    await first.close();

    const again = await notesIn(await openDatabase(await freshStorage({ filePath, mode })));
    const open = await again.find({ selector: { isOpen: true }, sort: [{ dueAtMs: 'asc' }] }).exec();
    expect(open.map((note) => note.primary)).toEqual(['n2', 'n1']);
  });

  test('keeps a live query up to date through insert, change and removal', async () => {
    const notes = await notesIn(await openDatabase(await freshStorage({ mode })));
    const seen: string[][] = [];
    const watching = notes
      .find({ selector: { isOpen: true }, sort: [{ dueAtMs: 'asc' }] })
      .$.subscribe((found) => seen.push(found.map((note) => note.primary)));
    const shows = async (count: number) => {
      const live = notes.find({ selector: { isOpen: true }, sort: [{ dueAtMs: 'asc' }] }).$;
      await firstValueFrom(live.pipe(filter((found) => found.length === count)));
    };
    await shows(0);
    const note = await notes.insert(aNote());
    await shows(1);
    await notes.insert(aNote({ id: 'n2', dueAtMs: 0 }));
    await shows(2);
    await note.getLatest().incrementalPatch({ isOpen: false });
    await shows(1);
    await notes.findOne('n2').remove();
    await shows(0);
    watching.unsubscribe();
    expect(seen).toEqual([[], ['n1'], ['n2', 'n1'], ['n2'], []]);
  });

  test('migrates documents to a new schema version and forgets the old table', async () => {
    const filePath = join(freshFolder(), 'replica.sqlite');
    const first = await freshStorage({ filePath, mode });
    const before = await openDatabase(first);
    await (await notesIn(before)).bulkInsert([aNote(), aNote({ id: 'n2', title: 'two' })]);
    await before.close();
    await first.close();

    const database = await openDatabase(await freshStorage({ filePath, mode }));
    const { notes }: Desk['collections'] = await database.addCollections({
      notes: {
        schema: { ...noteSchema, version: 1, indexes: ['title'] } as never,
        migrationStrategies: { 1: (note: Note) => ({ ...note, title: note.title.toUpperCase() }) },
      },
    });
    const found = await notes.find({ sort: [{ title: 'asc' }] }).exec();
    expect(found.map((note) => note.title)).toEqual(['ONE', 'TWO']);
  });

  test('keeps local documents of the database', async () => {
    const filePath = join(freshFolder(), 'replica.sqlite');
    const first = await freshStorage({ filePath, mode });
    const before = await openDatabase(first);
    await before.insertLocal('cursor', { position: 7 });
    await before.close();
    await first.close();

    const again = await openDatabase(await freshStorage({ filePath, mode }));
    const local = await again.getLocal<{ position: number }>('cursor');
    expect(local?.get('position')).toBe(7);
  });

  test('keeps, replaces and drops attachments with their document', async () => {
    const database = await openDatabase(await freshStorage({ mode }));
    const { notes }: Desk['collections'] = await database.addCollections({
      notes: { schema: { ...noteSchema, attachments: {} } as never },
    });
    let note = await notes.insert(aNote());
    const put = async (id: string, data: string) => {
      await note.putAttachment({ id, data: createBlob(data, 'text/plain'), type: 'text/plain' });
      note = note.getLatest();
    };
    await put('a.txt', 'first');
    await put('b.txt', 'other');
    await put('a.txt', 'second');
    expect(await note.getAttachment('a.txt')!.getStringData()).toBe('second');

    await note.getAttachment('b.txt')!.remove();
    note = note.getLatest();
    expect(note.allAttachments().map((attachment) => attachment.id)).toEqual(['a.txt']);

    const { digest } = note.getAttachment('a.txt')!;
    await note.remove();
    await expect(notes.storageInstance.getAttachmentData('n1', 'a.txt', digest)).rejects.toThrow(
      'attachment does not exist',
    );
  });

  test('replicates both ways and solves a conflict in favour of the master', async () => {
    const master = new Map<string, Note & { _deleted: boolean }>();
    const fromMaster = aNote({ id: 'theirs', title: 'from the master' });
    master.set('theirs', { ...fromMaster, _deleted: false });
    master.set('both', { ...aNote({ id: 'both', title: 'master wins' }), _deleted: false });
    const notes = await notesIn(await openDatabase(await freshStorage({ mode })));
    await notes.bulkInsert([
      aNote({ id: 'mine', title: 'from here' }),
      aNote({ id: 'both', title: 'loses' }),
    ]);

    const replication = replicateRxCollection<Note, RxStorageDefaultCheckpoint>({
      collection: notes,
      replicationIdentifier: 'test',
      live: false,
      push: {
        handler: (rows) => {
          const conflicts = (rows as unknown as Row[]).flatMap(({ newDocumentState: state }) => {
            const known = master.get(state.id);
            if (known && known.title !== state.title) return [known];
            master.set(state.id, state);
            return [];
          });
          return Promise.resolve(conflicts as never);
        },
      },
      pull: {
        handler: (checkpoint) =>
          Promise.resolve({
            documents: checkpoint ? [] : [...master.values()],
            checkpoint: { id: 'end', lwt: 1 },
          }),
      },
    });
    await replication.awaitInitialReplication();

    const titles = (await notes.find().exec()).map((note) => note.title).sort();
    expect(titles).toEqual(['from here', 'from the master', 'master wins']);
    expect([...master.keys()].sort()).toEqual(['both', 'mine', 'theirs']);
    await replication.cancel();
  });

  test('starts empty after a collection was removed', async () => {
    const database = await openDatabase(await freshStorage({ mode }));
    const notes = await notesIn(database);
    await notes.insert(aNote());
    await notes.remove();
    const again = await notesIn(database);
    expect(await again.count().exec()).toBe(0);
  });

  test('rejects a second insert of one id with RxDB’s conflict', async () => {
    const notes = await notesIn(await openDatabase(await freshStorage({ mode })));
    await notes.insert(aNote());
    await expect(notes.insert(aNote({ title: 'again' }))).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
