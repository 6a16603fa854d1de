import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import { effectiveHistory } from '../../../shared/domain/ticket/history.ts';
import type { HistoryEntry, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { openDesk, type TestDesk } from '../../support/deskHarness.ts';
import { newTicket } from './newTicket.ts';
import { changeAgent } from './sightSupport.ts';
import { startTestServer, type TestServer } from './testServer.ts';

/** What one of two agents does to a ticket while neither has a link. `turn` tells one step from the next. */
type Step = (desk: OfflineDesk, ticketId: TicketId, turn: number) => Promise<unknown>;

interface OfflineDesk extends TestDesk {
  readonly agentId: AgentId;
  readonly name: string;
  /** Cuts every link to the server, and lets them be again. */
  setOffline(isOffline: boolean): void;
}

/** The history of a ticket per thing that can be changed, and what the ticket says about it. */
const FIELDS: Readonly<Record<'holder' | 'status' | 'priority' | 'subject', (ticket: Ticket) => unknown>> = {
  holder: ({ departmentId, assigneeId }) => ({ departmentId, assigneeId }),
  status: ({ status }) => status,
  priority: ({ priority }) => priority,
  subject: ({ subject }) => subject,
};

const STEPS = {
  assign: (desk, ticketId) =>
    desk.workspace.tickets.assign({ ticketId, assigneeId: desk.agentId }).catch(unlessRefused),
  transfer: (desk, ticketId) =>
    desk.workspace.tickets
      .transfer({
        ticketId,
        departmentId: departmentOf(desk, desk.name === 'Ana' ? 'Returns' : 'Billing'),
        assigneeId: '',
        reason: { code: 'expertise', text: '' },
        noteHtml: '',
        tellCustomer: false,
      })
      .catch(unlessRefused),
  status: (desk, ticketId, turn) =>
    desk.workspace.tickets
      .setStatus({
        ticketId,
        status: (['pending', 'onHold', 'solved', 'open'] as const)[pick(desk, turn) % 4]!,
      })
      .catch(unlessRefused),
  priority: (desk, ticketId, turn) =>
    desk.workspace.tickets.setPriority({
      ticketId,
      priority: ['urgent', 'high', 'low', 'normal'][pick(desk, turn) % 4]!,
    }),
  tags: (desk, ticketId, turn) =>
    desk.workspace.tickets.setTags({ ticketId, tags: [`${desk.name.toLowerCase()}-${String(turn)}`] }),
  subject: (desk, ticketId, turn) =>
    desk.workspace.tickets.setSubject({ ticketId, subject: `${desk.name} ${String(turn)}` }),
  reply: (desk, ticketId, turn) => say(desk, ticketId, 'reply', turn),
  note: (desk, ticketId, turn) => say(desk, ticketId, 'note', turn),
} as const satisfies Record<string, Step>;
type StepName = keyof typeof STEPS;
const NAMES = Object.keys(STEPS) as StepName[];

/** What a step may change of `FIELDS`; of two who changed the same, one must hear of it. */
const TOUCHES: Readonly<Record<StepName, readonly string[]>> = {
  assign: ['holder', 'status'],
  transfer: ['holder'],
  status: ['status'],
  priority: ['priority'],
  tags: [],
  subject: ['subject'],
  reply: ['holder', 'status'],
  note: [],
};

let server: TestServer;
const open: TestDesk[] = [];

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
  await server.dispose();
});

async function deskOf(name: string): Promise<OfflineDesk> {
  const { code, agentId } = await server.newAgent(name);
  // Both go on seeing the ticket, wherever the other has sent it.
  await changeAgent(server, agentId, { role: 'supervisor' });
  let isOffline = false;
  const cuts = new Set<AbortController>();
  const desk = await openDesk({
    server: server.url,
    code,
    dataDir: path.join(server.folder, name),
    fetch: (input, init) => {
      if (isOffline) return Promise.reject(new TypeError('no link'));
      const cut = new AbortController();
      cuts.add(cut);
      return fetch(input, {
        ...init,
        signal: init?.signal ? AbortSignal.any([init.signal, cut.signal]) : cut.signal,
      });
    },
  });
  open.push(desk);
  await desk.workspace.sync.settled();
  return Object.assign(desk, {
    name,
    agentId: agentId as AgentId,
    setOffline: (value: boolean) => {
      isOffline = value;
      if (!isOffline) return;
      for (const cut of cuts) cut.abort();
      cuts.clear();
    },
  });
}

function departmentOf(desk: TestDesk, name: string): DepartmentId {
  const found = desk.workspace.directory
    .settings()
    .find((setting) => setting.kind === 'department' && setting.value.name === name);
  return (found?.id ?? '') as string as DepartmentId;
}

const pick = (desk: OfflineDesk, turn: number): number => turn + (desk.name === 'Ana' ? 0 : 1);

async function say(
  desk: OfflineDesk,
  ticketId: TicketId,
  kind: 'reply' | 'note',
  turn: number,
): Promise<void> {
  const html = `<p>${desk.name} says ${String(turn)}</p>`;
  await desk.workspace.sends.send({ ticketId, kind, html, setStatus: null, seenMessageId: '' });
  await desk.workspace.sends.flush();
}

/** A rule that refuses a step (a status that does not follow, an agent who has it already) is no part of this. */
function unlessRefused(cause: unknown): void {
  const code = (cause as { code?: string }).code ?? '';
  if (!code.startsWith('ticket.')) throw cause;
}

async function ticketOf(desk: TestDesk, ticketId: TicketId): Promise<Ticket> {
  const found = await desk.workspace.replica.stores.tickets.get(ticketId);
  if (!found) throw new Error('the ticket is not here');
  return found;
}

/** Lets both play their steps apart, brings Ana back first, then Ben, and answers both replicas and a fresh one. */
async function playApart(
  ana: OfflineDesk,
  ben: OfflineDesk,
  plans: readonly { readonly ana: readonly StepName[]; readonly ben: readonly StepName[] }[],
): Promise<
  { readonly before: Ticket; readonly ana: Ticket; readonly ben: Ticket; readonly own: Ticket[] }[]
> {
  const ids: TicketId[] = [];
  for (const [index] of plans.entries()) ids.push(await newTicket(ana, `Ticket ${String(index)}`));
  await ana.workspace.sync.settled();
  const last = ids.at(-1)!;
  await ben.eventually(async () => (await ben.workspace.queries.get(last))?.ticket.number);
  await ana.eventually(async () => (await ana.workspace.queries.get(last))?.ticket.number);
  const before = await Promise.all(ids.map((id) => ticketOf(ana, id)));
  for (const desk of [ana, ben]) desk.setOffline(true);
  for (const desk of [ana, ben]) await desk.eventually(() => desk.desk.syncStatus().name === 'offline');
  for (const [index, plan] of plans.entries()) {
    const turns = Math.max(plan.ana.length, plan.ben.length);
    for (let turn = 0; turn < turns; turn += 1) {
      for (const [desk, steps] of [
        [ana, plan.ana],
        [ben, plan.ben],
      ] as const) {
        const step = steps[turn];
        if (step) await STEPS[step](desk, ids[index]!, turn);
      }
    }
  }
  const own = await Promise.all(ids.map((id) => Promise.all([ticketOf(ana, id), ticketOf(ben, id)])));
  for (const desk of [ana, ben]) {
    desk.setOffline(false);
    await desk.desk.retry();
    await desk.workspace.sync.settled();
  }
  // What comes last in the server's log has everything else before it.
  const end = await newTicket(ben, 'The end');
  for (const desk of [ana, ben])
    await desk.eventually(async () => (await desk.workspace.queries.get(end))?.ticket.number);
  return Promise.all(
    ids.map(async (id, index) => ({
      before: before[index]!,
      ana: await ticketOf(ana, id),
      ben: await ticketOf(ben, id),
      own: own[index]!,
    })),
  );
}

/** What must hold for every ticket two people have changed apart. */
function checkLaws(
  { before, ana, ben, own }: Awaited<ReturnType<typeof playApart>>[number],
  where: string,
): void {
  expect(ben, where).toEqual(ana);
  const ids = (entries: readonly HistoryEntry[]): string[] => entries.map((entry) => entry.id).sort();
  const written = [...before.history, ...own.flatMap((ticket) => ticket.history)];
  const merged = ana.history.filter((entry) => entry.kind !== 'mergeLost');
  expect(ids(merged), where).toEqual([...new Set(ids(written))]);
  for (const [kind, valueOf] of Object.entries(FIELDS)) {
    const latest = effectiveHistory(ana.history).findLast((entry) => entry.kind === kind);
    // The story ends where the ticket is: nobody's change is gone without a line that says so.
    if (latest && 'to' in latest) expect({ [kind]: latest.to }, where).toEqual({ [kind]: valueOf(ana) });
  }
}

async function addDepartments(names: readonly string[]): Promise<void> {
  for (const name of names) await server.newDepartment(name);
}

describe('the same ticket changed by two agents without a link', () => {
  it('ends the same for both and for the server, in every pair of changes, and tells the loser', async () => {
    await addDepartments(['Returns', 'Billing']);
    const ana = await deskOf('Ana');
    const ben = await deskOf('Ben');
    const plans = NAMES.flatMap((mine) => NAMES.map((theirs) => ({ ana: [mine], ben: [theirs] })));
    const outcomes = await playApart(ana, ben, plans);
    const cora = await deskOf('Cora');
    for (const [index, outcome] of outcomes.entries()) {
      const [mine, theirs] = [plans[index]!.ana[0]!, plans[index]!.ben[0]!];
      const where = `${mine} against ${theirs}`;
      checkLaws(outcome, where);
      expect(await ticketOf(cora, outcome.ana.id), where).toEqual(outcome.ana);
      const messages = async (desk: TestDesk): Promise<string[]> =>
        ((await desk.workspace.queries.get(outcome.ana.id))?.messages ?? []).map(({ text }) => text);
      const said = [
        'It does not work.',
        ...(mine === 'reply' || mine === 'note' ? ['Ana says 0'] : []),
        ...(theirs === 'reply' || theirs === 'note' ? ['Ben says 0'] : []),
      ];
      for (const desk of [ana, ben, cora]) expect((await messages(desk)).sort(), where).toEqual(said.sort());
      expect(outcome.ana.messageCount, where).toBe(said.length);
      const lost = outcome.ana.history.flatMap((entry) => (entry.kind === 'mergeLost' ? [entry] : []));
      const shared = TOUCHES[mine].filter((field) => TOUCHES[theirs].includes(field));
      expect(shared, where).toEqual(expect.arrayContaining(lost.map(({ field }) => field)));
      if (shared.includes('holder'))
        expect(lost, where).toContainEqual(
          expect.objectContaining({ field: 'holder', by: { kind: 'agent', id: ben.agentId } }),
        );
    }
    expect([ana, ben].map((desk) => desk.desk.syncStatus())).toMatchObject([
      { name: 'online', waiting: 0, held: 0, problem: null },
      { name: 'online', waiting: 0, held: 0, problem: null },
    ]);
  });

  it('ends the same for both after any run of changes, and its story ends where the ticket is', async () => {
    const seed = Number(process.env['BATON_SEED'] ?? '20261122');
    const steps = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 });
    const plans = fc.sample(fc.record({ ana: steps, ben: steps }), { numRuns: 60, seed });
    await addDepartments(['Returns', 'Billing']);
    const ana = await deskOf('Ana');
    const ben = await deskOf('Ben');
    const outcomes = await playApart(ana, ben, plans);
    for (const [index, outcome] of outcomes.entries()) {
      checkLaws(outcome, `seed ${String(seed)}, plan ${JSON.stringify(plans[index])}`);
    }
  });
});
