import { describe, expect, it } from 'vitest';
import { generateDemo } from '../../../../server/demo/generateDemo.ts';
import { Contact } from '../../../../shared/domain/contact.ts';
import { Message } from '../../../../shared/domain/message.ts';
import { Setting } from '../../../../shared/domain/settings.ts';
import { hopCount, isPingPong } from '../../../../shared/domain/ticket/history.ts';
import { isOpenStatus, Ticket, type HistoryEntry } from '../../../../shared/domain/ticket/ticket.ts';

// A Wednesday afternoon in Prague.
const NOW_MS = Date.UTC(2026, 10, 18, 14, 0);
const HOUR_MS = 3_600_000;
const demo = generateDemo({ seed: 7, nowMs: NOW_MS });
const open = demo.tickets.filter((ticket) => ticket.isOpen);
const messagesOf = grouped(demo.messages, (message) => message.ticketId);

function grouped<T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

function lastTo<K extends 'holder' | 'status'>(
  history: readonly HistoryEntry[],
  kind: K,
): Extract<HistoryEntry, { kind: K }> | undefined {
  return history.findLast((entry): entry is Extract<HistoryEntry, { kind: K }> => entry.kind === kind);
}

describe('the demo workspace', () => {
  it('is the same for the same seed and instant, and another for another seed', () => {
    const again = generateDemo({ seed: 7, nowMs: NOW_MS });
    expect(again).toEqual(demo);
    const other = generateDemo({ seed: 8, nowMs: NOW_MS });
    expect(other.tickets[0]).not.toEqual(demo.tickets[0]);
  });

  it('holds only documents that fit their schemas', () => {
    expect(demo.tickets.map((ticket) => Ticket.parse(ticket))).toEqual(demo.tickets);
    expect(demo.messages.map((message) => Message.parse(message))).toEqual(demo.messages);
    expect(demo.contacts.map((contact) => Contact.parse(contact))).toEqual(demo.contacts);
    expect(demo.settings.map((setting) => Setting.parse(setting))).toEqual(demo.settings);
  });

  it('uses every id once', () => {
    const ids = [...demo.tickets, ...demo.messages, ...demo.contacts, ...demo.settings].map(({ id }) => id);
    const history = demo.tickets.flatMap((ticket) => ticket.history.map(({ id }) => id));
    expect(new Set([...ids, ...history]).size).toBe(ids.length + history.length);
  });

  it('has the promised team', () => {
    const count = (kind: Setting['kind']): number =>
      demo.settings.filter((setting) => setting.kind === kind).length;
    expect(demo.accounts).toHaveLength(10);
    expect(count('agent')).toBe(10);
    expect(count('department')).toBe(3);
    expect(count('calendar')).toBe(2);
    expect(count('sla-policy')).toBeGreaterThanOrEqual(3);
    expect(count('rule')).toBeGreaterThanOrEqual(5);
    expect(count('canned-reply')).toBeGreaterThanOrEqual(12);
    expect(demo.contacts.filter(({ kind }) => kind === 'person')).toHaveLength(600);
  });

  it('tells every ticket the same way in header and history', () => {
    for (const ticket of demo.tickets) {
      const created = ticket.history[0];
      if (created?.kind !== 'created') throw new Error('the first entry must tell of the creation');
      const holder = lastTo(ticket.history, 'holder')?.to ?? created.to;
      expect(holder).toEqual({ departmentId: ticket.departmentId, assigneeId: ticket.assigneeId });
      expect(lastTo(ticket.history, 'status')?.to ?? created.status).toBe(ticket.status);
      expect(ticket.isOpen).toBe(isOpenStatus(ticket.status));
      expect(ticket.reopenCount).toBe(ticket.history.filter(({ kind }) => kind === 'reopened').length);
      expect(ticket.history.map(({ atMs }) => atMs)).toEqual(
        ticket.history.map(({ atMs }) => atMs).sort((a, b) => a - b),
      );
    }
  });

  it('tells every ticket the same way in header and messages', () => {
    for (const ticket of demo.tickets) {
      const thread = messagesOf.get(ticket.id) ?? [];
      const replies = thread.filter(({ kind }) => kind === 'reply');
      expect(ticket.messageCount).toBe(thread.length);
      expect(ticket.lastMessageId).toBe(thread.at(-1)?.id);
      expect(ticket.firstReplyAtMs).toBe(replies[0]?.atMs ?? 0);
      const spoken = thread.filter(({ kind }) => kind !== 'note').at(-1);
      expect(ticket.awaitingReplySinceMs !== 0).toBe(
        spoken?.kind === 'customer' && isOpenStatus(ticket.status),
      );
    }
  });

  it('lies in the past, and is alive now', () => {
    const latest = [
      ...demo.tickets.map(({ updatedAtMs }) => updatedAtMs),
      ...demo.messages.map(({ atMs }) => atMs),
    ];
    expect(Math.max(...latest)).toBeLessThanOrEqual(NOW_MS);
    expect(open.filter(({ lastMessageAtMs }) => lastMessageAtMs > NOW_MS - HOUR_MS).length).toBeGreaterThan(
      10,
    );
    expect(Math.min(...demo.tickets.map(({ createdAtMs }) => createdAtMs))).toBeGreaterThan(
      NOW_MS - 140 * 24 * HOUR_MS,
    );
  });

  it('shows every state of work', () => {
    expect(demo.tickets).toHaveLength(2000);
    expect(open).toHaveLength(450);
    const shares = {
      unassigned: open.filter(({ assigneeId }) => assigneeId === '').length,
      overdue: open.filter(({ nextDueAtMs }) => nextDueAtMs < NOW_MS).length,
      atRisk: open.filter(({ nextDueAtMs }) => nextDueAtMs >= NOW_MS && nextDueAtMs < NOW_MS + HOUR_MS)
        .length,
      snoozed: open.filter(({ snoozedUntilMs }) => snoozedUntilMs > NOW_MS).length,
      reopened: open.filter(({ reopenCount }) => reopenCount > 0).length,
      hops: demo.tickets.filter((ticket) => hopCount(ticket) > 0).length,
      pingPong: demo.tickets.filter(isPingPong).length,
    };
    for (const [name, count] of Object.entries(shares)) expect(count, name).toBeGreaterThan(4);
    expect(shares.overdue).toBeLessThan(open.length / 4);
  });

  it('speaks four languages, none of them rarely', () => {
    const byLanguage = grouped(demo.tickets, ({ language }) => language);
    expect([...byLanguage.keys()].sort()).toEqual(['cs', 'en', 'pt-BR', 'ro']);
    for (const tickets of byLanguage.values()) expect(tickets.length).toBeGreaterThan(150);
  });

  it('never shows the same thread twice among the hundred latest', () => {
    const latest = demo.tickets.toSorted((a, b) => b.updatedAtMs - a.updatedAtMs).slice(0, 100);
    const threads = latest.map((ticket) =>
      (messagesOf.get(ticket.id) ?? []).map(({ text }) => text).join('\n'),
    );
    expect(new Set(threads).size).toBe(100);
  });

  it('leaves no slot and no gender mark in what people read', () => {
    const texts = [
      ...demo.messages.flatMap(({ text, html }) => [text, html]),
      ...demo.tickets.map(({ subject }) => subject),
    ];
    expect(texts.filter((text) => /[{}[\]|]|undefined/.test(text))).toEqual([]);
  });

  it('has no answer written on a weekend', () => {
    const days = demo.messages
      .filter(({ kind }) => kind === 'reply')
      .map(({ atMs }) => new Date(atMs).getUTCDay());
    expect(days.filter((day) => day === 0 || day === 6).length).toBe(0);
  });

  it('works at any hour, also on a Sunday night', () => {
    const sunday = generateDemo({ seed: 1, nowMs: Date.UTC(2026, 10, 22, 2, 30) });
    expect(Math.max(...sunday.tickets.map(({ updatedAtMs }) => updatedAtMs))).toBeLessThanOrEqual(
      Date.UTC(2026, 10, 22, 2, 30),
    );
    expect(sunday.tickets.filter(({ isOpen }) => isOpen)).toHaveLength(450);
  });
});
