import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemScheduler, type Scheduler } from '../../../electron/time.ts';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { BatonError } from '../../../shared/errors.ts';
import { UNDO_SECONDS } from '../../../shared/ipc/messages.ts';
import { openDesk, type TestDesk, type TestDeskOptions } from '../../support/deskHarness.ts';
import { byHand } from './byHand.ts';
import { fillableDisk } from './fillableDisk.ts';
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

const dataDir = (name: string): string => path.join(server.folder, name);

async function deskOf(name: string, more: Partial<TestDeskOptions> = {}): Promise<TestDesk> {
  const { code } = await server.newAgent(name);
  const desk = await openDesk({ server: server.url, code, dataDir: dataDir(name), ...more });
  open.push(desk);
  return desk;
}

async function reopen(name: string, more: Partial<TestDeskOptions> = {}): Promise<TestDesk> {
  const desk = await openDesk({ dataDir: dataDir(name), ...more });
  open.push(desk);
  return desk;
}

/** What is left when the process is killed: nothing is flushed, nobody is told. */
async function crash(desk: TestDesk): Promise<void> {
  const { sync, replica } = desk.workspace;
  await sync.stop();
  await replica.close();
  open.splice(open.indexOf(desk), 1);
}

/** Undo times end by hand; everything shorter runs by the clock. */
function undoByHand(): Scheduler & { endUndo(): void } {
  const waiting = new Set<() => void>();
  return {
    after: (delayMs, run) => {
      if (delayMs < (UNDO_SECONDS - 1) * 1000 || delayMs > UNDO_SECONDS * 1000)
        return systemScheduler.after(delayMs, run);
      waiting.add(run);
      return () => waiting.delete(run);
    },
    endUndo: () => {
      for (const run of [...waiting]) run();
    },
  };
}

async function texts(desk: TestDesk, ticketId: TicketId): Promise<string[]> {
  return (await desk.workspace.queries.get(ticketId))?.messages.map((message) => message.text) ?? [];
}

const reply = (ticketId: TicketId, html: string) =>
  ({ ticketId, kind: 'reply', html, setStatus: null, seenMessageId: '' }) as const;

describe('sending', () => {
  it('waits out the undo time, then joins the ticket, claims it and sets its status', async () => {
    const scheduler = undoByHand();
    const ana = await deskOf('Ana', { scheduler });
    await ana.workspace.sync.settled();
    const ticketId = await newTicket(ana, 'Question');
    await ana.workspace.drafts.save(ticketId, 'reply', '<p>Half an ans</p>');
    const sent = await ana.workspace.sends.send({
      ...reply(ticketId, '<p>Done <script>alert(1)</script><a href="javascript:x()">here</a></p>'),
      setStatus: 'solved',
    });
    expect(sent.html).toBe('<p>Done <a>here</a></p>');
    expect(ana.workspace.drafts.of(ticketId)).toEqual([]);
    expect((await ana.workspace.queries.get(ticketId))?.pendingSends).toEqual([sent]);
    scheduler.endUndo();
    await ana.eventually(() => ana.workspace.sends.of(ticketId).length === 0);
    const { ticket } = (await ana.workspace.queries.get(ticketId))!;
    expect(await texts(ana, ticketId)).toEqual(['It does not work.', 'Done here']);
    expect([ticket.status, ticket.messageCount]).toEqual(['solved', 2]);
    expect(ticket.history.findLast((entry) => entry.kind === 'holder')).toMatchObject({
      cause: 'claimByReply',
    });
  });

  it('can be taken back while the undo time lasts, and not after it', async () => {
    const scheduler = undoByHand();
    const ana = await deskOf('Ana', { scheduler });
    await ana.workspace.sync.settled();
    const ticketId = await newTicket(ana, 'Question');
    const first = await ana.workspace.sends.send(reply(ticketId, '<p>Too hasty</p>'));
    expect(await ana.workspace.sends.undo(first.sendId)).toMatchObject({
      kind: 'reply',
      html: '<p>Too hasty</p>',
    });
    scheduler.endUndo();
    expect(await texts(ana, ticketId)).toEqual(['It does not work.']);
    const second = await ana.workspace.sends.send(reply(ticketId, '<p>Better</p>'));
    scheduler.endUndo();
    await expect(ana.workspace.sends.undo(second.sendId)).rejects.toMatchObject({ code: 'undo.tooLate' });
  });

  it('refuses what is empty or too long, and leaves the draft alone', async () => {
    const ana = await deskOf('Ana');
    await ana.workspace.sync.settled();
    const ticketId = await newTicket(ana, 'Question');
    const pasted = `<p>${'x'.repeat(5_000_000)}</p>`;
    await ana.workspace.drafts.save(ticketId, 'reply', pasted);
    await expect(ana.workspace.sends.send(reply(ticketId, pasted))).rejects.toMatchObject({
      code: 'message.tooLong',
    });
    await expect(ana.workspace.sends.send(reply(ticketId, '<p> <br></p>'))).rejects.toMatchObject({
      code: 'message.empty',
    });
    expect(ana.workspace.drafts.of(ticketId).map((draft) => draft.html.length)).toEqual([pasted.length]);
  });
});

describe('a restart', () => {
  it('keeps drafts and messages on their way, and sends each once', async () => {
    const ana = await deskOf('Ana', { scheduler: undoByHand() });
    await ana.workspace.sync.settled();
    const ticketId = await newTicket(ana, 'Question');
    await ana.workspace.drafts.save(ticketId, 'note', '<p>Ask Ben</p>');
    const sent = await ana.workspace.sends.send(reply(ticketId, '<p>On its way</p>'));
    await crash(ana);
    const scheduler = undoByHand();
    const again = await reopen('Ana', { scheduler });
    expect(again.workspace.drafts.of(ticketId).map((draft) => draft.html)).toEqual(['<p>Ask Ben</p>']);
    expect(again.workspace.sends.of(ticketId)).toEqual([sent]);
    scheduler.endUndo();
    await again.eventually(() => again.workspace.sends.of(ticketId).length === 0);
    expect(await texts(again, ticketId)).toEqual(['It does not work.', 'On its way']);
  });

  it('sends what is on its way when Baton is closed', async () => {
    const ana = await deskOf('Ana', { scheduler: undoByHand() });
    await ana.workspace.sync.settled();
    const ticketId = await newTicket(ana, 'Question');
    await ana.workspace.sends.send(reply(ticketId, '<p>Bye</p>'));
    await ana.close();
    open.splice(open.indexOf(ana), 1);
    const again = await reopen('Ana');
    expect(await texts(again, ticketId)).toEqual(['It does not work.', 'Bye']);
  });

  it('without the server knows exactly what still waits, and hands it over later', async () => {
    const ana = await deskOf('Ana');
    await ana.workspace.sync.settled();
    const early = await newTicket(ana, 'Accepted');
    await ana.workspace.sync.settled();
    await server.stop();
    const late = await newTicket(ana, 'Made offline');
    await ana.workspace.tickets.setPriority({ ticketId: early, priority: 'high' });
    await crash(ana);
    const again = await reopen('Ana');
    expect(again.desk.session()).toMatchObject({ name: 'signedIn', email: 'ana@desk.test' });
    // A contact, a ticket, its message, and the changed ticket.
    await again.eventually(() => again.desk.syncStatus().waiting === 4);
    expect((await again.workspace.queries.get(late))?.isWaiting).toBe(true);
    await server.start();
    await again.desk.retry();
    await again.workspace.sync.settled();
    await again.eventually(async () => (await again.workspace.queries.get(late))?.ticket.number);
    const ben = await deskOf('Ben');
    await ben.workspace.sync.settled();
    expect(await texts(ben, late)).toEqual(['It does not work.']);
    expect((await ben.workspace.queries.get(early))?.ticket.priority).toBe('high');
  });

  it('says nothing about what a first sync brings, and catches up with one notice for many', async () => {
    const first = await server.intake({ messageId: 'old', text: 'Old words' });
    const ana = await deskOf('Ana');
    await ana.workspace.sync.settled();
    const me = ana.desk.session();
    if (me.name !== 'signedIn') throw new Error('not signed in');
    expect(await texts(ana, first.ticketId)).toEqual(['Old words']);
    await ana.close();
    open.splice(open.indexOf(ana), 1);
    const ben = await deskOf('Ben');
    await ben.workspace.sync.settled();
    for (const subject of ['a', 'b', 'c', 'd']) {
      const ticketId = await newTicket(ben, subject);
      await ben.workspace.tickets.assign({ ticketId, assigneeId: me.agentId });
    }
    await ben.workspace.sync.settled();
    const again = await reopen('Ana');
    await again.workspace.sync.settled();
    await again.eventually(() => again.notices.length > 0);
    expect(again.notices).toMatchObject([{ title: 'While you were away', body: '4 assigned to you' }]);
  });
});

describe('a start in trouble', () => {
  it('shows that another Baton has the folder, and opens once it is free', async () => {
    const ana = await deskOf('Ana');
    await ana.workspace.sync.settled();
    const ticketId = await newTicket(ana, 'Safe');
    const second = await reopen('Ana');
    expect(second.desk.syncStatus()).toMatchObject({ name: 'stopped', problem: 'storage.locked' });
    expect(second.desk.startupNotices()).toMatchObject([{ code: 'storage.locked' }]);
    expect(() => second.workspace).toThrow(BatonError);
    await ana.close();
    open.splice(open.indexOf(ana), 1);
    await second.desk.retry();
    expect(await texts(second, ticketId)).toEqual(['It does not work.']);
  });

  it.each([
    ['everything', 'all'],
    ['what replication notes for itself', 'rx-replication-meta'],
  ])('stops clearly when the disk is full for %s, and loses nothing', async (_what, fullFor) => {
    const disk = fillableDisk();
    const ana = await deskOf('Ana', { openStorage: disk.openStorage });
    await ana.workspace.sync.settled();
    disk.fullFor = fullFor;
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'Hello' });
    await ana.eventually(() => ana.desk.syncStatus().problem === 'storage.full');
    expect(ana.desk.syncStatus().name).toBe('stopped');
    await server.intake({ messageId: 'm2', text: 'Another' });
    disk.fullFor = null;
    await ana.desk.retry();
    await ana.eventually(() => ana.workspace.queries.get(ticketId));
    await ana.workspace.sync.settled();
    expect(await texts(ana, ticketId)).toEqual(['Hello']);
  });

  it('keeps a message whole that the full disk stops half way, says so once, and sends it once', async () => {
    const disk = fillableDisk();
    const timers = byHand([5000, 10_000]);
    const ana = await deskOf('Ana', { openStorage: disk.openStorage, scheduler: timers.scheduler });
    await ana.workspace.sync.settled();
    const ticketId = await newTicket(ana, 'Question');
    await ana.workspace.sync.settled();
    await ana.workspace.sends.send({ ...reply(ticketId, '<p>An answer</p>'), setStatus: 'solved' });
    // The message itself still fits; the ticket does not.
    disk.fullFor = 'tickets';
    for (let attempt = 0; attempt < 3; attempt += 1) {
      timers.run();
      await ana.eventually(() => timers.count() > 0);
    }
    const problems = ana.events.filter(({ name }) => name === 'problem.raised');
    expect(problems.map(({ payload }) => payload)).toMatchObject([{ code: 'storage.full' }]);
    expect(ana.workspace.sends.of(ticketId)).toHaveLength(1);
    expect(ana.workspace.drafts.of(ticketId)).toEqual([]);
    disk.fullFor = null;
    timers.run();
    await ana.eventually(() => ana.workspace.sends.of(ticketId).length === 0);
    await ana.workspace.sync.settled();
    expect(await texts(ana, ticketId)).toEqual(['It does not work.', 'An answer']);
    expect((await ana.workspace.queries.get(ticketId))?.ticket).toMatchObject({
      status: 'solved',
      messageCount: 2,
    });
  });

  it('sets a damaged replica aside and takes over drafts, sends and changes the server has not got', async () => {
    const ana = await deskOf('Ana', { scheduler: byHand([10_000]).scheduler });
    await ana.workspace.sync.settled();
    const known = await newTicket(ana, 'Known to the server');
    await ana.workspace.sync.settled();
    await server.stop();
    const made = await newTicket(ana, 'Made offline');
    await ana.workspace.tickets.setPriority({ ticketId: known, priority: 'urgent' });
    await ana.workspace.drafts.save(known, 'note', '<p>Half a thought</p>');
    const sent = await ana.workspace.sends.send(reply(known, '<p>On its way</p>'));
    await crash(ana);
    damage(await replicaFile(dataDir('Ana')));
    const again = await reopen('Ana', { scheduler: byHand([10_000]).scheduler });
    expect(again.desk.startupNotices()).toMatchObject([{ code: 'storage.corrupt' }]);
    expect(again.workspace.drafts.of(known).map(({ html }) => html)).toEqual(['<p>Half a thought</p>']);
    expect(again.workspace.sends.of(known)).toEqual([sent]);
    await server.start();
    await again.desk.retry();
    await again.workspace.sync.settled();
    await again.workspace.sends.flush();
    const ben = await deskOf('Ben');
    await ben.workspace.sync.settled();
    await ben.eventually(async () => (await texts(ben, known)).includes('On its way'));
    expect(await texts(ben, made)).toEqual(['It does not work.']);
    expect((await ben.workspace.queries.get(known))?.ticket.priority).toBe('urgent');
  });

  it('opens a replica anew that turns out to be damaged while it is used', async () => {
    const disk = fillableDisk();
    const timers = byHand([10_000]);
    const ana = await deskOf('Ana', { openStorage: disk.openStorage, scheduler: timers.scheduler });
    await ana.workspace.sync.settled();
    const before = ana.workspace;
    disk.failure = 'storage.corrupt';
    disk.fullFor = 'tickets';
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'Hello' });
    await ana.eventually(() => ana.desk.syncStatus().problem === 'storage.corrupt');
    disk.fullFor = null;
    await ana.eventually(() => timers.count() > 0);
    timers.run();
    await ana.eventually(() => ana.desk.syncStatus().name === 'online' && ana.workspace !== before);
    await ana.eventually(async () => (await texts(ana, ticketId)).length === 1);
  });

  it('starts on a folder that cannot be written, and says so when somebody signs in', async () => {
    const blocked = path.join(server.folder, 'a-file');
    await writeFile(blocked, '');
    const { code } = await server.newAgent('Ana');
    const ana = await openDesk({ dataDir: path.join(blocked, 'data') });
    open.push(ana);
    expect(ana.desk.session().name).toBe('signedOut');
    await expect(ana.desk.redeem({ server: server.url, code })).rejects.toMatchObject({
      code: 'storage.unwritable',
    });
  });

  it('tells a wrong password, a wrong address and a session that was ended apart', async () => {
    const { email, code } = await server.newAgent('Ana');
    const ana = await openDesk({ dataDir: dataDir('Ana') });
    open.push(ana);
    const signIn = (at: string, password: string) => ana.desk.signIn({ server: at, email, password });
    await expect(signIn(server.url, 'wrong')).rejects.toMatchObject({ code: 'auth.badCredentials' });
    await expect(signIn('http://127.0.0.1:9', 'x')).rejects.toMatchObject({ code: 'server.unavailable' });
    await expect(signIn('file:///etc', 'x')).rejects.toMatchObject({ code: 'server.notBaton' });
    await ana.desk.redeem({ server: server.url, code });
    await ana.workspace.sync.settled();
    const ticketId = await newTicket(ana, 'Still here later');
    await ana.workspace.sync.settled();
    await ana.desk.signOut({ discardWaiting: false });
    expect(ana.desk.session()).toEqual({ name: 'signedOut', server: server.url, email, problem: null });
    expect(() => ana.workspace).toThrow(BatonError);
    const { code: second } = await server.newCode(email);
    await ana.desk.redeem({ server: server.url, code: second });
    expect(await texts(ana, ticketId)).toEqual(['It does not work.']);
  });
});

async function replicaFile(folder: string): Promise<string> {
  const [name = ''] = await readdir(path.join(folder, 'replicas'));
  return path.join(folder, 'replicas', name, 'replica.sqlite');
}

/** Overwrites one page of an index, and marks the file as the storage does when it meets such a page. */
function damage(file: string): void {
  const database = new DatabaseSync(file);
  const row = database
    .prepare(
      "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name LIKE '%_messages_%' LIMIT 1",
    )
    .get();
  const size = database.prepare('PRAGMA page_size').get();
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  const bytes = Buffer.alloc(Number(size?.['page_size']), 0xee);
  const opened = openSync(file, 'r+');
  writeSync(opened, bytes, 0, bytes.length, (Number(row?.['rootpage']) - 1) * bytes.length);
  closeSync(opened);
  writeFileSync(`${file}-suspect`, '');
}
