import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../../build/runtime/paths.mjs';
import { seededRandom } from '../../../server/demo/random.ts';
import { DEED_WEIGHTS, type Deed } from '../../support/clientMessages.ts';
import { openFaultProxy, type FaultProxy } from '../../support/faultProxy.ts';
import { findDeeds, untilAlike } from '../../support/findDeeds.ts';
import { remoteDesk, type RemoteDesk } from '../../support/remoteDesk.ts';
import { startServerProcess, type ServerProcess } from '../../support/serverProcess.ts';
import { toRecord, type BenchRecord } from '../record.ts';

const DESKS = 10;
const ACTIONS_EACH = 500;
/** Tickets that everybody has before the link breaks: they work on the same ones. */
const SHARED_TICKETS = 200;
const SEED = 8;
const MS_PER_SECOND = 1000;
const SHOWN_PROBLEMS = 10;

/** Eight hours without a link: ten desks do 500 things each, then all come back at once. */
export async function benchReturn(): Promise<readonly BenchRecord[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-bench-return-'));
  const desks: RemoteDesk[] = [];
  const ends: (() => Promise<void>)[] = [];
  try {
    const server = await startServerProcess(folder, path.join(root, 'out', 'server', 'main.js'));
    ends.push(() => server.kill());
    const link = await openFaultProxy({ target: () => server.url, seed: SEED, faultShare: 0 });
    ends.push(() => link.close());
    return await measure(server, link, folder, desks);
  } finally {
    await Promise.all(desks.map((desk) => desk.kill()));
    for (const end of ends.reverse()) await end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  server: ServerProcess,
  link: FaultProxy,
  folder: string,
  desks: RemoteDesk[],
): Promise<readonly BenchRecord[]> {
  const observer = await server.newSupervisor('Observer');
  const program = path.join(root, 'out', 'bench', 'clientProcess.js');
  for (let index = 0; index < DESKS; index += 1) {
    const name = `Desk${String(index)}`;
    const dataDir = path.join(folder, name);
    const desk = remoteDesk({ name, dataDir, server: link.url, isHurried: false, program });
    desks.push(desk);
    await desk.start(await server.newSupervisor(name));
  }
  for (let index = 0; index < SHARED_TICKETS; index += 1)
    await server.intake({ messageId: `m${String(index)}`, text: `Customer number ${String(index)}` });
  await untilAlike(desks, server, null, 'before');

  link.setDown(true);
  const deeds = (await Promise.all(desks.map(workApart))).flat();
  const waiting = (await Promise.all(desks.map((desk) => desk.waiting()))).reduce((sum, one) => sum + one, 0);

  const requestsBefore = link.met.none;
  const startedAt = performance.now();
  link.setDown(false);
  await Promise.all(desks.map((desk) => desk.retry()));
  await Promise.all(desks.map((desk) => desk.settle()));
  const outcome = await untilAlike(desks, server, observer, 'after');
  const tookSeconds = (performance.now() - startedAt) / MS_PER_SECOND;
  const problems = [...outcome.problems, ...findDeeds(deeds, outcome)];
  for (const problem of problems.slice(0, SHOWN_PROBLEMS)) process.stderr.write(`${problem}\n`);

  const what = `${String(deeds.length)} changes made by ${String(DESKS)} desks without a link, all back at once`;
  return [
    toRecord('return', `${what}: until they are alike`, tookSeconds, 's', {
      goal: { of: 'value', atMost: 90 },
    }),
    toRecord('return', 'documents that waited when they came back', waiting, ''),
    toRecord('return', 'requests until all were alike', link.met.none - requestsBefore, ''),
    toRecord('return', 'changes lost or done twice, documents that differ', problems.length, '', {
      goal: { of: 'value', atMost: 0 },
    }),
  ];
}

async function workApart(desk: RemoteDesk, index: number): Promise<Deed[]> {
  const random = seededRandom(SEED * 31 + index);
  const deeds: Deed[] = [];
  while (deeds.length < ACTIONS_EACH) {
    const words = `w${String(SEED)}-${desk.name}-${String(deeds.length)}`;
    const deed = await desk.act(random.weighted(DEED_WEIGHTS), random.between(0, 1_000_000), words);
    if (deed) deeds.push(deed);
  }
  return deeds;
}
