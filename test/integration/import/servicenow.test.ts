import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ImportSummary } from '../../../server/tools/import/importReport.ts';
import { histogram, isDepartmentPingPong, reassignmentCount } from '../../../server/tools/import/tallies.ts';
import { Setting } from '../../../shared/domain/settings.ts';
import { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { startTestServer, type TestPerson, type TestServer } from '../../support/serverHarness.ts';
import { importInto } from './importHarness.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../shared/data/incidents-servicenow');
const LOG = path.join(FOLDER, 'incident_event_log.csv.gz');
const isPresent = existsSync(LOG);
const TIMEOUT_MS = 120_000;

const Counts = z.record(z.string(), z.int());
const Facts = z.looseObject({
  incidents: z.int(),
  events: z.int(),
  incidents_reassigned: z.int(),
  total_reassignments: z.int(),
  reassignment_count_histogram: Counts,
  incidents_with_group_ping_pong: z.int(),
  incidents_reopened: z.int(),
  reopen_count_histogram: Counts,
});

async function pullAll(person: TestPerson, collection: 'tickets' | 'settings'): Promise<object[]> {
  const documents: object[] = [];
  let since = 0;
  for (;;) {
    const page = await person.pull(collection, since);
    for (const { _deleted, ...document } of page.documents) if (!_deleted) documents.push(document);
    if (page.documents.length === 0) return documents;
    since = page.checkpoint.seq;
  }
}

describe('the real incident log, 14,889 incidents', () => {
  let server: TestServer;
  let administrator: TestPerson;
  let summary: ImportSummary;
  let again: ImportSummary;
  let tickets: Ticket[];
  let noGroup: Set<string>;

  beforeAll(async () => {
    if (!isPresent) return;
    server = await startTestServer();
    const address = await server.listen();
    administrator = await server.person('administrator');
    summary = await importInto(address, administrator, 'servicenow', [LOG]);
    again = await importInto(address, administrator, 'servicenow', [LOG]);
    const settings = (await pullAll(administrator, 'settings')).map((setting) => Setting.parse(setting));
    const departments = settings.filter((setting) => setting.kind === 'department');
    noGroup = new Set(departments.filter(({ value }) => value.name === 'No group').map(({ id }) => id));
    const imported = new Set<string>(departments.map(({ id }) => id));
    tickets = (await pullAll(administrator, 'tickets')).map((ticket) => Ticket.parse(ticket));
    expect(tickets.every(({ departmentId }) => imported.has(departmentId))).toBe(true);
  }, TIMEOUT_MS);

  afterAll(async () => {
    if (isPresent) await server.close();
  });

  it.skipIf(!isPresent)(
    'gives the tallies of facts.json out of Baton’s own data (skipped where ../shared/data is absent)',
    () => {
      const facts = Facts.parse(JSON.parse(readFileSync(path.join(FOLDER, 'facts.json'), 'utf8')));
      const reassignments = tickets.map(reassignmentCount);
      const reopens = tickets.map(({ reopenCount }) => reopenCount);
      expect({
        incidents: tickets.length,
        incidents_reassigned: reassignments.filter((count) => count > 0).length,
        total_reassignments: reassignments.reduce((sum, count) => sum + count, 0),
        reassignment_count_histogram: histogram(reassignments),
        incidents_with_group_ping_pong: tickets.filter((ticket) => isDepartmentPingPong(ticket, noGroup))
          .length,
        incidents_reopened: reopens.filter((count) => count > 0).length,
        reopen_count_histogram: histogram(reopens),
      }).toEqual({
        incidents: facts.incidents,
        incidents_reassigned: facts.incidents_reassigned,
        total_reassignments: facts.total_reassignments,
        reassignment_count_histogram: facts.reassignment_count_histogram,
        incidents_with_group_ping_pong: facts.incidents_with_group_ping_pong,
        incidents_reopened: facts.incidents_reopened,
        reopen_count_histogram: facts.reopen_count_histogram,
      });
      expect(summary.rowsRead).toBe(facts.events);
    },
  );

  it.skipIf(!isPresent)('skips and refuses nothing (skipped where ../shared/data is absent)', () => {
    expect(summary.skipped).toEqual([]);
    expect(summary.collections.tickets).toEqual({
      mapped: 14_889,
      created: 14_889,
      updated: 0,
      unchanged: 0,
      refused: 0,
    });
  });

  it.skipIf(!isPresent)(
    'creates and changes nothing the second time (skipped where ../shared/data is absent)',
    () => {
      for (const tally of Object.values(again.collections)) {
        expect(tally).toEqual({
          mapped: tally.mapped,
          created: 0,
          updated: 0,
          unchanged: tally.mapped,
          refused: 0,
        });
      }
    },
  );

  it.skipIf(!isPresent)(
    'ends every history where its ticket stands (skipped where ../shared/data is absent)',
    () => {
      for (const ticket of tickets) {
        const move = ticket.history.findLast((entry) => entry.kind === 'holder');
        if (move)
          expect(move.to).toEqual({ departmentId: ticket.departmentId, assigneeId: ticket.assigneeId });
        const status = ticket.history.findLast((entry) => entry.kind === 'status');
        expect(status?.to ?? 'new').toBe(ticket.status);
      }
    },
  );
});
