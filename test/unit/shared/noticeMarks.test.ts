import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../../shared/domain/ids.ts';
import {
  machineInUse,
  mergeNoticeMarks,
  NoticeMarks,
  noticeMarksId,
  readMark,
  READ_MARKS_MAX,
} from '../../../shared/domain/noticeMarks.ts';

const agentId = 'me' as AgentId;
const marks = fc.record({
  agentId: fc.constant(agentId),
  read: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 10 }),
  machines: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 9 })),
});

describe('marks of read notices', () => {
  it('are the same everywhere, fit the schema, and differ from notice to notice', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => `assigned/0192-${String(index)}`);
    const made = ids.map(readMark);
    expect(new Set(made).size).toBe(ids.length);
    expect(
      NoticeMarks.safeParse({ agentId, read: made.slice(0, READ_MARKS_MAX), machines: {} }).success,
    ).toBe(true);
    expect(noticeMarksId('x'.repeat(64) as AgentId)).toHaveLength(64);
  });

  it('lose nothing that either side has read since', () => {
    fc.assert(
      fc.property(marks, marks, marks, (base, mine, theirs) => {
        const merged = mergeNoticeMarks(base, mine, theirs);
        const added = [...mine.read, ...theirs.read].filter((mark) => !base.read.includes(mark));
        expect(merged.read).toEqual(expect.arrayContaining(added));
        for (const [id, atMs] of Object.entries(merged.machines))
          expect(atMs).toBe(Math.max(mine.machines[id] ?? 0, theirs.machines[id] ?? 0));
        expect(mergeNoticeMarks(base, merged, merged)).toEqual(merged);
      }),
    );
  });

  it('tell which machine was used last', () => {
    expect(machineInUse({})).toBeNull();
    expect(machineInUse({ a: 1, b: 3, c: 2 })).toEqual({ deviceId: 'b', atMs: 3 });
    expect(machineInUse({ a: 3, b: 3 })).toEqual({ deviceId: 'b', atMs: 3 });
  });
});
