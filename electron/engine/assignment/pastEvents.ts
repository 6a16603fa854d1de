import type { AgentId, ContactId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import { effectiveHistory, sortHistory } from '../../../shared/domain/ticket/history.ts';
import { NOBODY, type Status, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { PastTicket, Stay } from './replay.ts';
import type { TicketOutcome } from './replayReport.ts';

/** One line of a log: how a ticket stood from that instant on. */
export interface PastEvent {
  readonly atMs: number;
  /** `''` where the log does not name one: it stays where it was. */
  readonly departmentId: DepartmentId | '';
  readonly ownerId: AgentId | typeof NOBODY;
  readonly isSolved: boolean;
}

/** A ticket of a log with everything that happened to it, in order. */
export interface PastLog {
  readonly id: TicketId;
  readonly createdAtMs: number;
  readonly priority: string;
  readonly tags: readonly string[];
  readonly language: string;
  readonly contactId: ContactId;
  readonly events: readonly PastEvent[];
}

/** Somebody held a ticket; instants are UTC epoch ms, half-open. */
export interface HoldSpan {
  readonly agentId: AgentId;
  readonly departmentId: DepartmentId;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What a log tells about one ticket: what came in, and how it really went. */
export interface PastCase {
  readonly ticket: PastTicket;
  readonly actual: TicketOutcome;
  readonly holds: readonly HoldSpan[];
}

interface OpenStay {
  readonly departmentId: DepartmentId;
  readonly enteredAtMs: number;
  ownedAtMs: number | null;
}

/** Reads one ticket's log; `null` when it never was in a department. */
export function pastCase(log: PastLog): PastCase | null {
  const stays: Stay[] = [];
  const owners: { agentId: AgentId; atMs: number }[] = [];
  const holds: HoldSpan[] = [];
  /** How it stands after the events read so far. */
  const now: {
    stay: OpenStay | null;
    owner: { readonly id: AgentId; readonly fromMs: number } | null;
    solved: { readonly atMs: number; readonly by: AgentId | typeof NOBODY } | null;
    atMs: number;
    hops: number;
  } = { stay: null, owner: null, solved: null, atMs: log.createdAtMs, hops: 0 };

  function endHold(atMs: number): void {
    const { owner, stay } = now;
    now.owner = null;
    if (!owner || !stay || atMs <= owner.fromMs) return;
    holds.push({ agentId: owner.id, departmentId: stay.departmentId, fromMs: owner.fromMs, untilMs: atMs });
  }

  function endStay(atMs: number): void {
    if (!now.stay) return;
    const { departmentId, enteredAtMs, ownedAtMs } = now.stay;
    stays.push({ departmentId, enteredAtMs, workMs: Math.max(0, atMs - (ownedAtMs ?? enteredAtMs)) });
  }

  function enter(departmentId: DepartmentId): void {
    if (now.stay) now.hops += 1;
    endHold(now.atMs);
    endStay(now.solved?.atMs ?? now.atMs);
    // Until the first department is named it has waited for it.
    const enteredAtMs = now.stay ? now.atMs : log.createdAtMs;
    now.stay = { departmentId, enteredAtMs, ownedAtMs: null };
  }

  function give(ownerId: AgentId | typeof NOBODY): void {
    const isOther = owners.at(-1)?.agentId !== ownerId;
    if (ownerId !== NOBODY && now.owner && isOther) now.hops += 1;
    endHold(now.atMs);
    if (ownerId === NOBODY) return;
    now.owner = { id: ownerId, fromMs: now.atMs };
    if (isOther) owners.push({ agentId: ownerId, atMs: now.atMs });
    if (now.stay) now.stay.ownedAtMs ??= now.atMs;
  }

  for (const { atMs, departmentId, ownerId, isSolved } of log.events) {
    now.atMs = Math.max(atMs, now.atMs);
    if (departmentId !== '' && departmentId !== now.stay?.departmentId) enter(departmentId);
    if (now.stay && ownerId !== (now.owner?.id ?? NOBODY)) give(ownerId);
    if (!isSolved) now.solved = null;
    else if (!now.solved) {
      now.solved = { atMs: now.atMs, by: ownerId === NOBODY ? (owners.at(-1)?.agentId ?? NOBODY) : ownerId };
      endHold(now.atMs);
    }
  }
  if (!now.stay) return null;
  const endMs = now.solved?.atMs ?? now.atMs;
  endHold(endMs);
  endStay(endMs);
  const { id, createdAtMs, priority, tags, language, contactId } = log;
  return {
    ticket: {
      id,
      createdAtMs,
      priority,
      tags,
      language,
      contactId,
      stays,
      isSolved: now.solved !== null,
    },
    actual: { createdAtMs, owners, hops: now.hops, solvedBy: now.solved?.by ?? NOBODY },
    holds,
  };
}

/** A ticket's own history as a log. */
export function logOf(ticket: Ticket): PastLog {
  const { id, createdAtMs, priority, tags, language, contactId } = ticket;
  const events: PastEvent[] = [];
  let holder: { departmentId: DepartmentId; assigneeId: AgentId | typeof NOBODY } | undefined;
  let status: Status = 'new';
  for (const line of sortHistory(effectiveHistory(ticket.history))) {
    if (line.kind === 'created') {
      holder = line.to;
      ({ status } = line);
    } else if (line.kind === 'holder') {
      // What happened before it has a line of its own only where this one tells it.
      if (!holder) events.push(eventOf(createdAtMs, line.from, status));
      holder = line.to;
    } else if (line.kind === 'status') status = line.to;
    else continue;
    if (holder) events.push(eventOf(line.atMs, holder, status));
  }
  if (events.length === 0) events.push(eventOf(createdAtMs, ticket, ticket.status));
  return { id, createdAtMs, priority, tags, language, contactId, events };
}

function eventOf(
  atMs: number,
  { departmentId, assigneeId }: Pick<Ticket, 'departmentId' | 'assigneeId'>,
  status: Status,
): PastEvent {
  return { atMs, departmentId, ownerId: assigneeId, isSolved: status === 'solved' || status === 'closed' };
}
