import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventSourceMessage } from 'eventsource-parser';
import { writeLog } from '../../../server/store/writeLog.ts';
import { createFanOut, toChanges, type Change } from '../../../server/sync/fanOut.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import { StreamChange, StreamReady } from '../../../shared/sync/wire.ts';
import { aContact } from '../../support/builders.ts';
import {
  startTestServer,
  type TestPerson,
  type TestServer,
  type TestStream,
} from '../../support/serverHarness.ts';

let server: TestServer;
let ana: TestPerson;

beforeEach(async () => {
  server = await startTestServer();
  ana = await server.person();
  await server.listen();
});
afterEach(() => server.close());

function contact(id: string): Contact {
  return aContact({ id: id as ContactId, rev: `rev-${id}` as Rev });
}

function changesOf(events: readonly EventSourceMessage[]): StreamChange[] {
  return events
    .filter(({ event }) => event === 'change')
    .map(({ data }) => StreamChange.parse(JSON.parse(data)));
}

function brings(id: string): (event: EventSourceMessage) => boolean {
  return (event) =>
    event.event === 'change' &&
    changesOf([event]).some(({ documents }) => documents.some((one) => one.id === id));
}

function idsIn(stream: TestStream): string[] {
  return changesOf(stream.events)
    .filter(({ collection }) => collection === 'contacts')
    .flatMap(({ documents }) => documents.map(({ id }) => id));
}

test('a stream begins with where the log is and then brings each commit', async () => {
  const stream = await ana.stream();
  const ready = await stream.until(({ event }) => event === 'ready');
  const head = StreamReady.parse(JSON.parse(ready.data)).seq;
  await ana.push('contacts', [contact('a')], [contact('b')]);
  const change = await stream.until(brings('a'));
  expect(change.id).toBe(String(head + 2));
  expect(changesOf([change])).toEqual([
    {
      collection: 'contacts',
      documents: [
        { ...contact('a'), _deleted: false },
        { ...contact('b'), _deleted: false },
      ],
      checkpoint: { seq: head + 2 },
    },
  ]);
  stream.close();
});

test('a stream resumed by Last-Event-ID brings what was missed, and that header wins over since', async () => {
  await ana.push('contacts', [contact('a')]);
  const first = await ana.stream({ since: 0 });
  const { id } = await first.until(brings('a'));
  first.close();
  await ana.push('contacts', [contact('b')]);
  const second = await ana.stream({ since: 0, lastEventId: Number(id) });
  await ana.push('contacts', [contact('c')]);
  await second.until(brings('c'));
  expect(idsIn(second)).toEqual(['b', 'c']);
  second.close();
});

test('nothing is missed or out of order while commits go on during the replay', async () => {
  const written: string[] = [];
  async function write(index: number): Promise<void> {
    const id = `c${String(index)}`;
    written.push(id);
    await ana.push('contacts', [contact(id)]);
  }
  for (let index = 0; index < 1200; index += 100) {
    const batch = Array.from({ length: 100 }, (_, step) => `c${String(index + step)}`);
    written.push(...batch);
    await ana.push('contacts', ...batch.map((id) => [contact(id)] as const));
  }
  const opening = Array.from({ length: 5 }, () => ana.stream({ since: 0 }));
  for (let index = 1200; index < 1260; index += 1) await write(index);
  const streams = await Promise.all(opening);
  for (let index = 1260; index < 1270; index += 1) await write(index);
  for (const stream of streams) {
    await stream.until(brings('c1269'));
    expect(idsIn(stream)).toEqual(written);
    const positions = changesOf(stream.events).map(({ checkpoint }) => checkpoint.seq);
    expect(positions).toEqual([...positions].sort((left, right) => left - right));
    stream.close();
  }
});

test('a commit of another process is delivered, in order with those of this one', async () => {
  const fanOut = createFanOut(server.store, (error) => {
    throw error as Error;
  });
  const heard: string[] = [];
  const { seq } = await server.store.sql.selectFrom('workspaces').select('seq').executeTakeFirstOrThrow();
  const deliver = (changes: readonly Change[]): void => {
    heard.push(...changes.flatMap(({ entries }) => entries.map(({ id }) => id)));
  };
  expect(fanOut.join({ workspaceId: server.workspaceId, deliver }, seq)).toBe(true);
  // Written beside the store, as a command in another process does: nobody is told.
  await writeLog(server.store.sql, server.workspaceId, 0, async (log) =>
    log.put('contacts', contact('theirs')),
  );
  await server.store.write(server.workspaceId, async (log) => log.put('contacts', contact('ours')));
  await fanOut.catchUp();
  expect(heard).toEqual(['theirs', 'ours']);
});

test('a reader who is behind the others is not let in before it has read on', async () => {
  const fanOut = createFanOut(server.store, () => undefined);
  const subscriber = () => ({ workspaceId: server.workspaceId, deliver: () => undefined });
  const { seq } = await server.store.sql.selectFrom('workspaces').select('seq').executeTakeFirstOrThrow();
  fanOut.join(subscriber(), seq);
  await ana.push('contacts', [contact('a')]);
  expect([fanOut.join(subscriber(), seq), fanOut.join(subscriber(), seq + 1)]).toEqual([false, true]);
});

test('neighbouring entries of one collection travel together, others apart', () => {
  const entry = (collection: 'tickets' | 'messages', seq: number) => ({
    collection,
    id: String(seq),
    rev: 'r1',
    seq,
    json: '{}',
    place: null,
  });
  const [first, second] = [entry('messages', 1), entry('messages', 2)];
  const [third, fourth] = [entry('tickets', 4), entry('messages', 5)];
  expect(toChanges([first, second, third, fourth])).toEqual([
    { collection: 'messages', firstSeq: 1, lastSeq: 2, entries: [first, second] },
    { collection: 'tickets', firstSeq: 4, lastSeq: 4, entries: [third] },
    { collection: 'messages', firstSeq: 5, lastSeq: 5, entries: [fourth] },
  ]);
});

test('signing out ends the stream', async () => {
  const stream = await ana.stream();
  await ana.request({ method: 'POST', url: '/v1/auth/sign-out' });
  await stream.ended;
  expect(stream.events.map(({ event }) => event)).toEqual(['ready']);
});

test('closing the server ends the streams', async () => {
  const stream = await ana.stream();
  await stream.until(({ event }) => event === 'ready');
  await server.app.close();
  await stream.ended;
});
