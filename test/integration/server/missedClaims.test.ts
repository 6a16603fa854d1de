import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ContactId, TicketId } from '../../../shared/domain/ids.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import { claimTicket } from '../../../shared/domain/ticket/distribution.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { pictureOf } from '../../../shared/sync/presence.ts';
import { aTicket, countingIds, MONDAY_NINE_MS } from '../../support/builders.ts';
import {
  startTestServer,
  type TestPerson,
  type TestServer,
  type TestStream,
} from '../../support/serverHarness.ts';

const lamp = 'lamp' as TicketId;

let server: TestServer;
let born: Ticket;
const streams: TestStream[] = [];

beforeEach(async () => {
  server = await startTestServer();
  await server.listen();
  const { departmentId } = server;
  const contactId = 'carla' as ContactId;
  const ticket = aTicket({ id: lamp, contactId, rev: 'a' as Rev, departmentId });
  born = { ...ticket, history: ticket.history.map((line) => ({ ...line, by: { kind: 'system' } })) };
  await server.store.write(server.workspaceId, async (log) => {
    log.put('tickets', born);
  });
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await server.close();
});

/** Opens a person's stream and waits for what it tells of everybody. */
async function comes(person: TestPerson): Promise<TestStream> {
  const stream = await person.stream();
  streams.push(stream);
  await stream.until(({ event }) => event === 'presence');
  return stream;
}

function claimBy({ agentId }: TestPerson, picture: string): Ticket {
  const grounds = {
    method: 'leastLoaded',
    place: 0,
    eligible: 1,
    openWeight: 0,
    capacity: 8,
    matchingSkills: 0,
    hadContactLast: false,
    picture,
  } as const;
  const result = claimTicket(born, agentId, grounds, {
    nowMs: MONDAY_NINE_MS + 1000,
    newId: countingIds(picture),
  });
  if (result.kind !== 'changed') throw new Error('not claimed');
  return { ...result.ticket, rev: `claim ${picture}` as Rev };
}

test('a claim is taken while those are there by whom it was decided, and refused with the ticket as it is otherwise', async () => {
  const [ana, ben] = [await server.person(), await server.person()];
  const anas = await comes(ana);
  await comes(ben);
  await anas.until(({ event, data }) => event === 'presence' && data.includes(ben.agentId));
  const alone = pictureOf([ana.agentId]);
  const refused = await ana.push('tickets', [claimBy(ana, alone), born]);
  expect(refused).toMatchObject({
    conflicts: [],
    refused: [{ id: lamp, code: 'ticket.otherTeam', master: { rev: born.rev, assigneeId: '' } }],
  });
  const both = pictureOf([ben.agentId, ana.agentId]);
  expect(await ana.push('tickets', [claimBy(ana, both), born])).toMatchObject({ conflicts: [], refused: [] });
});

test('whoever is missed hears of it and is gone when they say nothing; nobody else is disturbed', async () => {
  const [ana, ben] = [await server.person(), await server.person()];
  const [anas, bens] = [await comes(ana), await comes(ben)];
  const answer = await ana.request({
    method: 'POST',
    url: '/v1/presence/missing',
    payload: { agentIds: [ben.agentId] },
  });
  expect(answer.statusCode).toBe(204);
  await bens.until(({ event }) => event === 'check');
  await anas.until(
    ({ event, data }) =>
      event === 'presence' && data.includes(`{"agentId":"${ben.agentId}","isOnline":false`),
  );
  expect(anas.events.filter(({ event }) => event === 'check')).toEqual([]);
});

test('asking after nobody, or after too many, is refused', async () => {
  const ana = await server.person();
  for (const agentIds of [[], Array.from({ length: 201 }, (_, index) => `agent${String(index)}`)]) {
    const answer = await ana.request({
      method: 'POST',
      url: '/v1/presence/missing',
      payload: { agentIds },
    });
    expect(answer.statusCode).toBe(400);
  }
});
