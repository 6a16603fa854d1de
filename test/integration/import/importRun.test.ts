import { existsSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runImport } from '../../../server/tools/import/runImport.ts';
import { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { startTestServer, type TestPerson, type TestServer } from '../../support/serverHarness.ts';
import { aWish, folderWith, importInto, quiet, testDeps } from './importHarness.ts';

const ZENDESK = path.resolve(import.meta.dirname, '../../../../shared/data/zendesk');
const CSV = `id,subject,description,status,priority,requester email,created,assignee,group
1,Lamp is dark,It does not light.,open,high,ann@example.com,2026-02-02 10:00,Bo,Repairs
2,Where is my parcel,Two weeks now.,closed,low,carl@example.com,2026-02-03 11:30,,Shipping
`;

let server: TestServer;
let address: string;
let administrator: TestPerson;

beforeEach(async () => {
  server = await startTestServer();
  address = await server.listen();
  administrator = await server.person('administrator');
});

afterEach(async () => {
  await server.close();
});

async function storedTickets(): Promise<Ticket[]> {
  const { documents } = await administrator.pull('tickets');
  return documents.map(({ _deleted, ...ticket }) => Ticket.parse(ticket));
}

describe('an import into a running server', () => {
  it('brings tickets with numbers, due instants and threads, and nothing new the second time', async () => {
    const folder = folderWith({ 'tickets.csv.gz': gzipSync(CSV) });
    try {
      const first = await importInto(address, administrator, 'csv', [folder.path]);
      expect(first.collections.tickets).toMatchObject({ created: 2, refused: 0 });
      const second = await importInto(address, administrator, 'csv', [folder.path]);
      expect(second.collections.tickets).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
      expect(second.collections.messages).toMatchObject({ created: 0, unchanged: 2 });
    } finally {
      folder.remove();
    }
    const tickets = await storedTickets();
    expect(tickets.map(({ subject }) => subject).sort()).toEqual(['Lamp is dark', 'Where is my parcel']);
    expect(tickets.every(({ number }) => number > 0)).toBe(true);
    expect(tickets.find(({ isOpen }) => isOpen)?.policyId).not.toBe('');
  });

  it('comes through a connection that drops', async () => {
    const folder = folderWith({ 'tickets.csv': CSV });
    let calls = 0;
    const waits: number[] = [];
    const shaky: typeof fetch = async (...request) => {
      calls += 1;
      if (calls % 2 === 0) throw new TypeError('fetch failed');
      const response = await fetch(...request);
      // Every third answer is lost on its way back: the server has done the work already.
      if (calls % 3 === 0) throw new TypeError('terminated');
      return response;
    };
    const wait = (ms: number): Promise<void> => {
      waits.push(ms);
      return Promise.resolve();
    };
    try {
      const credentials = { email: administrator.session.email, password: 'correct horse' };
      const wish = aWish('csv', [folder.path], { target: { server: address, credentials } });
      const summary = await runImport(wish, { ...testDeps, fetch: shaky, wait }, quiet);
      expect(summary.collections.tickets.created + summary.collections.tickets.unchanged).toBe(2);
    } finally {
      folder.remove();
    }
    expect(waits.length).toBeGreaterThan(0);
    expect(await storedTickets()).toHaveLength(2);
  });

  it('says that the password is wrong, and imports nothing', async () => {
    const folder = folderWith({ 'tickets.csv': CSV });
    const target = {
      server: address,
      credentials: { email: administrator.session.email, password: 'wrong' },
    };
    try {
      await expect(runImport(aWish('csv', [folder.path], { target }), testDeps, quiet)).rejects.toMatchObject(
        {
          code: 'auth.badCredentials',
        },
      );
    } finally {
      folder.remove();
    }
    expect(await storedTickets()).toEqual([]);
  });

  it('is refused to somebody who is no administrator', async () => {
    const folder = folderWith({ 'tickets.csv': CSV });
    const agent = await server.person('agent');
    try {
      await expect(importInto(address, agent, 'csv', [folder.path])).rejects.toMatchObject({
        code: 'auth.forbidden',
      });
    } finally {
      folder.remove();
    }
  });

  it.skipIf(!existsSync(ZENDESK))(
    'takes the Zendesk exports whole, twice (skipped where ../shared/data is absent)',
    async () => {
      for (const part of ['account-export', 'warehouse', 'api-recordings']) {
        const first = await importInto(address, administrator, 'zendesk', [path.join(ZENDESK, part)]);
        expect(first.collections.tickets.refused + first.collections.contacts.refused).toBe(0);
        expect(first.collections.tickets.mapped).toBeGreaterThan(5);
        const second = await importInto(address, administrator, 'zendesk', [path.join(ZENDESK, part)]);
        expect(second.collections.tickets).toMatchObject({ created: 0, updated: 0 });
        expect(second.collections.contacts).toMatchObject({ created: 0, updated: 0 });
      }
    },
  );
});
