import type { TicketId } from '../../shared/domain/ids.ts';
import type { AgentValue } from '../../shared/domain/settings.ts';
import { NO_DUE_MS } from '../../shared/domain/ticket/ticket.ts';
import type { EventName } from '../../shared/ipc/contract.ts';
import type { TicketRow } from '../../shared/ipc/lists.ts';
import type { Desk } from '../desk.ts';
import { runDetached, type Logger } from '../log.ts';
import type { Scheduler } from '../time.ts';

/** What tray, badge and title say of the desk. */
export type DeskFacts =
  | { readonly name: 'signedOut' }
  | {
      readonly name: 'signedIn';
      readonly isOnline: boolean;
      /** Own tickets that wait for this agent. */
      readonly toSolve: number;
      /** Own tickets past their due instant. */
      readonly overdue: number;
      /** The own ticket with the nearest due instant, UTC epoch ms. */
      readonly next: {
        readonly ticketId: TicketId;
        readonly number: number;
        readonly dueAtMs: number;
      } | null;
      readonly availability: AgentValue['availability'];
      /** Notices are off until then; 0 when not. */
      readonly pausedUntilMs: number;
    };

/** Where the facts come from. */
export type FactSource = Pick<Desk, 'session' | 'syncStatus' | 'workspace'>;

/** Follows a desk. */
export interface DeskFollower {
  /** The desk has told its windows something. */
  note(name: EventName): void;
  stop(): void;
}

/** News whose outcome tray, badge and title show. */
const NEWS: ReadonlySet<EventName> = new Set([
  'session.changed',
  'sync.changed',
  'assignment.changed',
  'directory.changed',
]);
/** News come in floods, and the facts are for the corner of the eye. */
const GATHER_MS = 400;
/** Time passes without news: what was due in 12 minutes is due in 11. */
const TIME_PASSES_MS = 30_000;
/** More overdue tickets than this need no exact count. */
const LOOKED_AT = 100;

/** Tells `onFacts` at once, whenever something of them has changed, and every half minute. */
export function followDesk(ports: {
  readonly desk: FactSource;
  readonly nowMs: () => number;
  readonly scheduler: Scheduler;
  readonly onFacts: (facts: DeskFacts) => void;
  readonly log: Logger;
}): DeskFollower {
  const { desk, scheduler, log } = ports;
  let isStopped = false;
  let cancelLook: (() => void) | undefined;
  let isLooking = false;
  let cancelTick = scheduler.after(TIME_PASSES_MS, tick);

  function tick(): void {
    look();
    cancelTick = scheduler.after(TIME_PASSES_MS, tick);
  }

  function plan(): void {
    cancelLook ??= scheduler.after(GATHER_MS, () => {
      cancelLook = undefined;
      look();
    });
  }

  /** One look at a time: an older answer must not overtake a newer one. */
  function look(): void {
    if (isLooking) {
      plan();
      return;
    }
    isLooking = true;
    const looked = readFacts(desk, ports.nowMs())
      .then((facts) => {
        if (!isStopped) ports.onFacts(facts);
      })
      .finally(() => {
        isLooking = false;
      });
    runDetached(log, 'looking at the desk for the tray', looked);
  }

  look();
  return {
    note: (name) => {
      if (!isStopped && NEWS.has(name)) plan();
    },
    stop: () => {
      isStopped = true;
      cancelLook?.();
      cancelTick();
    },
  };
}

async function readFacts(desk: FactSource, nowMs: number): Promise<DeskFacts> {
  const session = desk.session();
  const status = desk.syncStatus();
  // Without a replica nobody can say what there is to do; the window says why.
  if (session.name === 'signedOut' || status.name === 'stopped') return { name: 'signedOut' };
  const { assignment, directory, queries } = desk.workspace();
  const [{ mine }, { rows }] = await Promise.all([
    assignment.toSolve(),
    queries.page({ view: 'mine', sort: 'due', offset: 0, limit: LOOKED_AT }),
  ]);
  const me = directory.agent(session.agentId);
  const [first] = rows;
  return {
    name: 'signedIn',
    isOnline: status.name !== 'offline',
    toSolve: mine,
    overdue: rows.filter(({ nextDueAtMs }) => nextDueAtMs <= nowMs).length,
    next: first && first.nextDueAtMs < NO_DUE_MS ? dueTicket(first) : null,
    availability: me?.availability ?? 'off',
    pausedUntilMs: me?.notices?.pausedUntilMs ?? 0,
  };
}

function dueTicket({ id, number, nextDueAtMs }: TicketRow): {
  ticketId: TicketId;
  number: number;
  dueAtMs: number;
} {
  return { ticketId: id, number, dueAtMs: nextDueAtMs };
}
