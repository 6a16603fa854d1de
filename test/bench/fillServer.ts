import { randomFillSync } from 'node:crypto';
import { uuidV7, type DeviceId } from '../../shared/domain/ids.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION, PUSH_MAX_ROWS, SessionAnswer } from '../../shared/sync/wire.ts';
import { FIRST_ACCOUNT, type TestServer } from '../e2e/launch.ts';
import { manyMessages } from '../support/manyMessages.ts';
import { manyTickets } from '../support/manyTickets.ts';

/**
 * Writes `count` tickets, each with so many messages, into a server's empty workspace through its import; `finish` makes of
 * each what is measured.
 */
export async function fillServer(
  server: TestServer,
  count: number,
  messagesPerTicket = 0,
  finish: (ticket: Ticket, index: number) => Ticket = (ticket) => ticket,
): Promise<void> {
  const device = {
    id: uuidV7(Date.now(), (into) => randomFillSync(into)) as DeviceId,
    name: 'bench',
  };
  const code = await server.code(FIRST_ACCOUNT);
  const { accessToken } = SessionAnswer.parse(await post(server, 'auth/redeem', { code, device }));
  for (let from = 0; from < count; from += PUSH_MAX_ROWS) {
    const documents = manyTickets(Math.min(PUSH_MAX_ROWS, count - from), from).map((ticket, index) =>
      finish(ticket, from + index),
    );
    await post(server, 'import', { collection: 'tickets', documents }, accessToken);
    const messages = manyMessages(documents.length, messagesPerTicket, from);
    for (let first = 0; first < messages.length; first += PUSH_MAX_ROWS) {
      const part = messages.slice(first, first + PUSH_MAX_ROWS);
      await post(server, 'import', { collection: 'messages', documents: part }, accessToken);
    }
  }
}

async function post(server: TestServer, route: string, body: object, token?: string): Promise<unknown> {
  const response = await fetch(`${server.url}/v1/${route}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new BatonError('internal', `the server answered ${String(response.status)}`, { route });
  return response.json();
}
