import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideAlarms,
  freshMemory,
  startAlarms,
  type AlarmMemory,
  type LookedTicket,
} from '../../../../../electron/engine/alarms/decideAlarms.ts';
import type { Tell } from '../../../../../electron/engine/alarms/ticketAlarms.ts';
import type { TicketId } from '../../../../../shared/domain/ids.ts';

const START_MS = 1_000_000_000;
/** Instants lie this far apart, so that runs stay readable. */
const UNIT_MS = 60_000;

type Step =
  | { readonly do: 'change'; readonly ticket: number; readonly instants: readonly number[] }
  | { readonly do: 'remove'; readonly ticket: number }
  | { readonly do: 'pass' | 'sleep' | 'restart' | 'jump'; readonly units: number };

const ticket = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('change' as const),
    ticket,
    instants: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 4 }),
  }),
  fc.record({ do: fc.constant('remove' as const), ticket }),
  fc.record({
    do: fc.constantFrom('pass' as const, 'sleep' as const, 'restart' as const),
    units: fc.nat(15),
  }),
  fc.record({ do: fc.constant('jump' as const), units: fc.integer({ min: -20, max: 20 }) }),
);

/** A desk with its tickets, and beside it a model that looks at everything all the time. */
class World {
  nowMs = START_MS;
  state = startAlarms(freshMemory(START_MS));
  readonly tickets = new Map<number, readonly Tell[]>();
  readonly toldAt = new Map<string, number>();
  /** What a ticket had before it at some look: when it comes, it must be told. */
  readonly expected = new Set<string>();
  groups = 0;

  settle(looked: readonly number[], isNew = false): void {
    const ids = new Set(looked);
    const outcome = decideAlarms(this.state, { kind: 'time' }, this.nowMs);
    this.state = outcome.state;
    for (const effect of outcome.effects)
      if (effect.kind === 'look') for (const id of effect.ticketIds) ids.add(Number(id));
    const tickets = [...ids].filter((id) => this.tickets.has(id)).map((id) => this.looked(id, isNew));
    const decided = decideAlarms(this.state, { kind: 'looked', tickets, isRebuild: false }, this.nowMs);
    this.state = decided.state;
    for (const effect of decided.effects) if (effect.kind === 'tell') this.hear(effect.notices);
    this.state = decideAlarms(this.state, { kind: 'settled', isCurrent: true }, this.nowMs).state;
    this.check(ids);
  }

  /** Lets time pass as for a desk that is awake: it wakes at the next instant. */
  pass(units: number): void {
    const endMs = this.nowMs + units * UNIT_MS;
    for (let nextMs = this.state.heap.nextMs(); nextMs <= endMs; nextMs = this.state.heap.nextMs()) {
      this.nowMs = nextMs;
      this.settle([]);
    }
    this.nowMs = endMs;
    this.settle([]);
  }

  remove(id: number): void {
    this.tickets.delete(id);
    for (const name of this.expected) if (name.startsWith(`${String(id)}/`)) this.expected.delete(name);
    this.state = decideAlarms(this.state, { kind: 'gone', ticketIds: [String(id)] }, this.nowMs).state;
  }

  restart(units: number): void {
    const kept = JSON.parse(JSON.stringify(this.state.memory)) as AlarmMemory;
    this.nowMs += units * UNIT_MS;
    this.state = startAlarms(kept);
    this.settle([...this.tickets.keys()]);
  }

  private looked(id: number, isNew: boolean): LookedTicket {
    return {
      ticketId: String(id) as TicketId,
      number: id,
      subject: '',
      whose: 'mine',
      isNew,
      isOver: false,
      ignoresQuietHours: false,
      tells: this.tickets.get(id) ?? [],
      duties: [],
    };
  }

  private hear(notices: readonly { readonly ticketId: string; readonly dueAtMs: number }[]): void {
    this.groups += 1;
    for (const { ticketId, dueAtMs } of notices) {
      const name = `${ticketId}/${String(dueAtMs)}`;
      expect(this.toldAt.get(name), `${name} is told once`).toBeUndefined();
      expect(dueAtMs).toBeLessThanOrEqual(this.nowMs);
      this.toldAt.set(name, this.nowMs);
    }
  }

  private check(looked: ReadonlySet<number>): void {
    for (const [id, tells] of this.tickets) {
      for (const { atMs } of tells) {
        const name = `${String(id)}/${String(atMs)}`;
        if (atMs > this.nowMs && looked.has(id)) this.expected.add(name);
        if (atMs <= this.nowMs && this.expected.has(name))
          expect(this.toldAt.has(name), `${name} is told`).toBe(true);
      }
    }
  }
}

function tellsAt(instants: readonly number[]): Tell[] {
  return instants.map((unit) => {
    const atMs = START_MS + unit * UNIT_MS;
    return { kind: 'breach', key: String(atMs), target: 'resolution', dueAtMs: atMs, atMs };
  });
}

describe('alarms', () => {
  it('come once each, whatever the order of changes, sleeps, clock jumps and restarts', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const world = new World();
        for (const one of steps) {
          switch (one.do) {
            case 'change': {
              const isNew = !world.tickets.has(one.ticket);
              world.tickets.set(one.ticket, tellsAt(one.instants));
              world.settle([one.ticket], isNew);
              break;
            }
            case 'remove':
              world.remove(one.ticket);
              break;
            case 'pass':
              world.pass(one.units);
              break;
            case 'restart':
              world.restart(one.units);
              break;
            case 'sleep':
            case 'jump':
              world.nowMs = Math.max(START_MS, world.nowMs + one.units * UNIT_MS);
              world.settle([]);
              break;
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('come at their very instant to a desk that is awake', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 10 }), (instants) => {
        const world = new World();
        world.tickets.set(1, tellsAt(instants));
        world.settle([1]);
        world.pass(70);
        expect([...world.toldAt].every(([name, atMs]) => name === `1/${String(atMs)}`)).toBe(true);
        expect(world.toldAt.size).toBe(instants.length);
      }),
    );
  });

  it('that were slept over come together', () => {
    const world = new World();
    for (const id of [1, 2, 3]) {
      world.tickets.set(id, tellsAt([id]));
      world.settle([id]);
    }
    world.nowMs += 10 * UNIT_MS;
    world.settle([]);
    expect([world.toldAt.size, world.groups]).toEqual([3, 1]);
  });
});
