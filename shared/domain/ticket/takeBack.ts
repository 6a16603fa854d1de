import { z } from 'zod';
import { isEqualJson } from '../threeWay.ts';
import type { Rev } from '../rev.ts';
import { Deed, performAll } from './deeds.ts';
import { Actor, HistoryEntry, Instant, Ticket } from './ticket.ts';

/** What somebody did to a ticket that waits for the server, with everything it takes to do it again without an earlier one. */
export const DoneToTicket = z.strictObject({
  /** The state it was done to. `null`: the ticket was made by it. */
  before: Ticket.nullable(),
  /** The state it led to. */
  afterRev: z.string(),
  /** `null` when it cannot be done again on another state. */
  deeds: z.array(Deed).nullable(),
  atMs: Instant,
  by: Actor,
  /** The history lines it wrote, whose ids are used again. */
  lines: z.array(HistoryEntry),
});
export type DoneToTicket = z.infer<typeof DoneToTicket>;

/** A state of the server that a chain of steps was merged with, beside the one both had begun with. */
export interface Met {
  readonly base: Ticket | null;
  readonly theirs: Ticket;
}

/** One step of a chain, by a name of the caller's. */
export interface Step {
  readonly id: string;
  readonly done: DoneToTicket;
  /** What the state it led to was merged with, before the next step. */
  readonly met?: readonly Met[];
}

/**
 * `ticket` is the state that would be there, `null` when the ticket would not exist; `rest` are the steps that remain, each
 * on the state that would have been before it; `dropped` are those that have no effect without what was taken back.
 */
export type TakenBack =
  | {
      readonly kind: 'taken';
      readonly ticket: Ticket | null;
      readonly rest: readonly Step[];
      readonly dropped: readonly string[];
    }
  | { readonly kind: 'depends'; readonly on: readonly string[] };

/** What replaying needs from outside: derived columns and a stamp for each state that has not been before. */
export interface ReplayPorts {
  readonly derive: (ticket: Ticket) => Ticket;
  readonly nextRev: () => Rev;
  /** Merges a state with what the server had. */
  readonly merge: (mine: Ticket, met: Met) => Ticket;
  /** Also what can no longer be done the same way; it is then done as it comes out, or dropped. */
  readonly isForced?: boolean;
}

/**
 * The ticket as if some of the steps had never happened: the later ones are done again on the state before the first of
 * them, with their own instants and history ids, and what they were merged with is merged again where it was. So the outcome
 * holds everything of others that the state before held. A later step that would come out differently depends on an
 * earlier one; it is named instead. Steps are in the order in which they happened. Pure.
 */
export function takeBack(steps: readonly Step[], taken: ReadonlySet<string>, ports: ReplayPorts): TakenBack {
  const from = steps.findIndex(({ id }) => taken.has(id));
  const first = steps[from];
  if (!first) return { kind: 'depends', on: [] };
  let current = first.done.before;
  const rest: Step[] = steps.slice(0, from);
  const dropped: string[] = [];
  for (const [index, step] of steps.slice(from).entries()) {
    if (!taken.has(step.id)) {
      const again = current && redo(step.done, current, ports);
      if (again && (ports.isForced === true || again.isSame)) {
        rest.push({ ...step, done: again.done });
        current = again.ticket;
      } else if (ports.isForced === true) dropped.push(step.id);
      else {
        const later = steps.slice(from + index).filter(({ id }) => !taken.has(id));
        return { kind: 'depends', on: dependents(steps, taken, later, ports) };
      }
    }
    for (const met of step.met ?? []) {
      if (current) current = { ...ports.derive(ports.merge(current, met)), rev: ports.nextRev() };
    }
  }
  return { kind: 'taken', ticket: current, rest: endingAt(rest, current), dropped };
}

/** The steps, the last of which leads to the state that came out, whatever was merged on top of it. */
function endingAt(rest: readonly Step[], ticket: Ticket | null): Step[] {
  const last = rest.at(-1);
  if (!last || !ticket) return [...rest];
  return [...rest.slice(0, -1), { ...last, done: { ...last.done, afterRev: ticket.rev } }];
}

/** The fewest steps that have to be taken back as well, latest first. */
function dependents(
  steps: readonly Step[],
  taken: ReadonlySet<string>,
  later: readonly Step[],
  ports: ReplayPorts,
): string[] {
  const [next] = later;
  if (!next) return [];
  const more = takeBack(steps, new Set([...taken, next.id]), ports);
  return more.kind === 'taken' ? [next.id] : [...more.on, next.id];
}

function redo(
  done: DoneToTicket,
  before: Ticket,
  ports: ReplayPorts,
): { readonly ticket: Ticket; readonly done: DoneToTicket; readonly isSame: boolean } | null {
  if (done.deeds === null) return null;
  const ids = done.lines.map(({ id }) => id);
  let used = 0;
  const result = performAll(done.deeds, before, {
    nowMs: done.atMs,
    by: done.by,
    newId: () => ids[used++] ?? `${ids.at(-1) ?? 'again'}-${String(used)}`.slice(-64),
  });
  if (result.kind !== 'changed') return null;
  const ticket: Ticket = { ...ports.derive(result.ticket), rev: ports.nextRev() };
  const lines = ticket.history.slice(before.history.length);
  return {
    ticket,
    done: { ...done, before, afterRev: ticket.rev, lines },
    isSame: isEqualJson(lines, done.lines),
  };
}
