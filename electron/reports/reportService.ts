import type { AgentId, TicketId } from '../../shared/domain/ids.ts';
import { bucketsOf } from '../../shared/domain/reports/periods.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CommandOutput } from '../../shared/ipc/contract.ts';
import type { TicketRow } from '../../shared/ipc/lists.ts';
import type { KeepClosed } from '../../shared/ipc/preferences.ts';
import {
  REPORT_TICKETS_MAX,
  type Report,
  type ReportLine,
  type ReportNumber,
  type ReportQuestion,
} from '../../shared/ipc/reports.ts';
import { closedAfterMs } from '../engine/closedAfter.ts';
import {
  bucketFigures,
  count,
  emptyTally,
  figuresOf,
  type CountedEvent,
  type Tally,
} from '../engine/reports/reportFigures.ts';
import type { Replica } from '../replica/openReplica.ts';
import type { ReportSlice } from '../replica/storage/reportPlan.ts';
import type { ScannedTicket } from '../engine/reports/scanTicket.ts';
import type { Directory } from '../tickets/directory.ts';
import type { Clock } from '../time.ts';

/** Reports over what this computer holds; the server is not asked. */
export interface Reports {
  /** Throws `input.invalid` for an empty span. An agent gets their own figures only. */
  make(question: ReportQuestion): Promise<Report>;
  /** The tickets behind a number. Throws `input.notFound` when the report is too long ago. */
  tickets(number: ReportNumber): Promise<CommandOutput<'reports.tickets'>>;
}

/** What reports work with. */
export interface ReportPorts {
  readonly replica: Pick<Replica, 'report'>;
  readonly directory: Pick<Directory, 'settings' | 'agent'>;
  readonly clock: Clock;
  readonly meId: AgentId;
  readonly keepClosed: () => KeepClosed;
  readonly isComplete: () => boolean;
  readonly newId: () => string;
  /** The lines of these tickets; those that are not here any more are left out. */
  readonly rows: (ticketIds: readonly TicketId[]) => Promise<readonly TicketRow[]>;
}

/** So many reports are remembered, so that their numbers can be looked behind. */
const REMEMBERED = 2;

interface Gathered {
  readonly firstResponse: Tally;
  readonly resolution: Tally;
  tickets: number;
}

/** One span of time, by key and over everything. */
interface Span {
  readonly byKey: Map<string, Gathered>;
  readonly all: Gathered;
}

/** The reports of one replica. */
export function createReports(ports: ReportPorts): Reports {
  const made = new Map<string, Span>();

  function known(reportId: string): Span {
    const found = made.get(reportId);
    if (!found) throw new BatonError('input.notFound', 'the report is not remembered any more', { reportId });
    return found;
  }

  return {
    make: async (question) => {
      const { fromMs, beforeMs, previousFromMs } = question;
      if (fromMs >= beforeMs || previousFromMs > fromMs)
        throw new BatonError('input.invalid', 'the span of time is empty', { fromMs, beforeMs });
      const { directory, clock, meId } = ports;
      const isOwn = (directory.agent(meId)?.role ?? 'agent') === 'agent';
      const current = emptySpan();
      const previous = emptySpan();
      const scan = {
        settings: directory.settings().filter(({ kind }) => kind === 'sla-policy' || kind === 'calendar'),
        nowMs: clock.nowMs(),
        fromMs: previousFromMs,
        beforeMs,
        departmentId: question.departmentId,
        priority: question.priority,
        tag: question.tag,
        agentId: isOwn ? meId : '',
      };
      let reading: Promise<ReportSlice> | null = ports.replica.report({ ...scan, afterRow: 0 });
      while (reading) {
        const { tickets, nextRow }: ReportSlice = await reading;
        // The next slice is read while this one is counted.
        reading = nextRow === null ? null : ports.replica.report({ ...scan, afterRow: nextRow });
        for (const ticket of tickets) {
          gather(current, ticket, question, fromMs, beforeMs);
          gather(previous, ticket, question, previousFromMs, fromMs);
        }
      }
      const reportId = ports.newId();
      const report: Report = {
        reportId,
        question,
        scope: isOwn ? 'own' : 'team',
        lines: await linesOf(current),
        total: await lineOf('', current.all),
        previousLines: await linesOf(previous),
        previousTotal: await lineOf('', previous.all),
        buckets: bucketFigures(bucketsOf(question), [
          ...current.all.firstResponse.events,
          ...current.all.resolution.events,
        ]),
        heldFromMs: closedAfterMs(ports.keepClosed(), scan.nowMs),
        isComplete: ports.isComplete(),
      };
      made.set(reportId, current);
      for (const id of made.keys()) if (made.size > REMEMBERED) made.delete(id);
      return report;
    },
    tickets: async (number) => {
      const span = known(number.reportId);
      const gathered = number.key === null ? span.all : span.byKey.get(number.key);
      const events = gathered ? behind(gathered, number) : [];
      const shown = events.slice(0, REPORT_TICKETS_MAX);
      const rows = await ports.rows(shown.map(({ ticketId }) => ticketId as TicketId));
      const rowById = new Map(rows.map((row) => [row.id as string, row]));
      return {
        total: events.length,
        tickets: shown.flatMap(({ ticketId, atMs, agentId, wallMs, businessMs }) => {
          const row = rowById.get(ticketId);
          return row ? [{ row, atMs, agentId, wallMs, businessMs }] : [];
        }),
      };
    },
  };
}

/** What a number counts, in the order in which it is shown: each ticket once. */
function behind(gathered: Gathered, { target, outcome }: ReportNumber): CountedEvent[] {
  const { firstResponse, resolution } = gathered;
  const events = target === 'any' ? [...firstResponse.events, ...resolution.events] : gathered[target].events;
  const wanted = events.filter((event) =>
    outcome === 'done' ? event.wallMs !== null : outcome === 'any' || event.outcome === outcome,
  );
  wanted.sort((a, b) => (outcome === 'done' ? (b.wallMs ?? 0) - (a.wallMs ?? 0) : b.atMs - a.atMs));
  const seen = new Set<string>();
  return wanted.filter(({ ticketId }) => {
    const isNew = !seen.has(ticketId);
    seen.add(ticketId);
    return isNew;
  });
}

function emptyGathered(): Gathered {
  return { firstResponse: emptyTally(), resolution: emptyTally(), tickets: 0 };
}

function emptySpan(): Span {
  return { byKey: new Map(), all: emptyGathered() };
}

/** Counts what a ticket has in a span, once over everything and once under each key it belongs to. */
function gather(
  span: Span,
  ticket: ScannedTicket,
  { groupBy }: ReportQuestion,
  fromMs: number,
  beforeMs: number,
): void {
  const touched = new Set<Gathered>();
  for (const event of ticket.events) {
    if (event.atMs < fromMs || event.atMs >= beforeMs) continue;
    const counted: CountedEvent = { ...event, ticketId: ticket.id };
    const key = keyOf(ticket, event, groupBy);
    let group = span.byKey.get(key);
    if (!group) span.byKey.set(key, (group = emptyGathered()));
    for (const gathered of [group, span.all]) {
      count(gathered[event.target], counted);
      touched.add(gathered);
    }
  }
  for (const gathered of touched) gathered.tickets += 1;
}

function keyOf(
  ticket: ScannedTicket,
  event: ScannedTicket['events'][number],
  groupBy: ReportQuestion['groupBy'],
): string {
  switch (groupBy) {
    case 'policy':
      return ticket.policyId;
    case 'priority':
      return ticket.priority;
    case 'department':
      return event.departmentId;
    case 'agent':
      return event.agentId;
  }
}

async function linesOf({ byKey }: Span): Promise<ReportLine[]> {
  const lines: ReportLine[] = [];
  for (const [key, gathered] of byKey) lines.push(await lineOf(key, gathered));
  return lines;
}

/** Sorting a hundred thousand lengths takes some milliseconds: between two targets others have their turn. */
async function lineOf(key: string, { firstResponse, resolution, tickets }: Gathered): Promise<ReportLine> {
  const first = figuresOf(firstResponse);
  await new Promise((resolve) => setImmediate(resolve));
  const second = figuresOf(resolution);
  await new Promise((resolve) => setImmediate(resolve));
  return { key, tickets, firstResponse: first, resolution: second };
}
