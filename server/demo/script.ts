import type { Status, TransferReason } from '../../shared/domain/ticket/ticket.ts';
import type { Random } from './random.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type ReplyPart = 'ask' | 'fix' | 'hold' | 'secondAnswer';
export type CustomerPart = 'info' | 'thanks' | 'chase' | 'again';

/** What happens in a step; the player turns it into domain actions. */
export type StepAction =
  | { readonly kind: 'open' }
  | { readonly kind: 'call' }
  | { readonly kind: 'assign'; readonly cause: 'auto' | 'manual' }
  | { readonly kind: 'reply'; readonly part: ReplyPart; readonly then?: Status }
  | { readonly kind: 'customer'; readonly part: CustomerPart }
  | { readonly kind: 'note'; readonly part: 'situation' | 'chat' }
  | {
      readonly kind: 'hop';
      readonly to: 'department' | 'home' | 'colleague';
      readonly reason: TransferReason;
      readonly hasNote: boolean;
    }
  | { readonly kind: 'status'; readonly status: Status; readonly by: 'agent' | 'system' }
  | { readonly kind: 'snooze' };

/** One step; `gapMs` is the time since the one before. `who` decides at which hours it may happen. */
export interface Step {
  readonly gapMs: number;
  readonly who: 'customer' | 'agent' | 'machine';
  readonly action: StepAction;
}

/** How far a story has come. */
export type Ending =
  | 'solved'
  | 'new'
  | 'assigned'
  | 'transferred'
  | 'askedPending'
  | 'answered'
  | 'onHold'
  | 'fixPending'
  | 'reopened'
  | 'snoozed'
  | 'pingPong';

/** How the open tickets of the demo are spread. */
export const OPEN_ENDINGS: Readonly<Record<Exclude<Ending, 'solved'>, number>> = {
  new: 22,
  assigned: 14,
  transferred: 7,
  askedPending: 19,
  answered: 15,
  onHold: 9,
  fixPending: 5,
  reopened: 5,
  snoozed: 4,
  pingPong: 3,
};

const TRANSFER_REASONS: readonly TransferReason[] = [
  { code: 'expertise', text: '' },
  { code: 'expertise', text: '' },
  { code: 'customerAsked', text: '' },
  { code: 'unavailable', text: '' },
  { code: 'other', text: 'Needs somebody who can see the delivery system.' },
  { code: 'other', text: 'The refund has to be booked first.' },
];

/** A whole story from the first message to its ending, in order. */
export function writeScript(random: Random, ending: Ending): Step[] {
  const steps: Step[] = [];
  function customer(meanMs: number, action: StepAction): void {
    steps.push({ gapMs: random.wait(meanMs), who: 'customer', action });
  }
  function agent(meanMs: number, action: StepAction): void {
    steps.push({ gapMs: meanMs === 0 ? 0 : random.wait(meanMs), who: 'agent', action });
  }
  function machine(gapMs: number, action: StepAction): void {
    steps.push({ gapMs, who: 'machine', action });
  }
  function hop(to: 'department' | 'home' | 'colleague', meanMs: number): void {
    agent(meanMs, { kind: 'hop', to, reason: random.pick(TRANSFER_REASONS), hasNote: random.chance(0.7) });
  }
  function dispatch(): void {
    const how = random.weighted({ auto: 45, manual: 15, nobody: 40 });
    if (how === 'auto') machine(random.between(5, 90) * 1000, { kind: 'assign', cause: 'auto' });
    if (how === 'manual') agent(40 * MINUTE_MS, { kind: 'assign', cause: 'manual' });
  }

  if (ending !== 'new' && random.chance(0.04))
    steps.push({ gapMs: 0, who: 'agent', action: { kind: 'call' } });
  else customer(HOUR_MS, { kind: 'open' });

  if (ending === 'new') {
    if (random.chance(0.08)) customer(DAY_MS, { kind: 'customer', part: 'chase' });
    return steps;
  }
  if (ending === 'assigned') {
    if (random.chance(0.6)) machine(random.between(5, 90) * 1000, { kind: 'assign', cause: 'auto' });
    else agent(HOUR_MS, { kind: 'assign', cause: 'manual' });
    if (random.chance(0.3)) agent(HOUR_MS, { kind: 'note', part: 'situation' });
    if (random.chance(0.12)) customer(DAY_MS, { kind: 'customer', part: 'chase' });
    return steps;
  }
  if (ending === 'transferred') {
    agent(HOUR_MS, { kind: 'assign', cause: 'auto' });
    hop('department', HOUR_MS);
    return steps;
  }
  if (ending === 'pingPong') {
    agent(HOUR_MS, { kind: 'assign', cause: 'auto' });
    hop('department', HOUR_MS);
    agent(HOUR_MS, { kind: 'assign', cause: 'manual' });
    hop('home', HOUR_MS);
    if (random.chance(0.5)) {
      agent(HOUR_MS, { kind: 'assign', cause: 'manual' });
      customer(5 * HOUR_MS, { kind: 'customer', part: 'chase' });
    }
    return steps;
  }

  dispatch();
  if (random.chance(0.05)) customer(20 * HOUR_MS, { kind: 'customer', part: 'chase' });
  const hops =
    ending === 'solved'
      ? random.weighted({ none: 78, department: 10, colleague: 9, pingPong: 3 })
      : random.weighted({ none: 84, department: 8, colleague: 8 });
  if (hops !== 'none') {
    agent(HOUR_MS, { kind: 'assign', cause: 'manual' });
    hop(hops === 'colleague' ? 'colleague' : 'department', HOUR_MS);
    if (hops === 'pingPong') {
      agent(2 * HOUR_MS, { kind: 'assign', cause: 'manual' });
      hop('home', HOUR_MS);
    }
  }
  const asksFirst = ending !== 'solved' || random.chance(0.62);
  if (asksFirst) {
    agent(2 * HOUR_MS, { kind: 'reply', part: 'ask', then: 'pending' });
    if (ending === 'askedPending') return steps;
    if (ending === 'snoozed' && random.chance(0.5)) {
      agent(3 * MINUTE_MS, { kind: 'snooze' });
      return steps;
    }
    customer(7 * HOUR_MS, { kind: 'customer', part: 'info' });
    if (ending === 'answered') return steps;
  }
  if (random.chance(0.45)) agent(HOUR_MS, { kind: 'note', part: 'situation' });
  if (ending === 'onHold' || ending === 'snoozed' || random.chance(0.1)) {
    agent(2 * HOUR_MS, { kind: 'reply', part: 'hold', then: 'onHold' });
    if (ending === 'onHold') {
      if (random.chance(0.3)) agent(20 * MINUTE_MS, { kind: 'note', part: 'chat' });
      return steps;
    }
    if (ending === 'snoozed') {
      agent(2 * MINUTE_MS, { kind: 'snooze' });
      return steps;
    }
    agent(30 * HOUR_MS, { kind: 'reply', part: 'fix', then: 'pending' });
  } else {
    agent(3 * HOUR_MS, { kind: 'reply', part: 'fix', then: 'pending' });
  }
  if (ending === 'fixPending') return steps;
  if (random.chance(0.55)) {
    customer(9 * HOUR_MS, { kind: 'customer', part: 'thanks' });
    agent(HOUR_MS, { kind: 'status', status: 'solved', by: 'agent' });
  } else {
    agent(20 * HOUR_MS, { kind: 'status', status: 'solved', by: 'agent' });
  }
  if (ending === 'reopened' || random.chance(0.07)) {
    customer(30 * HOUR_MS, { kind: 'customer', part: 'again' });
    if (ending === 'reopened' && random.chance(0.6)) return steps;
    agent(30 * MINUTE_MS, { kind: 'assign', cause: 'manual' });
    if (random.chance(0.5)) agent(20 * MINUTE_MS, { kind: 'note', part: 'chat' });
    if (ending === 'reopened') return steps;
    agent(2 * HOUR_MS, { kind: 'reply', part: 'secondAnswer', then: 'solved' });
  }
  return steps;
}

/**
 * When each step happens, UTC epoch ms, ending at `endMs`: counted backwards so that the last one is where it is wanted.
 * Agents work on weekdays by the office clock, customers sleep at night; a step that would not fit happens earlier.
 */
export function schedule(
  random: Random,
  steps: readonly Step[],
  endMs: number,
  officeOffsetHours: number,
  customerOffsetHours: number,
): number[] {
  const times: number[] = [];
  let atMs = endMs;
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const step = steps[index];
    if (!step) continue;
    const isTogether = steps[index + 1]?.gapMs === 0;
    if (!isTogether && index < steps.length - 1) {
      if (step.who === 'agent') atMs = lastOfficeTime(random, atMs, officeOffsetHours);
      if (step.who === 'customer') atMs = lastWakingTime(random, atMs, customerOffsetHours);
    }
    times[index] = atMs;
    atMs -= step.gapMs;
  }
  return times;
}

/** The instant itself when an office is open then, else one in the last two hours before it closed. */
export function lastOfficeTime(random: Random, atMs: number, offsetHours: number): number {
  const local = new Date(atMs + offsetHours * HOUR_MS);
  const hour = local.getUTCHours() + local.getUTCMinutes() / 60;
  const day = local.getUTCDay();
  if (day !== 0 && day !== 6 && hour >= 8 && hour < 17.5) return atMs;
  const midnightMs = Math.floor((atMs + offsetHours * HOUR_MS) / DAY_MS) * DAY_MS;
  const stepsBack = hour < 8 || day === 0 || day === 6 ? 1 : 0;
  let closingDayMs = midnightMs - stepsBack * DAY_MS;
  while ([0, 6].includes(new Date(closingDayMs).getUTCDay())) closingDayMs -= DAY_MS;
  return (
    closingDayMs +
    17.5 * HOUR_MS -
    random.between(0, 120) * MINUTE_MS -
    offsetHours * HOUR_MS -
    random.between(0, 59_000)
  );
}

/** The instant itself, or the evening before when people sleep then. */
export function lastWakingTime(random: Random, atMs: number, offsetHours: number): number {
  const local = new Date(atMs + offsetHours * HOUR_MS);
  const hour = local.getUTCHours();
  if (hour >= 7 && hour < 23) return atMs;
  const midnightMs = Math.floor((atMs + offsetHours * HOUR_MS) / DAY_MS) * DAY_MS;
  const eveningMs = midnightMs + (hour < 7 ? -1 : 0) * DAY_MS + 22.5 * HOUR_MS - offsetHours * HOUR_MS;
  return eveningMs - random.between(0, 240) * MINUTE_MS - random.between(0, 59_000);
}
