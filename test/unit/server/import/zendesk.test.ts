import { afterEach, describe, expect, it } from 'vitest';
import { ImportReport } from '../../../../server/tools/import/importReport.ts';
import type { MappedDocuments } from '../../../../server/tools/import/mapped.ts';
import { timeReader } from '../../../../server/tools/import/times.ts';
import { mapZendesk } from '../../../../server/tools/import/zendesk.ts';
import { folderWith } from '../../../integration/import/importHarness.ts';

const USERS = [
  {
    _id: 1,
    name: 'Ada Agent',
    role: 'agent',
    email: 'ADA@example.com',
    created_at: '2026-01-01T00:00:00 -10:00',
  },
  { _id: 2, name: 'Carl Customer', role: 'end-user', organization_id: 9, phone: '1' },
  { _id: 3, name: 'Odd One', role: 'end-user', organization_id: 555 },
];
const TICKET = {
  _id: 't-1',
  created_at: '2026-02-02T10:00:00 -10:00',
  subject: 'Lamp',
  description: 'It is dark.',
  priority: 'high',
  status: 'hold',
  submitter_id: 2,
  assignee_id: 1,
  tags: ['x', ' x ', 'y'],
  via: 'web',
};

let remove = (): void => undefined;
afterEach(() => {
  remove();
});

async function map(
  files: Readonly<Record<string, string>>,
): Promise<{ mapped: MappedDocuments; report: ImportReport }> {
  const folder = folderWith(files);
  remove = folder.remove;
  const report = new ImportReport();
  const paths = Object.keys(files).map((name) => `${folder.path}/${name}`);
  return { mapped: await mapZendesk(paths, timeReader('UTC'), report), report };
}

describe('mapZendesk', () => {
  it('reads an account export: tickets, people, organisations', async () => {
    const { mapped } = await map({
      'tickets.json': JSON.stringify([TICKET]),
      'users.json': JSON.stringify(USERS),
      'organizations.json': JSON.stringify([{ _id: 9, name: 'MegaCörp' }]),
    });
    expect(mapped.tickets[0]).toMatchObject({
      subject: 'Lamp',
      status: 'onHold',
      priority: 'high',
      tags: ['x', 'y'],
      channel: 'form',
      messageCount: 1,
      preview: 'It is dark.',
      createdAtMs: Date.UTC(2026, 1, 2, 20, 0),
      awaitingReplySinceMs: Date.UTC(2026, 1, 2, 20, 0),
    });
    expect(mapped.tickets[0]?.history.map(({ kind }) => kind)).toEqual(['created', 'holder', 'status']);
    const organisation = mapped.contacts.find(({ kind }) => kind === 'organisation');
    const carl = mapped.contacts.find(({ name }) => name === 'Carl Customer');
    expect(organisation?.name).toBe('MegaCörp');
    expect(carl?.organisationId).toBe(organisation?.id);
    expect(mapped.contacts.find(({ name }) => name === 'Odd One')?.organisationId).toBe('');
    expect(mapped.tickets[0]?.contactId).toBe(carl?.id);
  });

  it('takes the answers out of recorded pages, the later state of a ticket seen twice', async () => {
    const exchange = (tickets: object[], status = 200): object => ({
      request: { method: 'GET' },
      response: { status, body: { tickets } },
    });
    const old = { ...TICKET, _id: undefined, id: 5, status: 'open', updated_at: '2026-02-03T00:00:00Z' };
    const { mapped } = await map({
      'pages.json': JSON.stringify([
        exchange([old]),
        exchange([{ ...old, status: 'solved', updated_at: '2026-02-04T00:00:00Z' }]),
        exchange([{ ...old, id: 6 }], 404),
      ]),
    });
    expect(mapped.tickets.map(({ externalId, status }) => [externalId, status])).toEqual([['5', 'solved']]);
  });

  it('tells replies, notes and changes from warehouse tables', async () => {
    const { mapped } = await map({
      'ticket_data.csv':
        'id,subject,status,requester_id,created_at,updated_at,assignee_id\n7,Lamp,open,2,2026-02-02 10:00:00,2026-02-05 10:00:00,1\n',
      'user_data.csv': 'id,name,role,email\n1,Ada,agent,ada@example.com\n2,Carl,end-user,carl@example.com\n',
      'ticket_comment_data.csv':
        'id,body,created,public,ticket_id,user_id\n1,Dark,2026-02-02 10:00:00,TRUE,7,2\n2,Hm,2026-02-02 11:00:00,FALSE,7,1\n3,Light,2026-02-02 12:00:00,TRUE,7,1\n',
      'ticket_field_history_data.csv':
        'field_name,ticket_id,updated,value,user_id\nstatus,7,2026-02-03 10:00:00,solved,1\nstatus,7,2026-02-04 10:00:00,open,2\nassignee_id,7,2026-02-02 11:30:00,1,1\n',
    });
    expect(mapped.messages.map(({ kind, by }) => `${kind} ${by.kind}`)).toEqual([
      'customer customer',
      'note agent',
      'reply agent',
    ]);
    expect(mapped.tickets[0]?.history.map(({ kind }) => kind)).toEqual([
      'created',
      'holder',
      'status',
      'status',
      'reopened',
    ]);
    expect(mapped.tickets[0]).toMatchObject({
      reopenCount: 1,
      awaitingReplySinceMs: 0,
      firstReplyAtMs: Date.UTC(2026, 1, 2, 12),
    });
  });

  it('leaves deleted and unreadable tickets out and says so', async () => {
    const tickets = [
      TICKET,
      { ...TICKET, _id: 'a', status: 'deleted' },
      { ...TICKET, _id: 'b', created_at: 'soon' },
      'text',
    ];
    const { mapped, report } = await map({ 'tickets.json': JSON.stringify(tickets) });
    expect(mapped.tickets).toHaveLength(1);
    expect(
      report.summary('zendesk', true).skipped.map(({ reason, firstRows }) => [reason, firstRows]),
    ).toEqual([
      ['not an object', ['tickets.json:4']],
      ['the ticket was deleted in Zendesk', ['tickets.json:2']],
      ['created_at is no time', ['tickets.json:3']],
    ]);
  });

  it('refuses files that hold nothing of Zendesk’s', async () => {
    await expect(map({ 'other.json': '{"hello":1}' })).rejects.toMatchObject({ code: 'import.badFile' });
  });
});
