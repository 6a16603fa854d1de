import { describe, expect, test } from 'vitest';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import type { DeskFacts } from '../../../../electron/attention/deskFacts.ts';
import { createHostTexts } from '../../../../electron/texts.ts';
import { trayModel, type TrayItem } from '../../../../electron/tray/trayModel.ts';

const NOW_MS = new Date(2026, 2, 3, 14, 0).getTime();
const MINUTE_MS = 60_000;
const english = createHostTexts('en');

function facts(changes: Partial<Extract<DeskFacts, { name: 'signedIn' }>> = {}): DeskFacts {
  return {
    name: 'signedIn',
    isOnline: true,
    toSolve: 3,
    overdue: 0,
    next: { ticketId: 't1' as TicketId, number: 1234, dueAtMs: NOW_MS + 12.5 * MINUTE_MS },
    availability: 'busy',
    pausedUntilMs: 0,
    ...changes,
  };
}

function labels(items: readonly TrayItem[]): string[] {
  return items.flatMap((item) =>
    item.kind === 'line' ? [] : item.kind === 'menu' ? [item.label, ...labels(item.items)] : [item.label],
  );
}

function find(items: readonly TrayItem[], label: string): TrayItem | undefined {
  return items
    .flatMap((item) => (item.kind === 'menu' ? [item, ...item.items] : [item]))
    .find((item) => item.kind !== 'line' && item.label.startsWith(label));
}

describe('the tray', () => {
  test('says what is due next, how many wait, and what can be done', () => {
    const model = trayModel(facts(), NOW_MS, english);
    expect(model.tooltip).toBe('Baton · 3 tickets to solve · #1234 due in 12 min.');
    expect(model.needsAttention).toBe(false);
    expect(labels(model.items)).toEqual([
      '#1234 due in 12 min.',
      '3 tickets to solve',
      'Availability',
      'Available',
      'Busy',
      'Away',
      'Off duty',
      'Pause notices',
      'For 30 minutes',
      'For 1 hour',
      'Until tomorrow, 08:00 AM',
      'Open Baton',
      'SLA wall',
      'Settings…',
      'Quit Baton',
    ]);
    expect(find(model.items, '#1234')).toMatchObject({ action: { name: 'openTicket', ticketId: 't1' } });
    expect(find(model.items, 'Busy')).toMatchObject({ kind: 'choice', isChosen: true });
    expect(find(model.items, 'Away')).toMatchObject({ kind: 'choice', isChosen: false });
  });

  test('pauses notices for as long as it says', () => {
    const { items } = trayModel(facts(), NOW_MS, english);
    expect(find(items, 'For 30')).toMatchObject({ action: { untilMs: NOW_MS + 30 * MINUTE_MS } });
    expect(find(items, 'For 1 hour')).toMatchObject({ action: { untilMs: NOW_MS + 60 * MINUTE_MS } });
    expect(find(items, 'Until tomorrow')).toMatchObject({
      action: { untilMs: new Date(2026, 2, 4, 8, 0).getTime() },
    });
  });

  test('lets paused notices come again, and says until when they are', () => {
    const { items } = trayModel(facts({ pausedUntilMs: NOW_MS + 30 * MINUTE_MS }), NOW_MS, english);
    expect(find(items, 'Resume')).toMatchObject({
      label: 'Resume notices (paused until 02:30 PM)',
      action: { name: 'pauseNotices', untilMs: 0 },
    });
    const endless = trayModel(facts({ pausedUntilMs: 8.64e15 }), NOW_MS, english);
    expect(find(endless.items, 'Resume')).toMatchObject({ label: 'Resume notices' });
  });

  test('calls for attention when something of one’s own is overdue', () => {
    const model = trayModel(
      facts({
        overdue: 2,
        next: { ticketId: 't1' as TicketId, number: 7, dueAtMs: NOW_MS - 3 * 60 * MINUTE_MS },
      }),
      NOW_MS,
      english,
    );
    expect(model.needsAttention).toBe(true);
    expect(find(model.items, '#7')).toMatchObject({ label: '#7 overdue, was due 3 hr. ago' });
  });

  test('says when there is no connection, and when nothing is due', () => {
    const { items, tooltip } = trayModel(facts({ isOnline: false, next: null, toSolve: 0 }), NOW_MS, english);
    expect(labels(items).slice(0, 3)).toEqual(['Offline', 'Nothing of yours is due', '0 tickets to solve']);
    expect(tooltip).toBe('Baton · Offline · 0 tickets to solve');
  });

  test('offers nothing of a desk while nobody is signed in', () => {
    const { items } = trayModel({ name: 'signedOut' }, NOW_MS, english);
    expect(labels(items)).toEqual(['Nobody is signed in', 'Open Baton', 'Settings…', 'Quit Baton']);
  });

  test.each([
    ['pt-BR', '#1234 vence em 12 min.'],
    ['cs', '#1234: termín za 12 min'],
    ['ro', '#1234 are termen peste 12 min.'],
  ] as const)('speaks %s', (locale, due) => {
    expect(labels(trayModel(facts(), NOW_MS, createHostTexts(locale)).items)[0]).toBe(due);
  });
});
