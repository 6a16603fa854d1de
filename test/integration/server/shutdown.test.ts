import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeChannel } from '../../../server/commands/manage.ts';
import { setupWorkspace } from '../../../server/commands/setupWorkspace.ts';
import { CHANNEL_KEY_HEADER } from '../../../shared/sync/wire.ts';
import { aCustomerMessage, temporaryFolder } from '../../support/serverHarness.ts';
import { startServing, type ServingProcess } from '../../support/servingProcess.ts';
import { makeTestDatabase, type TestDatabase } from '../../support/testDatabase.ts';

const TIMEOUT_MS = 60_000;

let folder: ReturnType<typeof temporaryFolder>;
let database: TestDatabase;
let running: ServingProcess | undefined;

beforeEach(async () => {
  folder = temporaryFolder();
  database = await makeTestDatabase();
});
afterEach(async () => {
  await running?.end('SIGKILL');
  running = undefined;
  folder.remove();
  await database.drop();
});

/** Whether somebody who comes now gets a connection; answers when it has ended again. */
async function takesIn(hostname: string, port: number): Promise<boolean> {
  const socket = connect(port, hostname);
  try {
    await once(socket, 'connect');
    socket.resume();
    await once(socket, 'close');
    return true;
  } catch {
    // Refused, or cut off at once: the server does not listen any more.
    return false;
  }
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s a server takes nobody new, finishes what runs, and ends with 0',
  { timeout: TIMEOUT_MS },
  async (signal) => {
    const place = { data: folder.path, databaseUrl: database.url === '' ? undefined : database.url };
    await setupWorkspace(place, false, 'Desk');
    const { key } = await makeChannel(place, { name: 'Shop', kind: 'api', department: 'Support' });
    running = await startServing(
      ['--data', folder.path],
      database.url === '' ? {} : { DATABASE_URL: database.url },
    );
    const { hostname, port } = new URL(running.url);
    const body = JSON.stringify(aCustomerMessage());
    const request = connect(Number(port), hostname);
    const answer = text(request);
    request.write(
      `POST /v1/intake HTTP/1.1\r\nhost: desk\r\n${CHANNEL_KEY_HEADER}: ${key}\r\n` +
        `content-type: application/json\r\ncontent-length: ${String(body.length)}\r\n\r\n${body.slice(0, 20)}`,
    );
    // Whoever is answered after it can tell that the server has begun to read it.
    expect((await fetch(`${running.url}/ready`)).status).toBe(200);
    const ended = running.end(signal);
    await running.said('stopping');
    while (await takesIn(hostname, Number(port)));
    request.write(body.slice(20));
    expect(await answer).toMatch(/^HTTP\/1\.1 200 [^]+"outcome":"created"/);
    expect(await ended).toBe(0);
    expect(JSON.parse(running.log.at(-1)!)).toMatchObject({ msg: 'stopped' });
  },
);
