import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPresenceReporter } from '../../../../renderer/features/ticket/presence/presenceReporter.ts';
import type { PresenceReporter } from '../../../../renderer/features/ticket/presence/presenceReporter.ts';
import type { TicketId } from '../../../../shared/domain/ids.ts';

const lamp = 'lamp' as TicketId;
const bell = 'bell' as TicketId;
const MINUTE_MS = 60_000;

let told: string[];
let reporter: PresenceReporter;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  reporter = createPresenceReporter((ticketId, mode) => {
    told.push(ticketId === null ? 'nothing' : `${mode} ${ticketId}`);
  });
});
afterEach(() => {
  reporter.leave();
  vi.useRealTimers();
});

function pass(ms: number): void {
  vi.advanceTimersByTime(ms);
}

it('tells the ticket a person stays at, not those they run past', () => {
  reporter.showTicket(lamp);
  pass(100);
  reporter.showTicket(bell);
  pass(1000);
  expect(told).toEqual(['viewing bell']);
});

it('tells of writing once, until there is no typing for half a minute', () => {
  reporter.showTicket(lamp);
  pass(1000);
  for (let second = 0; second < 20; second += 1) {
    reporter.typed('reply');
    pass(1000);
  }
  expect(told).toEqual(['viewing lamp', 'writingReply lamp']);
  pass(31_000);
  expect(told).toEqual(['viewing lamp', 'writingReply lamp', 'viewing lamp']);
});

it('tells a note from a reply, and ends with the last word', () => {
  reporter.showTicket(lamp);
  reporter.typed('note');
  pass(1000);
  reporter.typed('reply');
  pass(1000);
  reporter.stopWriting();
  pass(1000);
  expect(told).toEqual(['writingNote lamp', 'writingReply lamp', 'viewing lamp']);
});

it('begins with reading at the next ticket', () => {
  reporter.showTicket(lamp);
  reporter.typed('reply');
  pass(1000);
  reporter.showTicket(bell);
  pass(1000);
  expect(told).toEqual(['writingReply lamp', 'viewing bell']);
});

it('repeats itself every minute, and is still after leaving', () => {
  reporter.showTicket(lamp);
  pass(1000);
  pass(2 * MINUTE_MS);
  reporter.leave();
  pass(10 * MINUTE_MS);
  expect(told).toEqual(['viewing lamp', 'viewing lamp', 'viewing lamp', 'nothing']);
});

it('shows nothing while the window is hidden or nobody has moved for five minutes', () => {
  reporter.showTicket(lamp);
  pass(1000);
  reporter.setVisible(false);
  pass(1000);
  reporter.setVisible(true);
  pass(1000);
  expect(told).toEqual(['viewing lamp', 'nothing', 'viewing lamp']);
  pass(6 * MINUTE_MS);
  expect(told.at(-1)).toBe('nothing');
  const silent = told.length;
  pass(10 * MINUTE_MS);
  expect(told).toHaveLength(silent);
  reporter.noticePerson();
  pass(1000);
  expect(told.at(-1)).toBe('viewing lamp');
});
