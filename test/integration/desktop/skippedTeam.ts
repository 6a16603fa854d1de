import path from 'node:path';
import { documentOf, readCollection } from '../../../server/store/documents.ts';
import type { AgentId } from '../../../shared/domain/ids.ts';
import type { Setting } from '../../../shared/domain/settings.ts';
import { loudLog, openDesk, type TestDesk } from '../../support/deskHarness.ts';
import { skippableTime, type SkippableTime } from '../../support/skippableTime.ts';
import { startTestServer, type TestServer } from './testServer.ts';

/** A desk, and whose it is. */
export type Colleague = TestDesk & { readonly agentId: AgentId };

/** A server and desks whose time can be skipped, all together. */
export interface SkippedTeam {
  readonly time: SkippableTime;
  readonly server: TestServer;
  /** A new agent at their desk. */
  deskOf(name: string): Promise<Colleague>;
  /** The desk of somebody who has been there before. */
  reopen(name: string): Promise<TestDesk>;
  close(desk: TestDesk): Promise<void>;
  /** Changes settings on the server itself; `null` leaves one alone. */
  change(to: (setting: Setting) => Setting | null): Promise<void>;
  dispose(): Promise<void>;
}

/** Starts the server; nobody is there yet. */
export async function startSkippedTeam(): Promise<SkippedTeam> {
  const time = skippableTime();
  const server = await startTestServer(time);
  const open = new Set<TestDesk>();

  async function openAs(name: string, code?: string): Promise<TestDesk> {
    const desk = await openDesk({
      ...(code !== undefined && { server: server.url, code }),
      dataDir: path.join(server.folder, name),
      clock: time,
      // Time that is skipped has passed for the desks: nobody was asleep.
      monotonicMs: () => time.nowMs(),
      scheduler: time,
      ...(process.env['LOUD'] && { log: loudLog }),
    });
    open.add(desk);
    await desk.workspace.sync.settled();
    return desk;
  }

  return {
    time,
    server,
    deskOf: async (name) => {
      const { code, agentId } = await server.newAgent(name);
      return Object.assign(await openAs(name, code), { agentId: agentId as AgentId });
    },
    reopen: (name) => openAs(name),
    close: async (desk) => {
      open.delete(desk);
      await desk.close();
    },
    change: async (to) => {
      await server.write(async (log) => {
        for (const stored of await readCollection(log.sql, log.workspaceId, 'settings', 0, 1000)) {
          const next = to(documentOf('settings', stored));
          if (!next) continue;
          await log.load('settings', [next.id]);
          log.put('settings', { ...next, rev: log.stamp() });
        }
      });
    },
    dispose: async () => {
      await Promise.all([...open].map((desk) => desk.close()));
      await server.dispose();
    },
  };
}
