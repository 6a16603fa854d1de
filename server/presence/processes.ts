import { z } from 'zod';
import { AgentId } from '../../shared/domain/ids.ts';
import { TicketActivity } from '../../shared/sync/presence.ts';
import type { Bus } from '../sync/bus.ts';
import type { PersonKey, PresenceBoard, PresentSession } from './board.ts';

const tickets = z.array(TicketActivity);
const Session = z.object({
  sessionId: z.string(),
  workspaceId: z.string(),
  agentId: AgentId,
  tickets,
});

/** What one process tells the others. `count` numbers the news of a sender, so that a hole is noticed. */
const Message = z.discriminatedUnion('kind', [
  /** A session of mine is like this now. */
  z.object({ kind: z.literal('session'), from: z.string(), count: z.int(), session: Session }),
  z.object({ kind: z.literal('gone'), from: z.string(), count: z.int(), sessionId: z.string() }),
  /** I am here, and so many pieces of news have come from me. */
  z.object({ kind: z.literal('alive'), from: z.string(), count: z.int() }),
  /** Forget what you know of me; all of it follows. */
  z.object({ kind: z.literal('anew'), from: z.string(), count: z.int() }),
  /** Tell everything again; `to` is one process or, empty, all. */
  z.object({ kind: z.literal('ask'), from: z.string(), to: z.string() }),
  /** I was told this for a session whose stream is at another process. */
  z.object({ kind: z.literal('said'), from: z.string(), sessionId: z.string(), tickets }),
  /** A ticket was written: who sees it may be others now. */
  z.object({ kind: z.literal('written'), from: z.string(), workspaceId: z.string(), ticketId: z.string() }),
  /** Somebody misses these people: ask those of their devices whose streams you hold. */
  z.object({
    kind: z.literal('check'),
    from: z.string(),
    workspaceId: z.string(),
    agentIds: z.array(AgentId),
  }),
]);
type Message = z.infer<typeof Message>;

/** Without a word for so long a process counts as ended. Each speaks with every beat of the hub. */
const PROCESS_LIMIT_MS = 50_000;

/** Keeps the board the same in all processes: each process alone decides on the sessions whose streams it holds. */
export interface Processes {
  tellSession(session: PresentSession): void;
  tellGone(sessionId: string): void;
  tellSaid(sessionId: string, tickets: readonly TicketActivity[]): void;
  tellWritten(workspaceId: string, ticketId: string): void;
  tellCheck(workspaceId: string, agentIds: readonly AgentId[]): void;
  /** Says that this process lives and drops those that have ended. */
  pulse(nowMs: number): void;
  /** Tells the others that nobody is here any more. */
  stop(): void;
}

/** Connects a board with those of the other processes and asks them what they know. */
export function connectProcesses(options: {
  readonly bus: Bus;
  readonly ownId: string;
  readonly board: PresenceBoard;
  readonly nowMs: () => number;
  readonly onChanged: (person: PersonKey) => void;
  readonly onSaid: (sessionId: string, tickets: readonly TicketActivity[]) => void;
  readonly onWritten: (workspaceId: string, ticketId: string) => void;
  readonly onCheck: (workspaceId: string, agentIds: readonly AgentId[]) => void;
  readonly onError: (error: unknown) => void;
}): Processes {
  const { bus, ownId, board, onChanged } = options;
  const others = new Map<string, { count: number; heardAtMs: number }>();
  let count = 0;

  function send(message: Message): void {
    bus.publish({ workspaceId: workspaceOf(message), topic: 'presence', text: JSON.stringify(message) });
  }

  /** What they know of us is counted, so they notice a hole by themselves; what we know of them is asked for. */
  function askAll(): void {
    send({ kind: 'ask', from: ownId, to: '' });
  }

  function sendSession({ sessionId, workspaceId, agentId, tickets: list }: PresentSession): void {
    count += 1;
    const session = { sessionId, workspaceId, agentId, tickets: [...list] };
    send({ kind: 'session', from: ownId, count, session });
  }

  function tellEverything(): void {
    count += 1;
    send({ kind: 'anew', from: ownId, count });
    for (const session of board.sessionsOf(ownId)) sendSession(session);
  }

  function drop(processId: string): void {
    others.delete(processId);
    board.dropProcess(processId).forEach(onChanged);
  }

  /** Notes a numbered message; false when something before it was missed, which is then asked for. */
  function isNext({ from, kind, count: theirs }: Extract<Message, { count: number }>): boolean {
    const heardAtMs = options.nowMs();
    const known = others.get(from);
    const expected = known && (kind === 'alive' ? known.count : known.count + 1);
    if (kind !== 'anew' && theirs !== expected) {
      // Not with every message until the answer is here, but again with each sign of life: a question may be lost as well.
      const isNews = kind === 'alive' || known?.count !== LOST;
      others.set(from, { count: LOST, heardAtMs });
      if (isNews) send({ kind: 'ask', from: ownId, to: from });
      return false;
    }
    others.set(from, { count: theirs, heardAtMs });
    return true;
  }

  function hear(message: Message): void {
    switch (message.kind) {
      case 'ask':
        if (message.to === '' || message.to === ownId) tellEverything();
        return;
      case 'said':
        options.onSaid(message.sessionId, message.tickets);
        return;
      case 'written':
        options.onWritten(message.workspaceId, message.ticketId);
        return;
      case 'check':
        options.onCheck(message.workspaceId, message.agentIds);
        return;
      case 'alive':
        isNext(message);
        return;
      case 'anew':
        board.dropProcess(message.from).forEach(onChanged);
        isNext(message);
        return;
      case 'session':
        if (isNext(message) && board.put(message.from, message.session)) onChanged(message.session);
        return;
      case 'gone': {
        const person = isNext(message) ? board.remove(message.from, message.sessionId) : null;
        if (person) onChanged(person);
      }
    }
  }

  const endGaps = bus.onGap(askAll);
  const endHearing = bus.subscribe('presence', ({ text }) => {
    try {
      const message = Message.parse(JSON.parse(text));
      if (message.from !== ownId) hear(message);
    } catch (error) {
      options.onError(error);
    }
  });
  askAll();

  return {
    tellSession: sendSession,
    tellGone(sessionId) {
      count += 1;
      send({ kind: 'gone', from: ownId, count, sessionId });
    },
    tellSaid: (sessionId, list) => send({ kind: 'said', from: ownId, sessionId, tickets: [...list] }),
    tellWritten: (workspaceId, ticketId) => send({ kind: 'written', from: ownId, workspaceId, ticketId }),
    tellCheck: (workspaceId, agentIds) =>
      send({ kind: 'check', from: ownId, workspaceId, agentIds: [...agentIds] }),
    pulse(nowMs) {
      send({ kind: 'alive', from: ownId, count });
      for (const [processId, { heardAtMs }] of others)
        if (nowMs - heardAtMs > PROCESS_LIMIT_MS) drop(processId);
    },
    stop() {
      endHearing();
      endGaps();
      count += 1;
      // Who was here goes on at another process, or not at all.
      send({ kind: 'anew', from: ownId, count });
    },
  };
}

/** News of one workspace say which; the rest is between processes. */
function workspaceOf(message: Message): string {
  if (message.kind === 'session') return message.session.workspaceId;
  return message.kind === 'written' || message.kind === 'check' ? message.workspaceId : '';
}

/** The count of a process whose news have a hole: no number follows it until it has told everything. */
const LOST = Number.NEGATIVE_INFINITY;
