import { describe, expect, it } from 'vitest';
import { summaryText, ImportReport } from '../../../../server/tools/import/importReport.ts';
import { linesOn } from '../../../../server/tools/import/progress.ts';
import { ServerClient } from '../../../../server/tools/import/serverClient.ts';

const SESSION = {
  accessToken: 'a',
  accessExpiresAtMs: 1_000_000,
  refreshToken: 'r1',
  workspaceId: 'w',
  workspaceName: 'W',
  agentId: 'agent',
  email: 'a@example.com',
  serverTimeMs: 0,
};
const TALLY = { created: 1, updated: 0, unchanged: 0, refused: [] };

/** A server of canned answers; an Error in the list is a dropped connection. */
function clientOf(
  answers: (object | Error)[],
  nowMs = 0,
): { client: ServerClient; paths: string[]; waits: number[] } {
  const paths: string[] = [];
  const waits: number[] = [];
  const client = new ServerClient('http://desk.example/', {
    nowMs: () => nowMs,
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    fetch: (input) => {
      paths.push(input instanceof Request ? input.url : input.toString());
      const answer = answers.shift() ?? new TypeError('fetch failed');
      if (answer instanceof Error) return Promise.reject(answer);
      if (answer instanceof Response) return Promise.resolve(answer);
      return Promise.resolve(Response.json(answer));
    },
  });
  return { client, paths, waits };
}

function failure(status: number, code: string): Response {
  return Response.json({ error: { code, message: 'no' } }, { status });
}

describe('the importer’s client', () => {
  it('asks again after a dropped connection and a busy server, waiting longer each time', async () => {
    const { client, waits } = clientOf([
      new TypeError('fetch failed'),
      failure(503, 'server.unavailable'),
      SESSION,
    ]);
    await client.signIn({ email: 'a@example.com', password: 'p' });
    expect(waits).toEqual([500, 1000]);
  });

  it('gives up with sync.offline when nobody answers', async () => {
    const { client } = clientOf([]);
    await expect(client.signIn({ code: 'c' })).rejects.toMatchObject({ code: 'sync.offline' });
  });

  it('does not repeat what the server refuses', async () => {
    const { client, paths } = clientOf([failure(401, 'auth.codeInvalid')]);
    await expect(client.signIn({ code: 'c' })).rejects.toMatchObject({ code: 'auth.codeInvalid' });
    expect(paths).toEqual(['http://desk.example/v1/auth/redeem']);
  });

  it('says when something else than Baton answers', async () => {
    const { client } = clientOf([new Response('<html>', { status: 404 })]);
    await expect(client.signIn({ code: 'c' })).rejects.toMatchObject({ code: 'server.notBaton' });
  });

  it('renews a session about to end: with the code’s refresh token, with a password anew', async () => {
    const withCode = clientOf([SESSION, { ...SESSION, accessExpiresAtMs: 9_999_999 }, TALLY], 990_000);
    await withCode.client.signIn({ code: 'c' });
    await withCode.client.importDocuments('tickets', [{ id: '1' }]);
    expect(withCode.paths.map((path) => path.replace('http://desk.example', ''))).toEqual([
      '/v1/auth/redeem',
      '/v1/auth/refresh',
      '/v1/import',
    ]);
    const withPassword = clientOf([SESSION, SESSION, TALLY], 990_000);
    await withPassword.client.signIn({ email: 'a@example.com', password: 'p' });
    await withPassword.client.importDocuments('tickets', [{ id: '1' }]);
    expect(withPassword.paths[1]).toBe('http://desk.example/v1/auth/sign-in');
  });
});

describe('progress in lines', () => {
  it('speaks now and then, and at the end', () => {
    const lines: string[] = [];
    const progress = linesOn((line) => lines.push(line));
    progress.start('tickets', 100);
    for (let index = 0; index < 10; index += 1) progress.advance(10);
    progress.stop();
    expect(lines).toEqual([
      'tickets: 20 of 100',
      'tickets: 40 of 100',
      'tickets: 60 of 100',
      'tickets: 80 of 100',
      'tickets: 100 of 100',
    ]);
  });
});

describe('the report', () => {
  it('counts equal troubles together and shows where to look', () => {
    const report = new ImportReport();
    report.read(10);
    for (let line = 2; line < 10; line += 1)
      report.skip('import.badRow', 'unknown status', `a.csv:${String(line)}`);
    report.add('tickets', { mapped: 2, created: 2 });
    const text = summaryText(report.summary('csv', true));
    expect(text).toContain('Read 10 rows from csv, skipped 8.');
    expect(text).toContain(
      'Skipped 8: import.badRow, unknown status (first: a.csv:2, a.csv:3, a.csv:4, a.csv:5, a.csv:6)',
    );
    expect(text).toMatch(/tickets +2 +2 +0 +0 +0/);
    expect(text).toContain('nothing was sent');
  });
});
