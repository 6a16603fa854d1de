import { describe, expect, it } from 'vitest';
import { historyIds, importId } from '../../../../server/tools/import/importIds.ts';

describe('importId', () => {
  it('is a uuid that depends on source, kind and name, and on nothing else', () => {
    const id = importId('zendesk', 'ticket', '1');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(importId('zendesk', 'ticket', '1')).toBe(id);
    const others = [
      importId('csv', 'ticket', '1'),
      importId('zendesk', 'agent', '1'),
      importId('zendesk', 'ticket', '2'),
    ];
    expect(new Set([id, ...others]).size).toBe(4);
  });
});

describe('historyIds', () => {
  it('gives ids that sort in the order they were made, and the same ones every time', () => {
    const ticketId = importId('csv', 'ticket', '1');
    const newId = historyIds(ticketId);
    const ids = Array.from({ length: 300 }, () => newId());
    expect(ids.toSorted()).toEqual(ids);
    expect(historyIds(ticketId)()).toBe(ids[0]);
  });
});
