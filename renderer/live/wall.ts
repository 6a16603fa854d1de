import { useSyncExternalStore } from 'react';
import type { BatonError } from '../../shared/errors.ts';
import type { TicketId } from '../../shared/domain/ids.ts';
import type { WallChanged, WallFigures, WallTicket } from '../../shared/ipc/wall.ts';
import { asBatonError, invoke, subscribe } from '../bridge.ts';
import { createAudience } from './audience.ts';

/** The wall as the host last told it. A ticket that stayed as it was stays the same object. */
export interface WallState {
  readonly tickets: ReadonlyMap<TicketId, WallTicket>;
  readonly figures: WallFigures;
}

interface WallAnswer {
  /** Undefined until it is known. */
  readonly wall: WallState | undefined;
  /** Why it could not be read; an older wall stays visible beside it. */
  readonly error: BatonError | null;
}

const NOTHING_YET: WallAnswer = { wall: undefined, error: null };

const audience = createAudience({ start, stop });
let answer = NOTHING_YET;
let version = 0;
/** What came before the answer it builds on. */
let early: WallChanged[] = [];
let isAsking = false;
/** Counts questions, so that only the latest answer is taken. */
let asked = 0;
let ends: (() => void)[] = [];

function publish(next: WallAnswer): void {
  answer = next;
  audience.tell();
}

async function ask(): Promise<void> {
  const question = (asked += 1);
  isAsking = true;
  early = [];
  try {
    const { version: shownVersion, tickets, loads, tallies } = await invoke('wall.show', {});
    if (question !== asked) return;
    isAsking = false;
    version = shownVersion;
    // A ticket that is the same as before keeps its object, so that its line is not drawn again.
    const before = answer.wall?.tickets;
    const same = (ticket: WallTicket): WallTicket => {
      const old = before?.get(ticket.id);
      return old && JSON.stringify(old) === JSON.stringify(ticket) ? old : ticket;
    };
    publish({
      wall: {
        tickets: new Map(tickets.map((ticket) => [ticket.id, same(ticket)])),
        figures: { loads, tallies },
      },
      error: null,
    });
    for (const change of early) follow(change);
  } catch (thrown) {
    if (question !== asked) return;
    isAsking = false;
    publish({ wall: answer.wall, error: asBatonError(thrown) });
  }
}

function follow(change: WallChanged): void {
  if (isAsking) {
    early.push(change);
    return;
  }
  if (!answer.wall || change.version <= version) return;
  if (change.version !== version + 1) {
    void ask();
    return;
  }
  version = change.version;
  const { wall } = answer;
  publish({
    wall: { tickets: ticketsAfter(wall.tickets, change), figures: change.figures ?? wall.figures },
    error: null,
  });
}

/** The same map where only figures have changed, so that no line is looked at for them. */
function ticketsAfter(before: WallState['tickets'], { put, gone }: WallChanged): WallState['tickets'] {
  if (put.length + gone.length === 0) return before;
  const tickets = new Map(before);
  for (const id of gone) tickets.delete(id);
  for (const ticket of put) tickets.set(ticket.id, ticket);
  return tickets;
}

function close(): void {
  invoke('wall.close', {}).catch((thrown: unknown) => console.warn(asBatonError(thrown).message));
}

function start(): void {
  ends = [
    subscribe('wall.changed', follow),
    // Also after the replica was opened anew: its wall is closed then.
    subscribe('directory.changed', () => void ask()),
  ];
  window.addEventListener('pagehide', close);
  void ask();
}

function stop(): void {
  for (const end of ends) end();
  ends = [];
  asked += 1;
  isAsking = false;
  window.removeEventListener('pagehide', close);
  answer = NOTHING_YET;
  close();
}

/** The SLA wall, live while anybody shows it. */
export function useWall(): WallAnswer & { readonly refresh: () => void } {
  const current = useSyncExternalStore(audience.subscribe, () => answer);
  return { ...current, refresh: () => void ask() };
}
