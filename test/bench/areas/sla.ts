import type { Contact } from '../../../shared/domain/contact.ts';
import { buildSlaBook, nextDue, verdictFor } from '../../../shared/domain/sla/slaBook.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { aContact } from '../../support/builders.ts';
import { manyTickets } from '../../support/manyTickets.ts';
import {
  aCalendarSetting,
  aCalendarValue,
  aPolicySetting,
  aPolicyValue,
  HOUR_MS,
  statusEntry,
  targets,
} from '../../support/slaBuilders.ts';
import { measureAlarms } from './alarms.ts';
import { businessTimeFigures } from './businessTime.ts';
import { recomputeFigures } from './recompute.ts';
import { timings, percentile, toRecord, type BenchRecord } from '../record.ts';

const TICKETS = 20_000;
const ROUNDS = 5;
const RESOLUTION_MINUTES = 480;
const MS_PER_SECOND = 1000;

/** Verdicts with calendar, holidays and pauses, one core. */
export async function benchSla(): Promise<readonly BenchRecord[]> {
  const calendar = aCalendarValue({
    holidays: ['2026-03-06', '2026-03-19', '2026-04-03', '2026-04-06'].map((date) => ({
      date,
      name: 'Holiday',
    })),
  });
  const book = buildSlaBook([aCalendarSetting(calendar), aPolicySetting()]);
  const contact: Contact = aContact();
  const tickets = manyTickets(TICKETS).map(paused);
  const nowMs = (tickets.at(-1)?.createdAtMs ?? 0) + HOUR_MS;

  const verdictMs = percentile(
    await timings(ROUNDS, () => {
      for (const ticket of tickets) verdictFor(book, ticket, contact, nowMs);
    }),
    0.5,
  );
  const recomputeMs = percentile(
    await timings(ROUNDS, () => {
      for (const ticket of tickets) nextDue(book, ticket, contact);
    }),
    0.5,
  );
  const resolutionOnly = aPolicyValue({ targets: { '': targets({ resolution: RESOLUTION_MINUTES }) } });
  const compared = buildSlaBook([aCalendarSetting(calendar), aPolicySetting(resolutionOnly)]);
  return [
    toRecord(
      'sla',
      'verdicts with calendar, holidays and a pause',
      (TICKETS / verdictMs) * MS_PER_SECOND,
      '/s',
      {
        goal: { of: 'value', atLeast: 200_000 },
      },
    ),
    toRecord('sla', '20,000 tickets: due instants computed again', recomputeMs, 'ms', {
      goal: { of: 'value', atMost: 500 },
    }),
    ...(await recomputeFigures(tickets)),
    ...(await businessTimeFigures(compared, calendar, RESOLUTION_MINUTES, tickets)),
    ...(await measureAlarms()),
  ];
}

/** Every ticket has waited for its customer once, over a night. */
function paused(ticket: Ticket): Ticket {
  const fromMs = ticket.createdAtMs + 2 * HOUR_MS;
  return {
    ...ticket,
    status: 'open',
    isOpen: true,
    history: [
      ...ticket.history,
      statusEntry(fromMs, 'open', 'pending', 'p1'),
      statusEntry(fromMs + 18 * HOUR_MS, 'pending', 'open', 'p2'),
    ],
  };
}
