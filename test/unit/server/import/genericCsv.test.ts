import { utimesSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { chooseColumns, mapCsv, type CsvField } from '../../../../server/tools/import/genericCsv.ts';
import { ImportReport } from '../../../../server/tools/import/importReport.ts';
import { runImport } from '../../../../server/tools/import/runImport.ts';
import { timeReader } from '../../../../server/tools/import/times.ts';
import { aWish, folderWith, quiet, testDeps } from '../../../integration/import/importHarness.ts';

let remove = (): void => undefined;
afterEach(() => {
  remove();
});

function fileWith(content: string | Uint8Array, name = 'tickets.csv'): string {
  const folder = folderWith({ [name]: content });
  remove = folder.remove;
  return `${folder.path}/${name}`;
}

describe('chooseColumns', () => {
  it('understands the usual names, however they are written', () => {
    expect(chooseColumns(['Ticket_ID', 'Title', 'requesterEmail', 'Created-At', 'Queue'], new Map())).toEqual(
      {
        id: 'Ticket_ID',
        subject: 'Title',
        requesterEmail: 'requesterEmail',
        created: 'Created-At',
        group: 'Queue',
      },
    );
  });

  it('lets --map win, and names a mapped column that is not there', () => {
    const overrides = new Map<string, CsvField>([['Betreff', 'subject']]);
    expect(chooseColumns(['Betreff', 'subject'], overrides).subject).toBe('Betreff');
    expect(() => chooseColumns(['subject'], overrides)).toThrow('Betreff');
  });

  it('asks for a column that says what a ticket is about', () => {
    expect(() => chooseColumns(['a', 'b'], new Map())).toThrow('subject');
  });
});

describe('mapCsv', () => {
  it('makes tickets, contacts, agents and threads, and says which rows it could not use', async () => {
    const file = fileWith(
      'id,subject,description,answer,status,priority,requester,email,created,updated,tags,assignee\n' +
        '1,Lamp,"Dark,\nsince Monday",Now light,Resolved,Critical,Ann,ANN@example.com,2026-02-02 10:00,2026-02-03 10:00,"a; b",Bo\n' +
        '1,Lamp,again,,open,,,,2026-02-02 10:00,,,\n' +
        '2,Bell,,,sleeping,,,,2026-02-02 10:00,,,\n' +
        '3,Horn,,,open,,,,once,,,\n',
    );
    const report = new ImportReport();
    const mapped = await mapCsv([file], new Map(), timeReader('UTC'), report);
    expect(mapped.tickets).toHaveLength(1);
    expect(mapped.tickets[0]).toMatchObject({
      status: 'solved',
      priority: 'urgent',
      tags: ['a', 'b'],
      messageCount: 2,
      solvedAtMs: Date.UTC(2026, 1, 3, 10),
      awaitingReplySinceMs: 0,
    });
    expect(mapped.messages.map(({ text }) => text)).toEqual(['Dark,\nsince Monday', 'Now light']);
    expect(mapped.contacts[0]).toMatchObject({ name: 'Ann', emails: ['ann@example.com'] });
    expect(
      report.summary('csv', true).skipped.map(({ reason, firstRows }) => `${reason} ${firstRows.join()}`),
    ).toEqual([
      'the same ticket stands further up tickets.csv:4',
      'unknown status tickets.csv:5',
      'the creation time is no time tickets.csv:6',
    ]);
  });

  it('knows a row without a number by its content', async () => {
    const file = fileWith('subject,created\nLamp,2026-02-02\nBell,2026-02-02\n');
    const ids = async (): Promise<string[]> => {
      const mapped = await mapCsv([file], new Map(), timeReader('UTC'), new ImportReport());
      return mapped.tickets.map(({ id }) => id);
    };
    expect(await ids()).toEqual(await ids());
    expect(new Set(await ids()).size).toBe(2);
  });
});

describe('a row without a creation time', () => {
  it('is dated to its file, so that the same file gives the same ticket at any time', async () => {
    const file = fileWith('subject\nLamp\n');
    utimesSync(file, new Date(5000), new Date(5000));
    const mapped = await mapCsv([file], new Map(), timeReader('UTC'), new ImportReport());
    expect(mapped.tickets[0]?.createdAtMs).toBe(5000);
  });
});

describe('a dry run', () => {
  it('maps and checks everything without a server', async () => {
    const file = fileWith(
      gzipSync(`subject,email\n${'x'.repeat(5000)},nobody\nBell,a@example.com\n`),
      'tickets.csv.gz',
    );
    const summary = await runImport(aWish('csv', [file]), testDeps, quiet);
    expect(summary).toMatchObject({ isDryRun: true, rowsRead: 2, rowsSkipped: 0 });
    expect(summary.collections.tickets).toMatchObject({ mapped: 2, created: 0 });
  });

  it.each([
    ['an empty file', ''],
    ['a picture', new Uint8Array([137, 80, 78, 71, 0, 0, 0, 13])],
    ['JSON where a table is due', '{"a":1}'],
    ['damaged compression', new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4])],
  ])('refuses %s as import.badFile', async (_, content) => {
    const file = fileWith(content);
    await expect(runImport(aWish('csv', [file]), testDeps, quiet)).rejects.toMatchObject({
      code: 'import.badFile',
    });
  });

  it('names the missing columns of a wrong table', async () => {
    const file = fileWith('number,priority\nINC1,1\n');
    await expect(runImport(aWish('servicenow', [file]), testDeps, quiet)).rejects.toMatchObject({
      code: 'import.missingColumn',
      message: expect.stringContaining('incident_state') as string,
    });
  });

  it('leaves out a row with broken quotes and goes on', async () => {
    const file = fileWith('subject,email\nLa"mp"x,a@example.com\nBell,b@example.com\n');
    const summary = await runImport(aWish('csv', [file]), testDeps, quiet);
    expect(summary.collections.tickets.mapped).toBe(1);
    expect(summary.skipped).toEqual([
      { code: 'import.badRow', reason: 'broken quotes', count: 1, firstRows: ['tickets.csv:2'] },
    ]);
  });
});
