import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../../shared/sync/wire.ts';
import { openDesk, type TestDesk } from '../../support/deskHarness.ts';
import { newTicket } from './newTicket.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
const open: TestDesk[] = [];

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
  await server.dispose();
});

/** What lies between a desk and its server; `meddle` turns one of them into another version. */
interface Between {
  meddle: ((headers: Headers) => void) | null;
  answer: ((response: Response) => Response) | null;
}

async function deskOf(between: Between): Promise<TestDesk> {
  const { code } = await server.newAgent('Ana');
  const desk = await openDesk({
    server: server.url,
    code,
    dataDir: path.join(server.folder, 'Ana'),
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const headers = new Headers(request.headers);
      between.meddle?.(headers);
      const response = await fetch(new Request(request, { headers }));
      return between.answer?.(response) ?? response;
    },
  });
  open.push(desk);
  await desk.workspace.sync.settled();
  return desk;
}

/** The server as it is, but of the protocol `version`. */
function ofVersion(version: number): (response: Response) => Response {
  return (response) => {
    const headers = new Headers(response.headers);
    headers.set(PROTOCOL_HEADER, String(version));
    return new Response(response.body, { status: response.status, headers });
  };
}

describe('a desk and a server of different versions', () => {
  it.each([
    ['an older desk is told to update', 1, 'server.newerVersion'],
    ['a newer desk is told that the server is behind', -1, 'server.olderVersion'],
  ])('%s, works on, and is in step once they fit', async (_what, ahead, problem) => {
    const between: Between = { meddle: null, answer: null };
    const ana = await deskOf(between);
    // The server refuses what is not its own version, and says which one it has.
    between.meddle = (headers) => headers.set(PROTOCOL_HEADER, String(PROTOCOL_VERSION - ahead));
    between.answer = ofVersion(PROTOCOL_VERSION + ahead);
    const ticketId = await newTicket(ana, 'Written meanwhile');
    await ana.workspace.tickets.setPriority({ ticketId, priority: 'urgent' });
    await ana.eventually(() => ana.desk.syncStatus().problem === problem);
    expect(ana.desk.syncStatus().waiting).toBeGreaterThan(0);
    expect((await ana.workspace.queries.get(ticketId))?.ticket).toMatchObject({
      subject: 'Written meanwhile',
      priority: 'urgent',
    });
    between.meddle = null;
    between.answer = null;
    await ana.desk.retry();
    await ana.workspace.sync.settled();
    expect(ana.desk.syncStatus()).toMatchObject({ name: 'online', waiting: 0, held: 0, problem: null });
    expect((await ana.workspace.queries.get(ticketId))?.ticket.number).toBeGreaterThan(0);
  });
});
