import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packTickets, unpackTickets } from '../../../../../electron/replica/storage/packedSlice.ts';
import {
  REPORT_OUTCOMES,
  REPORT_TARGETS,
  type ReportEvent,
} from '../../../../../electron/engine/reports/ticketEvents.ts';

const length = fc.option(fc.integer({ min: 0, max: 1_000_000_000 }));
const name = fc.constantFrom('', 'a', 'b', 'standard');
const event = fc.record({
  target: fc.constantFrom(...REPORT_TARGETS),
  outcome: fc.constantFrom(...REPORT_OUTCOMES),
  atMs: fc.integer({ min: 0, max: 9_999_999_999_999 }),
  departmentId: name,
  agentId: name,
  wallMs: length,
  businessMs: length,
}) as fc.Arbitrary<ReportEvent>;
const ticket = fc.record({
  id: fc.uuid(),
  policyId: name,
  priority: name,
  events: fc.array(event, { minLength: 1, maxLength: 4 }),
});

it('what was packed comes out as it was', () => {
  fc.assert(
    fc.property(fc.array(ticket, { maxLength: 8 }), (tickets) => {
      expect(unpackTickets(structuredClone(packTickets(tickets)))).toEqual(tickets);
    }),
  );
});
