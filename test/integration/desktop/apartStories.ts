import { setImmediate } from 'node:timers/promises';
import { seededRandom } from '../../../server/demo/random.ts';
import type { DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import { answersOfOthers } from '../../../shared/domain/message.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../../shared/errors.ts';
import type { Between, CuttableDesk } from './apart.ts';

type Random = ReturnType<typeof seededRandom>;

/** Turns of the event loop by which a request or its answer is held up at most. */
const TURNS_MAX = 120;
const STATUSES = ['open', 'pending', 'onHold', 'solved'] as const;
/** What a desk may be killed at, and how many turns of the event loop after its beginning at most. */
const KILLED_DURING = [
  'reply',
  'leave',
  'leave',
  'note',
  'status',
  'take',
  'undo',
  'undo',
  'priority',
] as const;
const KILL_TURNS_MAX = 120;
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;

/** Holds every push and pull up for a number of turns that the seed decides, on the way there and back. */
export function heldUpBy(seed: number, turnsMax = TURNS_MAX): Between {
  const random = seededRandom(seed);
  return async (path, pass) => {
    if (path !== '/v1/push' && path !== '/v1/pull') return pass();
    for (let turns = random.between(0, turnsMax); turns > 0; turns -= 1) await setImmediate();
    const answer = await pass();
    for (let turns = random.between(0, turnsMax); turns > 0; turns -= 1) await setImmediate();
    return answer;
  };
}

/** What one agent has done in a story, as it has to be found at its end. */
export interface Deeds {
  /** Words of replies and notes, each once. */
  readonly said: Set<string>;
  /** Words whose sending was cut short by a kill: there once, or not at all. */
  readonly perhaps: Set<string>;
  /** History lines that stand until they are taken back. */
  readonly lines: Map<string, string>;
  /** Lines that were taken back: they must not be told. */
  readonly takenBack: Set<string>;
}

/** One agent of a story with the desk that is open now. */
export interface Player {
  readonly name: string;
  desk: CuttableDesk;
  isCut: boolean;
  deeds: Deeds;
}

/** What a step needs besides the player. */
export interface Scene {
  readonly ticketId: TicketId;
  readonly departmentIds: readonly DepartmentId[];
  readonly players: readonly Player[];
  readonly random: Random;
  /** Closes the player's desk and opens it again. */
  readonly restart: (player: Player) => Promise<void>;
  /** Ends the player's desk as it is on disk this moment, without a chance to save anything, and opens what is left. */
  readonly kill: (player: Player) => Promise<void>;
  readonly customerWrites: (text: string) => Promise<void>;
  readonly nextName: () => string;
}

type Step = (player: Player, scene: Scene) => Promise<unknown>;

/** The player's ticket, `undefined` when it is out of their sight. */
export function ticketOf({ desk }: Player, ticketId: TicketId): Promise<Ticket | undefined> {
  return desk.workspace.replica.stores.tickets.get(ticketId);
}

async function linesOf(player: Player, ticketId: TicketId): Promise<Map<string, string>> {
  const history = (await ticketOf(player, ticketId))?.history ?? [];
  return new Map(
    history.flatMap((line) =>
      line.kind !== 'mergeLost' && line.by.kind === 'agent' && line.by.id === player.desk.agentId
        ? [[line.id, line.kind]]
        : [],
    ),
  );
}

/** Notes what a step has written and struck out. What the rules do not allow is said at once, and nothing was done. */
async function noting(player: Player, ticketId: TicketId, work: () => Promise<unknown>): Promise<void> {
  const before = await linesOf(player, ticketId);
  try {
    await work();
  } catch (cause) {
    if (!(cause instanceof BatonError)) throw cause;
  }
  const after = await linesOf(player, ticketId);
  for (const [id, kind] of after) if (!before.has(id)) player.deeds.lines.set(id, kind);
}

/** Whom somebody asks in a note. */
function asked(player: Player, { players }: Scene): string {
  return players[(players.indexOf(player) + 1) % players.length]?.name ?? player.name;
}

async function say(player: Player, scene: Scene, kind: 'reply' | 'note'): Promise<void> {
  const { ticketId, random } = scene;
  const { workspace, agentId } = player.desk;
  // Whoever has words that came back would send those.
  if (workspace.drafts.of(ticketId).some((draft) => draft.kind === kind)) return;
  const detail = await workspace.queries.get(ticketId);
  if (!detail) return;
  const text = `${player.name} says ${scene.nextName()}${kind === 'note' ? `, @${asked(player, scene)}` : ''}`;
  const status = random.between(0, 2) === 0 ? STATUSES[random.between(0, STATUSES.length - 1)] : null;
  try {
    await workspace.sends.send({
      ticketId,
      kind,
      html: `<p>${text}</p>`,
      setStatus: status ?? null,
      seenMessageId: detail.messages.at(-1)?.id ?? '',
      ...(kind === 'reply' && { seenAnswers: answersOfOthers(detail.messages, agentId).length }),
    });
  } catch (cause) {
    // It has just left their sight: the words stay in the editor.
    if (cause instanceof BatonError && cause.code === 'ticket.notFound') return;
    throw cause;
  }
  player.deeds.said.add(text);
}

async function undo(player: Player, { random, ticketId }: Scene): Promise<void> {
  const { waiting } = player.desk.workspace;
  const items = (await waiting.list()).filter(({ canUndo }) => canUndo);
  const item = items[random.between(0, Math.max(0, items.length - 1))];
  if (!item) return;
  const before = await linesOf(player, ticketId);
  try {
    const outcome = await waiting.undo([item.id]);
    if (outcome.outcome === 'depends') await waiting.undo([item.id, ...outcome.on.map(({ id }) => id)]);
  } catch (cause) {
    if (cause instanceof BatonError && cause.code === 'undo.tooLate') return;
    throw cause;
  }
  const after = await linesOf(player, ticketId);
  for (const id of before.keys()) {
    if (after.has(id)) continue;
    player.deeds.lines.delete(id);
    player.deeds.takenBack.add(id);
  }
}

/** What was refused is sent all the same, on what is there now, or taken up for writing. */
async function takeUp({ desk, deeds }: Player, { random, ticketId }: Scene): Promise<void> {
  const { held, sync, queries, drafts } = desk.workspace;
  const [refused] = sync.held.list();
  if (refused?.collection !== 'messages' || (await queries.get(ticketId)) === null) return;
  if (!deeds.said.has(refused.text)) return;
  if (random.between(0, 1) === 0) {
    // Sending takes a draft of the same kind along.
    if (drafts.of(ticketId).length > 0) return;
    const messages = (await queries.get(ticketId))?.messages ?? [];
    await held.retry(refused.id, answersOfOthers(messages, desk.agentId).length);
  } else await held.edit(refused.id);
}

/** The desk is killed while its agent does something, at a moment that the seed decides. */
async function killDuring(player: Player, scene: Scene): Promise<void> {
  const { ticketId, random, kill } = scene;
  const before = await linesOf(player, ticketId);
  const said = new Set(player.deeds.said);
  const name = random.pick(KILLED_DURING);
  const work = STEPS[name](player, scene).catch(() => undefined);
  for (let turns = random.between(0, KILL_TURNS_MAX); turns > 0; turns -= 1) await setImmediate();
  const isOver = await Promise.race([work.then(() => true), setImmediate(false)]);
  await kill(player);
  await work;
  if (!isOver) for (const words of player.deeds.said) if (!said.has(words)) player.deeds.perhaps.add(words);
  const after = await linesOf(player, ticketId);
  const { lines, takenBack } = player.deeds;
  for (const id of [...lines.keys()]) if (!before.has(id) && !after.has(id)) lines.delete(id);
  for (const [id, kind] of after) if (!before.has(id)) lines.set(id, kind);
  // Only what is taken back may be gone.
  for (const id of name === 'undo' ? before.keys() : []) {
    if (after.has(id)) continue;
    lines.delete(id);
    takenBack.add(id);
  }
}

const change =
  (work: (player: Player, scene: Scene) => Promise<unknown>): Step =>
  (player, scene) =>
    noting(player, scene.ticketId, () => work(player, scene));

/** Everything that can happen in a story. */
export const STEPS = {
  reply: (player, scene) => say(player, scene, 'reply'),
  note: (player, scene) => say(player, scene, 'note'),
  /** The undo time of what was said is over. */
  leave: change(({ desk }) => desk.workspace.sends.flush()),
  take: change(({ desk }, { ticketId }) => desk.workspace.tickets.take({ ticketId })),
  release: change(({ desk }, { ticketId }) => desk.workspace.tickets.release({ ticketId })),
  assign: change(({ desk }, { ticketId, players, random }) => {
    const to = players[random.between(0, players.length - 1)] ?? players[0];
    return desk.workspace.tickets.assign({ ticketId, assigneeId: to?.desk.agentId ?? desk.agentId });
  }),
  transfer: change(({ desk }, { ticketId, departmentIds, random }) =>
    desk.workspace.tickets.transfer({
      ticketId,
      departmentId: departmentIds[random.between(0, departmentIds.length - 1)] ?? departmentIds[0]!,
      assigneeId: '',
      reason: { code: 'expertise', text: '' },
      noteHtml: '',
      tellCustomer: random.between(0, 2) === 0,
    }),
  ),
  status: change(({ desk }, { ticketId, random }) =>
    desk.workspace.tickets.setStatus({
      ticketId,
      status: STATUSES[random.between(0, STATUSES.length - 1)] ?? 'open',
    }),
  ),
  priority: change(({ desk }, { ticketId, random }) =>
    desk.workspace.tickets.setPriority({
      ticketId,
      priority: PRIORITIES[random.between(0, PRIORITIES.length - 1)] ?? 'low',
    }),
  ),
  tags: change(({ desk, name }, { ticketId, random }) =>
    desk.workspace.tickets.setTags({
      ticketId,
      tags: [name.toLowerCase(), `t${String(random.between(0, 4))}`],
    }),
  ),
  subject: change(({ desk }, { ticketId, nextName }) =>
    desk.workspace.tickets.setSubject({ ticketId, subject: `Subject ${nextName()}` }),
  ),
  undo,
  takeUp,
  cut: async (player) => {
    if (player.isCut) return;
    player.isCut = true;
    await player.desk.cut();
  },
  /** The link is back; nobody waits for what it brings. */
  mend: (player) => {
    player.isCut = false;
    player.desk.letThrough();
    return Promise.resolve();
  },
  settle: async (player) => {
    if (!player.isCut) await player.desk.workspace.sync.settled();
  },
  kill: killDuring,
  // What is in its undo time leaves when the app is closed.
  restart: change((player, { restart }) => restart(player)),
  customer: (_player, { customerWrites, nextName }) => customerWrites(`A customer says ${nextName()}`),
} as const satisfies Record<string, Step>;
export type StepName = keyof typeof STEPS;

/** How often each step is chosen. */
export const STEP_WEIGHTS: Readonly<Record<StepName, number>> = {
  reply: 6,
  note: 2,
  leave: 4,
  take: 3,
  release: 2,
  assign: 2,
  transfer: 3,
  status: 3,
  priority: 4,
  tags: 3,
  subject: 2,
  undo: 5,
  takeUp: 3,
  cut: 6,
  mend: 5,
  settle: 2,
  restart: 2,
  kill: 3,
  customer: 2,
};
