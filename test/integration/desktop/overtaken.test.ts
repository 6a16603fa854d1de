import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TestDesk } from '../../support/deskHarness.ts';
import { desksOf, type Between } from './apart.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
const open: TestDesk[] = [];
const { deskOf } = desksOf(() => server, open);

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
  await server.dispose();
});

/** Lets an event stream fall behind: what it brings waits, and comes one piece after the other. */
function slowStream(): { isHeld: boolean; readonly waiting: (() => void)[]; readonly between: Between } {
  const stream = {
    isHeld: false,
    waiting: [] as (() => void)[],
    between: (async (path, pass) => {
      const response = await pass();
      if (path !== '/v1/events' || !response.body) return response;
      const pieces = new TransformStream<Uint8Array, Uint8Array>({
        transform: (piece, into) => {
          if (stream.isHeld) stream.waiting.push(() => into.enqueue(piece));
          else into.enqueue(piece);
        },
      });
      return new Response(response.body.pipeThrough(pieces), response);
    }) satisfies Between,
  };
  return stream;
}

it('keeps what a push has brought about while the stream still tells of what was before', async () => {
  const stream = slowStream();
  const [ana, ben] = [await deskOf('Ana', stream.between), await deskOf('Ben')];
  const { ticketId } = await server.intake({ messageId: 'm1', text: 'It is broken' });
  for (const desk of [ana, ben]) await desk.eventually(() => desk.workspace.queries.get(ticketId));
  const at = async (desk: TestDesk) => (await desk.workspace.queries.get(ticketId))?.ticket;
  const { replica, sync, tickets } = ana.workspace;

  stream.isHeld = true;
  await ben.workspace.tickets.setPriority({ ticketId, priority: 'urgent' });
  await ben.workspace.sync.settled();
  await tickets.setTags({ ticketId, tags: ['kept'] });
  await ana.eventually(() => ana.desk.syncStatus().waiting === 0);
  expect(await at(ana)).toMatchObject({ priority: 'urgent', tags: ['kept'] });

  const written: unknown[] = [];
  const end = replica.onChange(({ documents }) => {
    for (const { document } of documents) if ('tags' in document) written.push(document.tags);
  });
  stream.isHeld = false;
  expect(stream.waiting.length).toBeGreaterThan(1);
  for (const pass of stream.waiting.splice(0)) {
    pass();
    await sync.settled();
    // The replica writes in turns of its own.
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  }
  await ben.eventually(async () => (await at(ben))?.tags.includes('kept'));
  await ben.workspace.tickets.setSubject({ ticketId, subject: 'Afterwards' });
  await ana.eventually(async () => (await at(ana))?.subject === 'Afterwards');
  end();
  expect(written).toEqual([['kept']]);
});
