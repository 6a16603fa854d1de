import { describe, expect, it } from 'vitest';
import { closedSpans, statusSpans, stoppedSpans } from '../../../../shared/domain/sla/pauses.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import { aTicket } from '../../../support/builders.ts';
import { statusEntry, statusHistory } from '../../../support/slaBuilders.ts';

describe('statusSpans', () => {
  it('tells which status held when', () => {
    const ticket = aTicket({
      createdAtMs: 100,
      status: 'open',
      history: statusHistory('new', [200, 'pending'], [300, 'open']),
    });
    expect(statusSpans(ticket)).toEqual([
      { status: 'new', fromMs: 100, toMs: 200 },
      { status: 'pending', fromMs: 200, toMs: 300 },
      { status: 'open', fromMs: 300, toMs: NO_DUE_MS },
    ]);
  });

  it('sorts merged entries by time and takes each once', () => {
    const [toPending, toOpen] = statusHistory('new', [200, 'pending'], [300, 'open']);
    const ticket = aTicket({ createdAtMs: 100, status: 'open', history: [toOpen!, toPending!, toOpen!] });
    expect(statusSpans(ticket).map(({ status }) => status)).toEqual(['new', 'pending', 'open']);
  });

  it('follows steps of one instant by what they say, not by their ids', () => {
    const ticket = aTicket({
      createdAtMs: 100,
      status: 'open',
      history: [
        ...aTicket().history,
        statusEntry(200, 'new', 'open', 'b'),
        statusEntry(200, 'open', 'pending', 'a'),
        statusEntry(300, 'pending', 'open', 'c'),
      ],
    });
    expect(statusSpans(ticket)[1]).toEqual({ status: 'pending', fromMs: 200, toMs: 300 });
  });

  it('gives the ticket’s own status the last word', () => {
    const ticket = aTicket({
      createdAtMs: 100,
      status: 'open',
      history: statusHistory('new', [200, 'pending']),
    });
    expect(statusSpans(ticket).at(-1)).toEqual({ status: 'open', fromMs: 200, toMs: NO_DUE_MS });
  });

  it('lets entries from before the creation decide only the first status', () => {
    const ticket = aTicket({
      createdAtMs: 100,
      status: 'open',
      history: statusHistory('new', [50, 'pending'], [150, 'open']),
    });
    expect(statusSpans(ticket)[0]).toEqual({ status: 'pending', fromMs: 100, toMs: 150 });
  });

  it('takes a solved ticket without an entry for it as solved when it says', () => {
    const ticket = aTicket({
      createdAtMs: 100,
      status: 'solved',
      solvedAtMs: 400,
      history: statusHistory('new', [200, 'open']),
    });
    expect(closedSpans(statusSpans(ticket))).toEqual([{ fromMs: 400, toMs: NO_DUE_MS }]);
  });
});

describe('stoppedSpans', () => {
  it('joins solved, closed and paused stretches that touch', () => {
    const ticket = aTicket({
      createdAtMs: 0,
      status: 'open',
      history: statusHistory(
        'new',
        [10, 'pending'],
        [20, 'onHold'],
        [30, 'open'],
        [40, 'solved'],
        [50, 'pending'],
        [60, 'open'],
      ),
    });
    const spans = statusSpans(ticket);
    expect(stoppedSpans(spans, ['pending', 'onHold'])).toEqual([
      { fromMs: 10, toMs: 30 },
      { fromMs: 40, toMs: 60 },
    ]);
    expect(stoppedSpans(spans, [])).toEqual([{ fromMs: 40, toMs: 50 }]);
  });
});
