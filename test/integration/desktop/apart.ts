import path from 'node:path';
import type { AgentId } from '../../../shared/domain/ids.ts';
import { loudLog, openDesk, type TestDesk, type TestDeskOptions } from '../../support/deskHarness.ts';
import type { TestServer } from './testServer.ts';

/** A desk whose link can be cut and let be. */
export interface CuttableDesk extends TestDesk {
  readonly agentId: AgentId;
  readonly dataDir: string;
  /** Nothing gets through any more; resolves when the desk has noticed. */
  cut(): Promise<void>;
  /** Nothing gets through any more from now on. */
  sever(): void;
  /** Lets everything through again; resolves when all is exchanged. */
  mend(): Promise<void>;
  /** Lets everything through again and has the desk look for it; nobody waits. */
  letThrough(): void;
}

/** Stands between a desk and its server; `pass` sends the request on, whose body is given where there is one. */
export type Between = (path: string, pass: () => Promise<Response>, body: string) => Promise<Response>;

/** Opens desks of one server whose links can be cut one by one. */
export function desksOf(
  server: () => TestServer,
  open: TestDesk[],
): {
  /** A desk of a new agent. */
  readonly deskOf: (name: string, between?: Between) => Promise<CuttableDesk>;
  /** A desk on a folder: a second device with a fresh code, or a restart without one. */
  readonly deskAt: (
    options: Pick<TestDeskOptions, 'dataDir' | 'code'> & {
      readonly agentId: AgentId;
      readonly isCut?: boolean;
      readonly between?: Between;
    },
  ) => Promise<CuttableDesk>;
} {
  async function deskAt(
    options: Pick<TestDeskOptions, 'dataDir' | 'code'> & {
      readonly agentId: AgentId;
      readonly isCut?: boolean;
      readonly between?: Between;
    },
  ): Promise<CuttableDesk> {
    let isCut = options.isCut ?? false;
    const running = new Set<AbortController>();
    function sever(): void {
      isCut = true;
      for (const one of running) one.abort();
      running.clear();
    }
    const desk = await openDesk({
      dataDir: options.dataDir,
      ...(options.code !== undefined && { server: server().url, code: options.code }),
      ...(process.env['LOUD'] && { log: loudLog }),
      fetch: (input, init) => {
        // As a socket says it that never got through.
        if (isCut) return Promise.reject(Object.assign(new TypeError('no link'), { code: 'ENETUNREACH' }));
        const own = new AbortController();
        running.add(own);
        const signal = init?.signal ? AbortSignal.any([init.signal, own.signal]) : own.signal;
        const pass = (): Promise<Response> => fetch(input, { ...init, signal });
        const url = input instanceof Request ? input.url : input;
        const body = typeof init?.body === 'string' ? init.body : '';
        return options.between ? options.between(new URL(url).pathname, pass, body) : pass();
      },
    });
    open.push(desk);
    if (options.code !== undefined) await desk.workspace.sync.settled();
    return Object.assign(desk, {
      agentId: options.agentId,
      dataDir: options.dataDir,
      sever,
      cut: async () => {
        sever();
        await desk.eventually(() => desk.desk.syncStatus().name === 'offline');
      },
      letThrough: () => {
        isCut = false;
        // The look is the desk's own business; what it does not find it looks for again.
        void desk.desk.retry();
      },
      mend: async () => {
        isCut = false;
        await desk.desk.retry();
        await desk.workspace.sync.settled();
      },
    });
  }

  return {
    deskAt,
    deskOf: async (name, between) => {
      const { code, agentId } = await server().newAgent(name);
      return deskAt({
        code,
        agentId: agentId as AgentId,
        dataDir: path.join(server().folder, name),
        ...(between && { between }),
      });
    },
  };
}
