import path from 'node:path';
import { seededRandom } from '../../server/demo/random.ts';
import { DEED_WEIGHTS, type Deed } from './clientMessages.ts';
import { findDeeds, untilAlike } from './findDeeds.ts';
import { openFaultProxy, type FaultProxy } from './faultProxy.ts';
import { DeskKilled, remoteDesk, type RemoteDesk } from './remoteDesk.ts';
import { startServerProcess, type ServerProcess } from './serverProcess.ts';

/** A run of several desks against one server over a bad link. */
interface FaultRunOptions {
  readonly folder: string;
  readonly seed: number;
  readonly clients: number;
  /** In total, shared by the clients. */
  readonly actions: number;
  readonly faultShare: number;
}

/** What came of it; without problems everything held. */
interface FaultRunOutcome {
  readonly problems: readonly string[];
  /** Acknowledged deeds that were looked for. */
  readonly deeds: number;
  readonly met: FaultProxy['met'];
  readonly deskKills: number;
  readonly deskRestarts: number;
  readonly serverKills: number;
}

const SERVER_KILLS = 2;
/** One of so many turns of a desk ends with its being closed and opened, one of so many with its being killed. */
const RESTART_ONE_IN = 160;
const KILL_ONE_IN = 200;
const INTAKE_ONE_IN = 40;
const SHOWN_PROBLEMS = 20;

/** Plays a run: faults while everybody works, then a good link until everybody has settled, then the count. */
export async function runUnderFaults(options: FaultRunOptions): Promise<FaultRunOutcome> {
  const { folder, seed, clients, faultShare } = options;
  const server = await startServerProcess(folder);
  const proxy = await openFaultProxy({ target: () => server.url, seed, faultShare });
  const desks: RemoteDesk[] = [];
  try {
    for (let index = 0; index < clients; index += 1) {
      const name = `Desk${String(index)}`;
      desks.push(remoteDesk({ name, dataDir: path.join(folder, name), server: proxy.url }));
    }
    const observer = await server.newSupervisor('Observer');
    const codes: string[] = [];
    for (const desk of desks) codes.push(await server.newSupervisor(desk.name));
    // Signing in is not what is put to the test: a code works once.
    proxy.setCalm(true);
    await Promise.all(desks.map((desk, index) => desk.start(codes[index])));
    await Promise.all(desks.map((desk) => desk.settle()));
    proxy.setCalm(false);
    const done = await work(desks, server, options);
    proxy.setCalm(true);
    await Promise.all(desks.map((desk) => desk.settle()));
    const everything = await untilAlike(desks, server, observer, 'end');
    const problems = [...everything.problems, ...findDeeds(done.deeds, everything)];
    return {
      problems: problems.slice(0, SHOWN_PROBLEMS),
      deeds: done.deeds.length,
      met: proxy.met,
      deskKills: done.deskKills,
      deskRestarts: done.deskRestarts,
      serverKills: done.serverKills,
    };
  } finally {
    await Promise.all(desks.map((desk) => desk.kill()));
    await proxy.close();
    await server.kill();
  }
}

interface Work {
  readonly deeds: Deed[];
  deskKills: number;
  deskRestarts: number;
  serverKills: number;
}

async function work(
  desks: readonly RemoteDesk[],
  server: ServerProcess,
  { seed, actions }: FaultRunOptions,
): Promise<Work> {
  const done: Work = { deeds: [], deskKills: 0, deskRestarts: 0, serverKills: 0 };
  const turns = Math.ceil(actions / desks.length);
  let turnsTaken = 0;
  let reviving: Promise<void> = Promise.resolve();

  /** The server dies in the middle of the work and comes back while everybody works on. */
  function killServerAt(turn: number): void {
    const part = Math.floor(actions / (SERVER_KILLS + 1));
    if (turn % part !== 0 || done.serverKills >= SERVER_KILLS) return;
    done.serverKills += 1;
    reviving = reviving.then(async () => {
      await server.kill();
      await server.start();
    });
  }

  async function workOne(desk: RemoteDesk, index: number): Promise<void> {
    const random = seededRandom(seed * 31 + index);
    for (let turn = 0; turn < turns; turn += 1) {
      turnsTaken += 1;
      killServerAt(turnsTaken);
      const kind = turn < 3 ? 'create' : random.weighted(DEED_WEIGHTS);
      const draw = random.between(0, 1_000_000);
      const words = `w${String(seed)}-${desk.name}-${String(turn)}`;
      const acting = desk.act(kind, draw, words).then(
        (deed) => {
          if (deed) done.deeds.push(deed);
        },
        (cause: unknown) => {
          if (!(cause instanceof DeskKilled)) throw cause;
        },
      );
      if (random.between(1, KILL_ONE_IN) === 1 || (index === 0 && turn === Math.floor(turns / 2))) {
        // In the middle of it: whether it is done is then open, and all before it is not.
        done.deskKills += 1;
        await desk.kill();
        await acting;
        await desk.start();
      } else if (random.between(1, RESTART_ONE_IN) === 1 || (index === 1 && turn === Math.floor(turns / 2))) {
        done.deskRestarts += 1;
        await acting;
        await desk.close();
        await desk.start();
      }
      await acting;
      if (random.between(1, INTAKE_ONE_IN) === 1)
        await server.intake({ messageId: words, text: `Customer ${words}` }).catch(() => undefined);
    }
  }

  await Promise.all(desks.map(workOne));
  await reviving;
  return done;
}
