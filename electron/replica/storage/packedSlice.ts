import type { AgentId, DepartmentId } from '../../../shared/domain/ids.ts';
import { REPORT_OUTCOMES, REPORT_TARGETS, type ReportEvent } from '../../engine/reports/ticketEvents.ts';
import type { ScannedTicket } from '../../engine/reports/scanTicket.ts';

/**
 * Scanned tickets as they cross the port: numbers in one block and every name once. Ten times as fast to hand over as the
 * objects they stand for.
 */
export type PackedTickets = {
  readonly ids: readonly string[];
  /** Policies, priorities, departments and agents, each once. */
  readonly names: readonly string[];
  /** One row of `STRIDE` per event, those of one ticket behind each other. */
  readonly rows: Float64Array;
};

const STRIDE = 10;
/** Stands for a length that was not measured. */
const NO_LENGTH = -1;

/** Packs what `unpackTickets` gives back. Tickets without events are left out. */
export function packTickets(tickets: readonly ScannedTicket[]): PackedTickets {
  const places = new Map<string, number>();
  const placeOf = (name: string): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, places.size);
    return places.size - 1;
  };
  const rows = new Float64Array(STRIDE * tickets.reduce((sum, { events }) => sum + events.length, 0));
  let at = 0;
  tickets.forEach(({ policyId, priority, events }, index) => {
    const [policy, level] = [placeOf(policyId), placeOf(priority)];
    for (const { target, outcome, atMs, departmentId, agentId, wallMs, businessMs } of events) {
      rows.set(
        [
          index,
          policy,
          level,
          REPORT_TARGETS.indexOf(target),
          REPORT_OUTCOMES.indexOf(outcome),
          atMs,
          placeOf(departmentId),
          placeOf(agentId),
          wallMs ?? NO_LENGTH,
          businessMs ?? NO_LENGTH,
        ],
        at,
      );
      at += STRIDE;
    }
  });
  return { ids: tickets.map(({ id }) => id), names: [...places.keys()], rows };
}

/** The tickets that were packed, in their order. */
export function unpackTickets({ ids, names, rows }: PackedTickets): ScannedTicket[] {
  const tickets: { id: string; policyId: string; priority: string; events: ReportEvent[] }[] = [];
  let lastIndex = -1;
  for (let at = 0; at < rows.length; at += STRIDE) {
    const number = (offset: number): number => rows[at + offset] ?? 0;
    const name = (offset: number): string => names[number(offset)] ?? '';
    const length = (offset: number): number | null => (number(offset) === NO_LENGTH ? null : number(offset));
    if (number(0) !== lastIndex) {
      lastIndex = number(0);
      tickets.push({ id: ids[lastIndex] ?? '', policyId: name(1), priority: name(2), events: [] });
    }
    tickets.at(-1)?.events.push({
      target: REPORT_TARGETS[number(3)] ?? 'firstResponse',
      outcome: REPORT_OUTCOMES[number(4)] ?? 'done',
      atMs: number(5),
      departmentId: name(6) as DepartmentId,
      agentId: name(7) as AgentId | '',
      wallMs: length(8),
      businessMs: length(9),
    });
  }
  return tickets;
}
