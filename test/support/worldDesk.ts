import { NOTHING_SEEN, type ClaimState } from '../../electron/engine/assignment/decideClaims.ts';
import type { AgentState } from '../../electron/engine/assignment/team.ts';
import type { AgentId, TicketId } from '../../shared/domain/ids.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { pictureOf } from '../../shared/sync/presence.ts';
import type { WorldClaim } from './assignmentFairness.ts';

/** A change that waits for the server's word. */
export interface Pending {
  readonly base: Ticket;
  readonly mine: Ticket;
  readonly claim?: MadeClaim;
}

/** A claim as it was decided, while the server has not judged it. */
export interface MadeClaim extends Omit<WorldClaim, 'peers' | 'judgedAtMs' | 'isAccepted'> {
  /** Since when this line has been as it is, and who was in it. */
  readonly lineSinceMs: number;
  readonly online: ReadonlySet<AgentId>;
  /** Mark of who was there when it was decided. */
  readonly picture: string;
}

/** One agent's machine: what it knows, what it has begun, and how it is connected. */
export interface Desk {
  readonly id: AgentId;
  readonly skewMs: number;
  readonly leftSkewMs: number;
  isUp: boolean;
  isLinked: boolean;
  /** It notices a lost link only after a while. */
  knowsItIsOffline: boolean;
  /** Since when it has been connected and knows everything. */
  connectedSinceMs: number;
  /** Counts crashes and reconnections: what was on its way before does not arrive. */
  life: number;
  heardUntilMs: number;
  sentUntilMs: number;
  replica: Map<TicketId, Ticket>;
  /** Of the replica: what nobody has, and what each agent holds. */
  waiting: Map<TicketId, Ticket>;
  team: AgentState[];
  indexOf: Map<AgentId, number>;
  loads: Map<AgentId, { weight: number; count: number; lastMs: number }>;
  online: Set<AgentId>;
  /** Mark of those and itself. */
  picture: string;
  pending: Map<TicketId, Pending>;
  asking: Set<TicketId>;
  claims: ClaimState;
  /** When it decides next. */
  decidesAtMs: number;
}

/** A machine that is up and connected and knows nothing yet. */
export function newDesk(id: AgentId, clock: Pick<Desk, 'skewMs' | 'leftSkewMs'>): Desk {
  return {
    id,
    ...clock,
    isUp: true,
    isLinked: true,
    knowsItIsOffline: false,
    connectedSinceMs: 0,
    life: 0,
    heardUntilMs: 0,
    sentUntilMs: 0,
    replica: new Map(),
    waiting: new Map(),
    team: [],
    indexOf: new Map(),
    loads: new Map(),
    online: new Set(),
    picture: '',
    pending: new Map(),
    asking: new Set(),
    claims: NOTHING_SEEN,
    decidesAtMs: Number.POSITIVE_INFINITY,
  };
}

/** Notes who is there. */
export function seePresence(desk: Desk, online: ReadonlySet<AgentId>): void {
  desk.online = new Set(online);
  desk.picture = pictureOf([...online, desk.id]);
}

/** Up, linked, and it has caught up with everything. */
export function isConnected(desk: Desk, nowMs: number): boolean {
  return desk.isUp && desk.isLinked && desk.connectedSinceMs <= nowMs;
}
