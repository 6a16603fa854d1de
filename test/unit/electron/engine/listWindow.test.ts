import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  afterStep,
  rowsToRead,
  withRows,
  type DocumentStep,
  type ListWindow,
} from '../../../../electron/engine/listWindow.ts';
import type { AgentId, DepartmentId, TicketId } from '../../../../shared/domain/ids.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { isOpenStatus, STATUSES } from '../../../../shared/domain/ticket/ticket.ts';
import { selectorTest, sortOrder, type ListRules } from '../../../../shared/domain/viewRules.ts';
import {
  DUE_FILTERS,
  listSelector,
  SORTS,
  STANDARD_VIEWS,
  type ViewId,
} from '../../../../shared/domain/views.ts';
import { aTicket } from '../../../support/builders.ts';

const NOW_MS = 1000;

const someTicket = fc
  .record({
    id: fc.integer({ min: 0, max: 24 }).map((n) => `tkt_${String(n)}` as TicketId),
    status: fc.constantFrom(...STATUSES),
    priorityRank: fc.constantFrom(0, 10, 20),
    assigneeId: fc.constantFrom('' as const, 'ana' as AgentId, 'ben' as AgentId),
    departmentId: fc.constantFrom('support' as DepartmentId, 'billing' as DepartmentId),
    // Few values, so that ties are common, on both sides of now and of the hour of "At risk".
    nextDueAtMs: fc.constantFrom(0, 900, 3_601_000, 3_601_001, 9_000_000),
    snoozedUntilMs: fc.constantFrom(0, 0, 0, 1000, 1001),
    createdAtMs: fc.integer({ min: 0, max: 4 }),
    updatedAtMs: fc.integer({ min: 0, max: 4 }),
  })
  .map((fields) => aTicket({ ...fields, isOpen: isOpenStatus(fields.status) }));

const someRules = fc
  .record({
    view: fc.constantFrom<ViewId>(...STANDARD_VIEWS, 'department:billing'),
    due: fc.constantFrom(undefined, ...DUE_FILTERS),
    sort: fc.constantFrom(...SORTS),
  })
  .map(({ view, due, sort }): ListRules<Ticket> => {
    const context = { meId: 'ana' as AgentId, myDepartmentIds: ['support' as DepartmentId], nowMs: NOW_MS };
    return { matches: selectorTest(listSelector(view, due, context)), compare: sortOrder(sort) };
  });

type Documents = ReadonlyMap<string, Ticket>;

/** The whole list, read anew. */
function listOf(documents: Documents, { matches, compare }: ListRules<Ticket>): Ticket[] {
  return [...documents.values()].filter(matches).sort(compare);
}

/** Reads what a window lacks, as the host does. */
function filled(window: ListWindow<Ticket>, list: readonly Ticket[]): ListWindow<Ticket> {
  const gap = rowsToRead(window);
  return gap ? withRows(window, gap, list.slice(gap.skip, gap.skip + gap.limit)) : window;
}

function written(
  documents: Documents,
  write: { ticket: Ticket; isDeleted: boolean },
): [Documents, DocumentStep<Ticket>] {
  const { ticket, isDeleted } = write;
  const next = new Map(documents);
  const before = documents.get(ticket.id) ?? null;
  if (isDeleted) next.delete(ticket.id);
  else next.set(ticket.id, ticket);
  return [next, { before, after: isDeleted ? null : ticket }];
}

const ids = (rows: readonly Ticket[]): string[] => rows.map(({ id }) => id);

test('a window that follows every write is what reading the list anew gives, wherever reads fall between', () => {
  const write = fc.record({ ticket: someTicket, isDeleted: fc.boolean(), isRead: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(someTicket, { maxLength: 25 }),
      someRules,
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 1, max: 8 }),
      fc.array(write, { maxLength: 30 }),
      (start, rules, offset, limit, writes) => {
        let documents: Documents = new Map(start.map((ticket) => [ticket.id, ticket]));
        const first = listOf(documents, rules);
        const empty = { offset, limit, total: first.length, rows: [] };
        let window = filled({ ...empty, rows: first.slice(offset, offset + limit) }, first);
        for (const { isRead, ...one } of writes) {
          const [next, step] = written(documents, one);
          documents = next;
          window = afterStep(window, step, rules);
          const list = listOf(documents, rules);
          expect(window.total).toBe(list.length);
          // What is known is right before anything is read, and whole afterwards.
          expect(window.rows).toEqual(list.slice(window.offset, window.offset + window.rows.length));
          if (!isRead) continue;
          window = filled(window, list);
          expect(window.rows).toEqual(list.slice(window.offset, window.offset + limit));
          expect(window.rows.length > 0 || list.length === 0).toBe(true);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

describe('what a write costs', () => {
  const rules: ListRules<Ticket> = { matches: ({ isOpen }) => isOpen, compare: sortOrder('age') };
  const at = (ms: number, over: Partial<Ticket> = {}): Ticket =>
    aTicket({ id: `t${String(ms).padStart(3, '0')}` as TicketId, createdAtMs: ms, ...over });
  const list = Array.from({ length: 20 }, (_, n) => at(n * 10));
  /** The rows at 50, 60 and 70 of a list of twenty. */
  const window: ListWindow<Ticket> = { offset: 5, limit: 3, total: 20, rows: list.slice(5, 8) };
  const cost = (before: Ticket | null, after: Ticket | null) => {
    const next = afterStep(window, { before, after }, rules);
    return { offset: next.offset, total: next.total, rows: ids(next.rows), read: rowsToRead(next) };
  };
  const same = { offset: 5, total: 20, rows: ['t050', 't060', 't070'], read: undefined };

  it('is nothing for rows above and below: they move the offset or the count', () => {
    expect(cost(null, at(5))).toEqual({ ...same, offset: 6, total: 21 });
    expect(cost(at(10), null)).toEqual({ ...same, offset: 4, total: 19 });
    expect(cost(null, at(95))).toEqual({ ...same, total: 21 });
    expect(cost(at(10), at(10, { createdAtMs: 155 }))).toEqual({ ...same, offset: 4 });
  });

  it('is nothing for a row that enters, changes, or moves within', () => {
    expect(cost(null, at(55))).toEqual({ ...same, total: 21, rows: ['t050', 't055', 't060'] });
    expect(cost(at(60), at(60, { createdAtMs: 75 }))).toMatchObject({ rows: ['t050', 't070'], total: 20 });
    expect(cost(at(60), at(60, { createdAtMs: 51 }))).toEqual(same);
    for (const ms of [50, 70]) expect(cost(at(ms), at(ms, { subject: 'Other' }))).toEqual(same);
    expect(cost(at(50), at(50, { createdAtMs: 55 }))).toEqual(same);
    expect(cost(at(70), at(70, { createdAtMs: 65 }))).toEqual(same);
    expect(cost(at(150), at(150, { createdAtMs: 65 }))).toEqual({ ...same, rows: ['t050', 't060', 't150'] });
  });

  it('is the one row behind the end when a row leaves', () => {
    const left = { ...same, total: 19, rows: ['t050', 't070'], read: { skip: 7, limit: 1 } };
    expect(cost(at(60), at(60, { isOpen: false }))).toEqual(left);
    expect(cost(at(60), null)).toEqual(left);
  });

  it('is nothing for a document that is not and was not in the list', () => {
    expect(cost(at(60, { id: 'x' as TicketId, isOpen: false }), null)).toEqual(same);
  });
});
