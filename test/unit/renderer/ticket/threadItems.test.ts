import { describe, expect, it } from 'vitest';
import { threadItems } from '../../../../renderer/features/ticket/thread/threadItems.ts';
import type { ThreadItem } from '../../../../renderer/features/ticket/thread/threadItems.ts';
import type { HistoryId, MessageId } from '../../../../shared/domain/ids.ts';
import type { HistoryEntry } from '../../../../shared/domain/ticket/ticket.ts';
import { aMessage } from '../../../support/builders.ts';

const DAY_MS = 1000;
const startOfDay = (atMs: number): number => Math.floor(atMs / DAY_MS) * DAY_MS;
const message = (id: string, atMs: number): ReturnType<typeof aMessage> =>
  aMessage({ id: id as MessageId, atMs });
const change = (id: string, atMs: number, rest: object = { kind: 'snooze', from: 0, to: 1 }): HistoryEntry =>
  ({ id: id as HistoryId, atMs, by: { kind: 'system' }, ...rest }) as HistoryEntry;

function outline(items: readonly ThreadItem[]): string[] {
  return items.map((item) => {
    if (item.kind === 'day') return `day ${String(startOfDay(item.atMs))}`;
    if (item.kind === 'message') return item.message.id;
    return `[${item.entries.map(({ id }) => id).join(' ')}]`;
  });
}

describe('The thread', () => {
  it('weaves what happened between the messages, oldest first, with a line for each day', () => {
    const items = threadItems(
      [message('m2', 1500), message('m1', 100)],
      [change('h3', 1600), change('h1', 50), change('h2', 200), change('h4', 1700)],
      startOfDay,
    );
    expect(outline(items)).toEqual(['day 0', '[h1]', 'm1', '[h2]', 'day 1000', 'm2', '[h3 h4]']);
  });

  it('lets the reopening speak for the status change that came with it, and keeps tags out', () => {
    const items = threadItems(
      [],
      [
        change('status', 10, { kind: 'status', from: 'solved', to: 'open' }),
        change('reopened', 10, { kind: 'reopened', from: 'solved' }),
        change('tags', 20, { kind: 'tags', added: ['a'], removed: [] }),
        change('other', 30, { kind: 'status', from: 'open', to: 'pending' }),
      ],
      startOfDay,
    );
    expect(outline(items)).toEqual(['day 0', '[reopened other]']);
  });

  it('gives every line a key of its own', () => {
    const items = threadItems(
      [message('m1', 1), message('m2', 1001)],
      [change('h1', 0), change('h2', 500), change('h3', 1000), change('h4', 2000)],
      startOfDay,
    );
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });
});
