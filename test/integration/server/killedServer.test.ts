import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCode } from '../../../server/commands/manage.ts';
import { setupWorkspace } from '../../../server/commands/setupWorkspace.ts';
import { PROTOCOL_HEADER, type PullAnswer, type SessionAnswer } from '../../../shared/sync/wire.ts';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import { aTicket } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/serverHarness.ts';
import {
  ownEnvironment,
  SERVER_MAIN,
  startServing,
  type ServingProcess,
} from '../../support/servingProcess.ts';

const ROUNDS = 3;
const PUSHES_BEFORE_KILL = 12;

let folder: ReturnType<typeof temporaryFolder>;
let running: ServingProcess | undefined;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await end('SIGKILL');
  folder.remove();
});

async function start(): Promise<string> {
  running = await startServing(['--data', folder.path]);
  return running.url;
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  const process = running;
  running = undefined;
  return process ? process.end(signal) : null;
}

async function signIn(url: string): Promise<Record<string, string>> {
  const { code } = await makeCode({ data: folder.path }, 'you@baton.local');
  const answer = await fetch(`${url}/v1/auth/redeem`, {
    method: 'POST',
    headers: { [PROTOCOL_HEADER]: '1', 'content-type': 'application/json' },
    body: JSON.stringify({ code, device: { id: 'd', name: 'd' } }),
  });
  const { accessToken } = (await answer.json()) as SessionAnswer;
  return {
    [PROTOCOL_HEADER]: '1',
    authorization: `Bearer ${accessToken}`,
    'content-type': 'application/json',
  };
}

async function firstDepartment(url: string, headers: Record<string, string>): Promise<DepartmentId> {
  const answer = await fetch(`${url}/v1/pull?collection=settings`, { headers });
  const { documents } = (await answer.json()) as PullAnswer;
  return documents.find((setting) => setting['kind'] === 'department')!.id as DepartmentId;
}

/** Pushes tickets one by one until the server is gone; returns the ids it has acknowledged. */
async function pushUntilGone(
  url: string,
  headers: Record<string, string>,
  round: number,
  onPushed: (count: number) => void,
) {
  const departmentId = await firstDepartment(url, headers);
  const acknowledged: string[] = [];
  for (let index = 0; ; index += 1) {
    const id = `r${String(round)}_${String(index)}`;
    const ticket = aTicket({ departmentId });
    const [born] = ticket.history;
    const history = [{ ...born, to: { departmentId, assigneeId: '' } }];
    const rows = [
      { assumedMasterState: null, newDocumentState: { ...ticket, history, id, rev: id, _deleted: false } },
    ];
    try {
      const answer = await fetch(`${url}/v1/push`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ collection: 'tickets', rows }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      await answer.json();
    } catch {
      // The server was killed: what it had not answered may be there or not.
      return acknowledged;
    }
    acknowledged.push(id);
    onPushed(acknowledged.length);
  }
}

test(
  'a killed server has kept everything it had acknowledged, once and in order',
  { timeout: 120_000 },
  async () => {
    await setupWorkspace({ data: folder.path }, false, 'Desk');
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const url = await start();
      const headers = await signIn(url);
      let killed: Promise<unknown> = Promise.resolve();
      const pushed = await pushUntilGone(url, headers, round, (count) => {
        if (count === PUSHES_BEFORE_KILL + round) killed = end('SIGKILL');
      });
      await killed;
      acknowledged.push(...pushed);
    }
    const url = await start();
    const headers = await signIn(url);
    const { documents } = (await (
      await fetch(`${url}/v1/pull?collection=tickets&limit=2000`, { headers })
    ).json()) as PullAnswer;
    const ids = documents.map(({ id }) => id);
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * PUSHES_BEFORE_KILL);
    expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
    expect(documents.map((ticket) => ticket['number'])).toEqual(documents.map((_, index) => 1001 + index));
    expect(await end('SIGTERM')).toBe(0);
  },
);

test(
  'a second server on the same folder and a taken port are refused in one clear line',
  { timeout: 60_000 },
  async () => {
    await setupWorkspace({ data: folder.path }, false, 'Desk');
    const url = await start();
    const other = temporaryFolder();
    const refused = await Promise.all([
      refusal(['serve', '--port', '0', '--data', folder.path]),
      refusal(['serve', '--port', new URL(url).port, '--data', other.path]),
    ]);
    other.remove();
    expect(refused).toEqual([
      [1, expect.stringMatching(/^storage\.locked: .+another Baton server.+\n$/)],
      [1, expect.stringMatching(/^server\.portTaken: port \d+ is taken.+\n$/)],
    ]);
  },
);

async function refusal(args: string[]): Promise<[number | null, string]> {
  const child = spawn(process.execPath, [SERVER_MAIN, ...args], {
    env: ownEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return [code, said];
}
