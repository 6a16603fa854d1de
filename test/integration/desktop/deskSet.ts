import path from 'node:path';
import type { AgentId } from '../../../shared/domain/ids.ts';
import { loudLog, openDesk, type TestDesk, type TestDeskOptions } from '../../support/deskHarness.ts';
import type { TestServer } from './testServer.ts';

/** A desk, and whose it is. */
export type Colleague = TestDesk & { readonly agentId: AgentId; readonly email: string };

/** The desks of a test on its one server. */
export interface DeskSet {
  /** Opens a desk on a folder and has it exchange everything; without a code, as whoever is signed in there. */
  open(folder: string, more?: Partial<TestDeskOptions>): Promise<TestDesk>;
  /** Opens the desk of a new agent of this name. */
  join(name: string, more?: Partial<TestDeskOptions>): Promise<Colleague>;
  close(desk: TestDesk): Promise<void>;
  closeAll(): Promise<void>;
}

/** None yet. `LOUD=1` shows what they log. */
export function desksOn(server: () => TestServer): DeskSet {
  const all = new Set<TestDesk>();

  async function open(folder: string, more: Partial<TestDeskOptions> = {}): Promise<TestDesk> {
    const desk = await openDesk({
      ...(more.code !== undefined && { server: server().url }),
      dataDir: path.join(server().folder, folder),
      ...(process.env['LOUD'] && { log: loudLog }),
      ...more,
    });
    all.add(desk);
    await desk.workspace.sync.settled();
    return desk;
  }

  return {
    open,
    join: async (name, more) => {
      const { code, agentId, email } = await server().newAgent(name);
      const desk = await open(name, { ...more, code });
      return Object.assign(desk, { agentId: agentId as AgentId, email });
    },
    close: async (desk) => {
      all.delete(desk);
      await desk.close();
    },
    closeAll: async () => {
      const left = [...all];
      all.clear();
      await Promise.all(left.map((desk) => desk.close()));
    },
  };
}
