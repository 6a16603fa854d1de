import { afterEach, describe, expect, it } from 'vitest';
import { ImportReport } from '../../../../server/tools/import/importReport.ts';
import type { MappedDocuments } from '../../../../server/tools/import/mapped.ts';
import { mapServiceNow } from '../../../../server/tools/import/serviceNow.ts';
import { isDepartmentPingPong, reassignmentCount } from '../../../../server/tools/import/tallies.ts';
import { timeReader } from '../../../../server/tools/import/times.ts';
import { folderWith } from '../../../integration/import/importHarness.ts';

const HEADER =
  'number,incident_state,reassignment_count,caller_id,opened_at,sys_updated_at,priority,assignment_group,assigned_to,category,subcategory,u_symptom,contact_type';

let remove = (): void => undefined;
afterEach(() => {
  remove();
});

async function map(...rows: string[]): Promise<{ mapped: MappedDocuments; report: ImportReport }> {
  const folder = folderWith({ 'log.csv': [HEADER, ...rows].join('\n') });
  remove = folder.remove;
  const report = new ImportReport();
  const mapped = await mapServiceNow([`${folder.path}/log.csv`], timeReader('UTC'), report);
  return { mapped, report };
}

/** A row of one incident: state, counter, time, priority, group, assignee. */
function row(
  state: string,
  count: number,
  time: string,
  group: string,
  assignee = '?',
  priority = '3 - Moderate',
): string {
  return `INC1,${state},${String(count)},Caller 7,1/2/2026 08:00,${time},${priority},${group},${assignee},Category 5,Subcategory 9,Symptom 1,Phone`;
}

describe('mapServiceNow', () => {
  it('turns the updates of an incident into a ticket with its history', async () => {
    const { mapped } = await map(
      row('New', 0, '1/2/2026 08:10', 'A'),
      row('Active', 0, '1/2/2026 09:00', 'A', 'Bo'),
      row('Active', 1, '1/2/2026 10:00', 'B', 'Bo', '2 - High'),
      row('Resolved', 1, '1/2/2026 11:00', 'B', 'Bo', '2 - High'),
      row('Awaiting User Info', 1, '2/2/2026 09:00', 'B', 'Bo', '2 - High'),
      row('Closed', 1, '3/2/2026 09:00', 'B', 'Bo', '2 - High'),
    );
    const [ticket] = mapped.tickets;
    expect(ticket).toMatchObject({
      subject: 'Category 5 · Subcategory 9',
      status: 'closed',
      isOpen: false,
      priority: 'high',
      channel: 'phone',
      tags: ['Category 5', 'Subcategory 9'],
      externalId: 'INC1',
      reopenCount: 1,
      createdAtMs: Date.UTC(2026, 1, 1, 8, 0),
      solvedAtMs: Date.UTC(2026, 1, 3, 9, 0),
      updatedAtMs: Date.UTC(2026, 1, 3, 9, 0),
      messageCount: 0,
    });
    expect(
      ticket?.history.map(({ kind, atMs }) => `${new Date(atMs).toISOString().slice(8, 16)} ${kind}`),
    ).toEqual([
      '01T08:00 created',
      '01T09:00 holder',
      '01T09:00 status',
      '01T10:00 holder',
      '01T10:00 priority',
      '01T11:00 status',
      '02T09:00 status',
      '02T09:00 reopened',
      '03T09:00 status',
    ]);
    expect(mapped.messages).toEqual([]);
  });

  it('recovers a reassignment that only the counter shows', async () => {
    const { mapped } = await map(
      row('New', 0, '1/2/2026 08:10', 'A', 'Bo'),
      row('Active', 1, '1/2/2026 09:00', 'A', 'Bo'),
    );
    const [ticket] = mapped.tickets;
    if (!ticket) throw new Error('no ticket');
    const hidden = ticket.history.findLast((entry) => entry.kind === 'holder');
    expect(hidden?.from).toEqual(hidden?.to);
    expect(reassignmentCount(ticket)).toBe(1);
  });

  it('does not count a new assignee in the same group', async () => {
    const { mapped } = await map(
      row('Active', 0, '1/2/2026 08:10', 'A', 'Bo'),
      row('Active', 0, '1/2/2026 09:00', 'A', 'Cy'),
    );
    expect(mapped.tickets.map(reassignmentCount)).toEqual([0]);
  });

  it('sees ping-pong through a spell without a group, which is a department of its own', async () => {
    const { mapped } = await map(
      row('Active', 0, '1/2/2026 08:10', 'A'),
      row('Active', 1, '1/2/2026 09:00', '?'),
      row('Active', 2, '1/2/2026 10:00', 'B'),
      row('Active', 3, '1/2/2026 11:00', 'A'),
    );
    const noGroup = mapped.settings.find(
      ({ kind, value }) => kind === 'department' && value.name === 'No group',
    );
    const [ticket] = mapped.tickets;
    if (!ticket || !noGroup) throw new Error('no ticket');
    expect(reassignmentCount(ticket)).toBe(3);
    expect(isDepartmentPingPong(ticket, new Set([noGroup.id]))).toBe(true);
    expect(isDepartmentPingPong(ticket, new Set())).toBe(false);
  });

  it('keeps the order of the rows when their clock steps back', async () => {
    const { mapped } = await map(
      row('Active', 0, '1/2/2026 10:00', 'A'),
      row('Resolved', 0, '1/2/2026 09:00', 'A'),
    );
    const times = mapped.tickets[0]?.history.map(({ atMs }) => atMs) ?? [];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(mapped.tickets[0]?.status).toBe('solved');
  });

  it('makes people who can neither sign in nor get mail', async () => {
    const { mapped } = await map(row('Active', 0, '1/2/2026 10:00', 'A', 'Bo'));
    const agent = mapped.settings.find((setting) => setting.kind === 'agent');
    expect(agent?.value).toMatchObject({ name: 'Bo', role: 'agent', isActive: false });
    expect(agent?.kind === 'agent' && agent.value.email).toMatch(/@import\.invalid$/);
  });

  it('leaves a bad row out, with its line and reason', async () => {
    const { mapped, report } = await map(
      row('Active', 0, '1/2/2026 10:00', 'A'),
      row('Sleeping', 0, '1/2/2026 10:00', 'A'),
      row('Active', 0, 'soon', 'A'),
      'INC2,Active,0',
    );
    expect(mapped.tickets).toHaveLength(1);
    expect(report.summary('servicenow', true).skipped).toEqual([
      { code: 'import.badRow', reason: 'unknown incident_state', count: 1, firstRows: ['log.csv:3'] },
      { code: 'import.badRow', reason: 'sys_updated_at is no time', count: 1, firstRows: ['log.csv:4'] },
      { code: 'import.badRow', reason: 'not 13 cells', count: 1, firstRows: ['log.csv:5'] },
    ]);
  });
});
