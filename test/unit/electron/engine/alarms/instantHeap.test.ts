import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInstantHeap } from '../../../../../electron/engine/alarms/instantHeap.ts';

const step = fc.oneof(
  fc.record({ do: fc.constant('set' as const), id: fc.nat(12), atMs: fc.nat(50) }),
  fc.record({ do: fc.constant('remove' as const), id: fc.nat(12), atMs: fc.constant(0) }),
  fc.record({ do: fc.constant('take' as const), id: fc.constant(0), atMs: fc.nat(50) }),
);

describe('the heap of instants', () => {
  it('always knows the soonest, whatever is set, moved, removed and taken', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const heap = createInstantHeap();
        const model = new Map<string, number>();
        for (const { do: what, id, atMs } of steps) {
          const name = `t${String(id)}`;
          if (what === 'set') {
            heap.set(name, atMs);
            model.set(name, atMs);
          } else if (what === 'remove') {
            heap.remove(name);
            model.delete(name);
          } else {
            const taken = heap.takeDue(atMs);
            const due = [...model].filter(([, dueMs]) => dueMs <= atMs);
            expect(taken.map((one) => model.get(one))).toEqual(
              due.map(([, dueMs]) => dueMs).sort((a, b) => a - b),
            );
            for (const one of taken) model.delete(one);
          }
          expect(heap.size).toBe(model.size);
          expect(heap.nextMs()).toBe(Math.min(Infinity, ...model.values()));
        }
      }),
    );
  });
});
