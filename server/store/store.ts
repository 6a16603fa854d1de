import type { Clock } from '../clock.ts';
import { createLocalBus, type Bus } from '../sync/bus.ts';
import { migrate } from './migrations.ts';
import type { Sql } from './schema.ts';
import { writeLog, type Commit, type LogWriter } from './writeLog.ts';

/** The database of a server and the one way to write to a workspace's log. */
export interface Store {
  readonly sql: Sql;
  /** Tells the other server processes on this database. */
  readonly bus: Bus;
  /** Runs `work` in one transaction and tells the listeners after it has committed. Throws what `work` throws. */
  write<Result>(workspaceId: string, work: (log: LogWriter) => Promise<Result>): Promise<Result>;
  /** Hears of every commit of this process. Returns the way to stop hearing. */
  onCommit(listener: (commit: Commit) => void): () => void;
  close(): Promise<void>;
}

/** Brings the database up to date and wraps it; closing the store closes both. Throws as `migrate` does. */
export async function openStore(sql: Sql, clock: Clock, bus: Bus = createLocalBus()): Promise<Store> {
  await migrate(sql);
  const listeners = new Set<(commit: Commit) => void>();
  return {
    sql,
    bus,
    async write(workspaceId, work) {
      const { result, commit } = await writeLog(sql, workspaceId, clock.nowMs(), work);
      if (commit) {
        for (const listener of listeners) listener(commit);
        bus.publish({ workspaceId, topic: 'log', text: String(commit.lastSeq) });
      }
      return result;
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    async close() {
      await bus.close();
      await sql.destroy();
    },
  };
}
