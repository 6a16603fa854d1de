import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPresence, type Presence } from '../../../../server/presence/hub.ts';
import type { Sql } from '../../../../server/store/schema.ts';
import { openSqlite } from '../../../../server/store/sqlite.ts';
import { openStore, type Store } from '../../../../server/store/store.ts';
import { addWorkspace } from '../../../../server/setup/createWorkspace.ts';
import type { AgentId, DepartmentId, TicketId } from '../../../../shared/domain/ids.ts';
import type { Rev } from '../../../../shared/domain/rev.ts';
import type { TicketPlace } from '../../../../shared/domain/visibility.ts';
import { pictureOf, type PresenceMode } from '../../../../shared/sync/presence.ts';
import { createLocalBus, type Bus } from '../../../../server/sync/bus.ts';
import { aTicket } from '../../../support/builders.ts';
import { testScheduler, type TestScheduler } from '../../../support/testScheduler.ts';

const MINUTE_MS = 60_000;
/** Longer than changes are gathered. */
const SOON_MS = 1_000;
const support = 'support' as DepartmentId;
const billing = 'billing' as DepartmentId;
const lamp = 'lamp' as TicketId;
const invoice = 'invoice' as TicketId;

let time: TestScheduler;
let bus: Bus;
let store: Store;
let workspaceId: string;
const running: Presence[] = [];
/** Devices that do not answer any more, though their streams are open. */
const isFrozen = new Set<string>();

beforeEach(async () => {
  time = testScheduler(1_000_000);
  bus = createLocalBus();
  store = await openStore(openSqlite(':memory:'), time, bus);
  ({ id: workspaceId } = await addWorkspace(store, 'Desk', 0));
  await put(lamp, support);
  await put(invoice, billing);
});
afterEach(async () => {
  isFrozen.clear();
  for (const hub of running.splice(0)) hub.stop();
  await store.close();
});

async function put(id: TicketId, departmentId: DepartmentId): Promise<void> {
  await store.write(workspaceId, async (log) => {
    log.put('tickets', aTicket({ id, departmentId, rev: `${id} ${departmentId}` as Rev }));
  });
}

function aProcess(
  processId = 'one',
  over: Store = store,
  onError: (error: unknown) => void = (error) => {
    throw error;
  },
): Presence {
  const hub = createPresence({ store: over, clock: time, scheduler: time, processId, onError });
  running.push(hub);
  return hub;
}

interface Reader {
  /** Everything told so far, as `name online/offline mode:ticket`, one text per event. */
  readonly heard: string[];
  readonly leave: () => void;
  readonly say: (...tickets: readonly (readonly [TicketId, PresenceMode])[]) => void;
}

/** Opens a stream for a device of an agent; `ana#2` is Ana's second device. */
function open(hub: Presence, device: string, departments: readonly DepartmentId[] = [support]): Reader {
  const heard: string[] = [];
  const agentId = (device.split('#')[0] ?? '') as AgentId;
  const leave = hub.join({
    workspaceId,
    agentId,
    sessionId: device,
    sees: (place: TicketPlace) => departments.includes(place.departmentId),
    tell: (data) => {
      const { isWhole, people } = JSON.parse(data) as {
        isWhole: boolean;
        people: { agentId: string; isOnline: boolean; tickets: { ticketId: string; mode: string }[] }[];
      };
      const words = people.map((person) =>
        [
          person.agentId,
          person.isOnline ? 'online' : 'offline',
          ...person.tickets.map(({ ticketId, mode }) => `${mode}:${ticketId}`),
        ].join(' '),
      );
      heard.push(`${isWhole ? 'all' : 'now'}: ${words.join(', ')}`);
    },
    ask: () => {
      if (isFrozen.has(device)) return;
      hub.say(device, []);
    },
  });
  return {
    heard,
    leave,
    say: (...tickets) =>
      hub.say(
        device,
        tickets.map(([ticketId, mode]) => ({ ticketId, mode })),
      ),
  };
}

test('two people hear of each other, and of what each does in a ticket', async () => {
  const hub = aProcess();
  const ana = open(hub, 'ana');
  await time.pass(SOON_MS);
  const ben = open(hub, 'ben');
  await time.pass(SOON_MS);
  ben.say([lamp, 'viewing']);
  await time.pass(SOON_MS);
  ben.say([lamp, 'writingReply']);
  await time.pass(SOON_MS);
  ben.say();
  await time.pass(SOON_MS);
  expect([ana.heard, ben.heard]).toEqual([
    [
      'all: ',
      'now: ben online',
      'now: ben online viewing:lamp',
      'now: ben online writingReply:lamp',
      'now: ben online',
    ],
    ['all: ana online'],
  ]);
});

test('a ticket somebody may not see is never named, and moving between two of those is not told at all', async () => {
  const hub = aProcess();
  const ana = open(hub, 'ana', [support]);
  const zoe = open(hub, 'zoe', [support, billing]);
  await time.pass(SOON_MS);
  zoe.say([invoice, 'viewing']);
  await time.pass(SOON_MS);
  zoe.say([invoice, 'writingReply']);
  await time.pass(SOON_MS);
  zoe.say([invoice, 'writingReply'], [lamp, 'viewing']);
  await time.pass(SOON_MS);
  expect(ana.heard).toEqual(['all: zoe online', 'now: zoe online viewing:lamp']);
});

test('a ticket that moves out of sight takes the people in it along, and brings them to whom it comes', async () => {
  const hub = aProcess();
  const ana = open(hub, 'ana', [support]);
  const ion = open(hub, 'ion', [billing]);
  const zoe = open(hub, 'zoe', [support, billing]);
  zoe.say([lamp, 'viewing']);
  await time.pass(SOON_MS);
  await put(lamp, billing);
  await time.pass(SOON_MS);
  expect([ana.heard, ion.heard]).toEqual([
    ['all: ion online, zoe online viewing:lamp', 'now: zoe online'],
    ['all: ana online, zoe online', 'now: zoe online viewing:lamp'],
  ]);
});

test('a device that falls silent is gone, though its connection does not say so, and back when it speaks', async () => {
  const hub = aProcess();
  const ana = open(hub, 'ana');
  const ben = open(hub, 'ben');
  ben.say([lamp, 'writingReply']);
  await time.pass(SOON_MS);
  for (let minute = 0; minute < 4; minute += 1) {
    await time.pass(MINUTE_MS / 2);
    ana.say();
  }
  ben.say([lamp, 'writingReply']);
  await time.pass(SOON_MS);
  expect(ana.heard).toEqual([
    'all: ben online writingReply:lamp',
    'now: ben offline',
    'now: ben online writingReply:lamp',
  ]);
});

test('a stream that is opened again at once was never gone; one that stays away is', async () => {
  const hub = aProcess();
  const ana = open(hub, 'ana');
  const ben = open(hub, 'ben');
  ben.say([lamp, 'viewing']);
  await time.pass(SOON_MS);
  ben.leave();
  await time.pass(SOON_MS);
  const again = open(hub, 'ben');
  await time.pass(SOON_MS);
  again.leave();
  await time.pass(10 * SOON_MS);
  expect([ana.heard, again.heard]).toEqual([
    ['all: ben online viewing:lamp', 'now: ben offline'],
    ['all: ana online'],
  ]);
});

test('two devices of one agent count as one person, who does the most that either does', async () => {
  const hub = aProcess();
  const ana = open(hub, 'ana');
  const one = open(hub, 'ben#1');
  const two = open(hub, 'ben#2');
  one.say([lamp, 'viewing']);
  two.say([lamp, 'writingReply']);
  await time.pass(SOON_MS);
  two.leave();
  await time.pass(10 * SOON_MS);
  one.leave();
  await time.pass(10 * SOON_MS);
  expect([ana.heard, one.heard]).toEqual([
    ['all: ben online writingReply:lamp', 'now: ben online viewing:lamp', 'now: ben offline'],
    ['all: ana online'],
  ]);
});

test('a hundred people who come at once are told of in one event', async () => {
  const hub = aProcess();
  const ana = open(hub, 'ana');
  await time.pass(SOON_MS);
  for (let index = 0; index < 100; index += 1) open(hub, `agent${String(index)}`);
  await time.pass(SOON_MS);
  expect(ana.heard.map((text) => text.split(',').length)).toEqual([1, 100]);
});

test('somebody who is missed is asked for a sign of life, and is gone when none comes, until there is one', async () => {
  const one = aProcess('one');
  const two = aProcess('two');
  const ana = open(one, 'ana');
  open(one, 'ben');
  const cyd = open(two, 'cyd');
  await time.pass(SOON_MS);
  isFrozen.add('cyd');
  one.check(workspaceId, ['ben', 'cyd', 'nobody'] as AgentId[]);
  await time.pass(SOON_MS);
  expect(ana.heard).toEqual(['all: ben online, cyd online']);
  await time.pass(2 * SOON_MS);
  cyd.say();
  await time.pass(SOON_MS);
  expect(ana.heard).toEqual(['all: ben online, cyd online', 'now: cyd offline', 'now: cyd online']);
});

test('the mark of who is online is that of what everybody was told last', async () => {
  const hub = aProcess();
  expect(hub.picture(workspaceId)).toBeNull();
  open(hub, 'ana');
  await time.pass(SOON_MS);
  const ben = open(hub, 'ben');
  expect(hub.picture(workspaceId)).toBe(pictureOf(['ana' as AgentId]));
  await time.pass(SOON_MS);
  expect(hub.picture(workspaceId)).toBe(pictureOf(['ben' as AgentId, 'ana' as AgentId]));
  ben.leave();
  await time.pass(10 * SOON_MS);
  expect(hub.picture(workspaceId)).toBe(pictureOf(['ana' as AgentId]));
});

test('what could not be told because the database was away is told when it is back', async () => {
  const database = { isThere: true };
  const errors: unknown[] = [];
  const sql: Sql = new Proxy(store.sql, {
    get: (target, name) => {
      if (!database.isThere) throw new Error('the database is away');
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  const hub = aProcess('one', { ...store, sql }, (error) => errors.push(error));
  const ana = open(hub, 'ana');
  const ben = open(hub, 'ben');
  await time.pass(SOON_MS);
  database.isThere = false;
  ben.say([lamp, 'viewing']);
  await time.pass(SOON_MS);
  expect([ana.heard, errors.length]).toEqual([['all: ben online'], 1]);
  database.isThere = true;
  await time.pass(3 * SOON_MS);
  expect(ana.heard).toEqual(['all: ben online', 'now: ben online viewing:lamp']);
});

test('people at another process are seen, also by one that starts later', async () => {
  const ben = open(aProcess('one'), 'ben');
  ben.say([lamp, 'writingReply']);
  const two = aProcess('two');
  const ana = open(two, 'ana');
  await time.pass(SOON_MS);
  ben.say([lamp, 'viewing']);
  await time.pass(SOON_MS);
  expect([ana.heard, ben.heard]).toEqual([
    ['all: ben online writingReply:lamp', 'now: ben online viewing:lamp'],
    ['all: ana online'],
  ]);
});

test('what a device says to another process than the one that holds its stream counts as well', async () => {
  const one = aProcess('one');
  const two = aProcess('two');
  const ana = open(one, 'ana');
  open(two, 'ben');
  await time.pass(SOON_MS);
  one.say('ben', [{ ticketId: lamp, mode: 'writingNote' }]);
  await time.pass(SOON_MS);
  expect(ana.heard).toEqual(['all: ben online', 'now: ben online writingNote:lamp']);
});

test('a process that is stopped takes its people along at once, one that is killed after a while', async () => {
  const bridge = cuttableBus();
  const one = aProcess('one');
  const two = aProcess('two');
  const three = aProcess('three', { ...store, bus: bridge.bus });
  const ana = open(one, 'ana');
  open(two, 'ben');
  open(three, 'eva');
  await time.pass(SOON_MS);
  two.stop();
  await time.pass(SOON_MS);
  bridge.cut();
  for (let turn = 0; turn < 3; turn += 1) {
    await time.pass(MINUTE_MS / 2);
    ana.say();
  }
  expect(ana.heard).toEqual(['all: ben online, eva online', 'now: ben offline', 'now: eva offline']);
});

test('news that were lost between two processes are made up for', async () => {
  const bridge = cuttableBus();
  const ana = open(aProcess('one'), 'ana');
  const ben = open(aProcess('two', { ...store, bus: bridge.bus }), 'ben');
  await time.pass(SOON_MS);
  bridge.cut();
  ben.say([lamp, 'viewing']);
  bridge.mend();
  await time.pass(20 * SOON_MS);
  expect(ana.heard).toEqual(['all: ben online', 'now: ben online viewing:lamp']);
});

/** The bus as a process sees it whose connection can be cut. */
function cuttableBus(): { readonly bus: Bus; cut(): void; mend(): void } {
  let isCut = false;
  return {
    cut: () => {
      isCut = true;
    },
    mend: () => {
      isCut = false;
    },
    bus: {
      ...bus,
      publish: (message) => {
        if (!isCut) bus.publish(message);
      },
      subscribe: (topic, listener) =>
        bus.subscribe(topic, (message) => {
          if (!isCut) listener(message);
        }),
    },
  };
}
