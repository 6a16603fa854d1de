import { afterEach, expect, test } from 'vitest';
import { dayParts } from '../../../electron/queries/dayParts.ts';
import { createLiveWall, type LiveWall } from '../../../electron/queries/liveWall.ts';
import type { Replica } from '../../../electron/replica/openReplica.ts';
import type { AgentId, ContactId, MessageId, TicketId } from '../../../shared/domain/ids.ts';
import { buildSlaBook, type SlaBook } from '../../../shared/domain/sla/slaBook.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { WallChanged, WallShown, WallTicket } from '../../../shared/ipc/wall.ts';
import { aContact, aMessage, aTicket } from '../../support/builders.ts';
import { openLoneReplica } from '../../support/loneReplica.ts';
import {
  aCalendarSetting,
  alwaysOpen,
  aPolicySetting,
  aPolicyValue,
  targets,
} from '../../support/slaBuilders.ts';
import { freshFolder } from '../../contract/storage/storageSupport.ts';

/** Noon of a Wednesday in whatever zone this machine is in. */
const NOON_MS = new Date(2026, 2, 4, 12).getTime();
const MINUTE_MS = 60_000;
const ana = 'ana' as AgentId;

const openReplicas: Replica[] = [];
afterEach(async () => {
  for (const replica of openReplicas.splice(0)) await replica.close();
});

function bookOf(firstResponse: number): SlaBook {
  return buildSlaBook([
    aCalendarSetting(alwaysOpen('UTC')),
    aPolicySetting(aPolicyValue({ targets: { '': targets({ firstResponse, nextResponse: 60 }) } })),
  ]);
}

interface Scene {
  readonly replica: Replica;
  readonly wall: LiveWall;
  readonly events: WallChanged[];
  setNow(nowMs: number): void;
  setBook(book: SlaBook): void;
  /** Another wall over the same replica, read from scratch. */
  anew(): Promise<WallShown>;
  /** Lets everything that is due happen. */
  settle(): Promise<void>;
}

async function aScene(): Promise<Scene> {
  const replica = await openLoneReplica(freshFolder());
  openReplicas.push(replica);
  let nowMs = NOON_MS;
  let book = bookOf(60);
  let due: (() => void)[] = [];
  const events: WallChanged[] = [];
  const ports = {
    stores: replica.stores,
    directory: { slaBook: () => book },
    clock: { nowMs: () => nowMs },
    scheduler: {
      after: (delayMs: number, run: () => void) => {
        // What waits for time to pass happens when the test says what time it is.
        if (delayMs > 1000) return () => undefined;
        due.push(run);
        return () => {
          due = due.filter((one) => one !== run);
        };
      },
    },
    log: { info: () => undefined, warn: () => undefined, error: (...args: unknown[]) => console.error(args) },
  };
  const wall = createLiveWall({ ...ports, tell: (news) => events.push(news) });
  replica.onChange((change) => {
    wall.note(change);
  });
  return {
    replica,
    wall,
    events,
    setNow: (now) => {
      nowMs = now;
    },
    setBook: (next) => {
      book = next;
      wall.settingsChanged();
    },
    anew: () => createLiveWall({ ...ports, tell: () => undefined }).show(),
    settle: async () => {
      for (let quiet = 0; quiet < 5; quiet += 1) {
        for (const run of due.splice(0)) run();
        await replica.stores.tickets.get('nobody');
        await new Promise((resolve) => setImmediate(resolve));
        if (due.length > 0) quiet = 0;
      }
    },
  };
}

function waiting(id: string, changes: Partial<Ticket> = {}): Ticket {
  const createdAtMs = NOON_MS - 30 * MINUTE_MS;
  return aTicket({
    id: id as TicketId,
    createdAtMs,
    updatedAtMs: createdAtMs,
    awaitingReplySinceMs: createdAtMs,
    ...changes,
  });
}

/** What a window believes after it has followed the events from what it was shown. */
function followed(shown: WallShown, events: readonly WallChanged[]): Omit<WallShown, 'version'> {
  const tickets = new Map<string, WallTicket>(shown.tickets.map((ticket) => [ticket.id, ticket]));
  let { loads, tallies, version } = shown;
  for (const event of events) {
    expect(event.version).toBe(version + 1);
    ({ version } = event);
    for (const id of event.gone) tickets.delete(id);
    for (const ticket of event.put) tickets.set(ticket.id, ticket);
    ({ loads, tallies } = event.figures ?? { loads, tallies });
  }
  return { tickets: byId([...tickets.values()]), loads, tallies };
}

function byId(tickets: readonly WallTicket[]): WallTicket[] {
  return [...tickets].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function expectCurrent(scene: Scene, shown: WallShown): Promise<void> {
  const { version: _version, ...anew } = await scene.anew();
  expect(followed(shown, scene.events)).toEqual({ ...anew, tickets: byId(anew.tickets) });
}

test('a wall that was followed is the wall that would be read anew, whatever happens to its tickets', async () => {
  const scene = await aScene();
  const { tickets, contacts, messages } = scene.replica.stores;
  await contacts.insert(aContact());
  await tickets.insert(waiting('t1'));
  const shown = await scene.wall.show();
  expect(shown.tickets).toMatchObject([
    { id: 't1', contactName: 'Carla Customer', clocks: [{ target: 'firstResponse' }] },
  ]);

  await tickets.insert(waiting('t2', { assigneeId: ana, status: 'open', priority: 'urgent' }));
  await scene.settle();
  await expectCurrent(scene, shown);
  expect(scene.events.at(-1)?.figures?.loads).toEqual([{ agentId: ana, weight: 2, count: 1 }]);

  await tickets.update('t1', (ticket) => ({
    ...ticket,
    assigneeId: ana,
    status: 'open',
    rev: 'r2' as Ticket['rev'],
  }));
  await contacts.update('con_1', (contact) => ({
    ...contact,
    name: 'Carla Caro',
    rev: 'r2' as Ticket['rev'],
  }));
  await scene.settle();
  await expectCurrent(scene, shown);
  expect(followed(shown, scene.events).tickets.map(({ contactName }) => contactName)).toEqual([
    'Carla Caro',
    'Carla Caro',
  ]);

  // Answered in time, asked again, and answered again: the second answer is told by the messages alone.
  const reply = (id: string, atMs: number) =>
    aMessage({
      id: id as MessageId,
      ticketId: 't1' as TicketId,
      kind: 'reply',
      by: { kind: 'agent', id: ana },
      atMs,
    });
  const ask = aMessage({ id: 'm2' as MessageId, ticketId: 't1' as TicketId, atMs: NOON_MS - 10 * MINUTE_MS });
  await messages.insert(reply('m1', NOON_MS - 20 * MINUTE_MS));
  await messages.insert(ask);
  await messages.insert(reply('m3', NOON_MS - 5 * MINUTE_MS));
  await tickets.update('t1', (ticket) => ({
    ...ticket,
    rev: 'r3' as Ticket['rev'],
    firstReplyAtMs: NOON_MS - 20 * MINUTE_MS,
    lastReplyAtMs: NOON_MS - 5 * MINUTE_MS,
    awaitingReplySinceMs: 0,
  }));
  await scene.settle();
  await expectCurrent(scene, shown);
  const met = (target: string): number | undefined =>
    followed(shown, scene.events)
      .tallies.find((one) => one.target === target)
      ?.met.at(-1);
  expect([met('firstResponse'), met('nextResponse')]).toEqual([1, 1]);
  expect(await scene.wall.list({ of: 'met', target: 'nextResponse' })).toMatchObject([
    { ticketId: 't1', metAtMs: NOON_MS - 5 * MINUTE_MS },
  ]);

  await tickets.remove('t2', () => true);
  await scene.settle();
  await expectCurrent(scene, shown);
  expect(followed(shown, scene.events).tickets).toEqual([]);
});

test('what falls due is counted as breached without anybody writing, and other policies reckon anew', async () => {
  const scene = await aScene();
  await scene.replica.stores.tickets.insert(waiting('t1', { assigneeId: ana, status: 'open' }));
  const shown = await scene.wall.show();
  const first = ({ tallies }: { tallies: WallShown['tallies'] }, figure: 'running' | 'breached') =>
    tallies[0]?.[figure].at(-1);
  expect([first(shown, 'running'), first(shown, 'breached')]).toEqual([1, 0]);
  scene.setNow(NOON_MS + 30 * MINUTE_MS + 1);
  const later = await scene.wall.show();
  expect([first(later, 'running'), first(later, 'breached')]).toEqual([0, 1]);
  expect(await scene.wall.list({ of: 'breached', target: 'firstResponse' })).toMatchObject([
    { ticketId: 't1' },
  ]);
  expect(await scene.wall.list({ of: 'load', agentId: ana })).toMatchObject([{ ticketId: 't1' }]);

  scene.events.splice(0);
  scene.setBook(bookOf(600));
  await scene.settle();
  await expectCurrent(scene, later);
  expect(first(followed(later, scene.events), 'running')).toBe(1);
});

test('a closed wall costs nothing and says nothing', async () => {
  const scene = await aScene();
  await scene.replica.stores.tickets.insert(waiting('t1'));
  await scene.settle();
  await scene.wall.show();
  scene.wall.close();
  await scene.replica.stores.tickets.insert(waiting('t2', { contactId: 'con_2' as ContactId }));
  await scene.settle();
  expect(scene.events).toEqual([]);
});

test('days are cut at the time of day it is now, in the zone of this machine', () => {
  const parts = dayParts(NOON_MS);
  expect(parts).toHaveLength(8);
  expect(parts.at(-1)).toEqual({ fromMs: new Date(2026, 2, 4).getTime(), untilMs: NOON_MS });
  expect(parts[0]).toEqual({
    fromMs: new Date(2026, 1, 25).getTime(),
    untilMs: new Date(2026, 1, 25, 12).getTime(),
  });
});
