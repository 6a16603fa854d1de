import type { AgentId } from '../../shared/domain/ids.ts';
import {
  mergeNoticeMarks,
  noticeMarksId,
  READ_MARKS_MAX,
  readMark,
  type NoticeMarks,
} from '../../shared/domain/noticeMarks.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import { runDetached, type Logger } from '../log.ts';
import type { DocumentStore } from '../replica/documentStore.ts';
import type { ReplicaChange } from '../replica/openReplica.ts';
import type { Clock, Scheduler } from '../time.ts';

/** What this person's machines know together: which notices were read, and which machine is in use. */
export interface SharedMarks {
  isRead(noticeId: string): boolean;
  markRead(noticeIds: readonly string[]): void;
  machines(): NoticeMarks['machines'];
  /** Written at once. */
  setMachines(machines: NoticeMarks['machines']): void;
  note(change: ReplicaChange): void;
  /** Writes what waits. */
  stop(): Promise<void>;
}

/** Reading goes notice by notice: the first mark leaves soon, the others in company. */
const FIRST_PAUSE_MS = 1500;
const PAUSE_MS = 15_000;

/** Reads what is known. The document is made with the first mark. */
export async function openNoticeMarks(ports: {
  readonly settings: DocumentStore<Setting>;
  readonly meId: AgentId;
  readonly nextRev: () => Rev;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Something is read now, here or on another machine. */
  readonly onChange: () => void;
  readonly log: Logger;
}): Promise<SharedMarks> {
  const { settings, meId, clock, scheduler, log } = ports;
  const id = noticeMarksId(meId);
  let marks: NoticeMarks = { agentId: meId, read: [], machines: {} };
  let read: ReadonlySet<string> = new Set();
  let isChanged = false;
  let cancel: (() => void) | undefined;
  let wroteMs = 0;
  let writing: Promise<void> = Promise.resolve();

  function take(next: NoticeMarks): void {
    marks = next;
    read = new Set(next.read);
  }

  function change(next: NoticeMarks, delayMs: number): void {
    take(next);
    isChanged = true;
    if (delayMs > 0 && cancel) return;
    cancel?.();
    cancel = scheduler.after(delayMs, () => {
      cancel = undefined;
      runDetached(log, 'marking notices as read', write());
    });
  }

  /** What another machine has marked since was merged into `marks` when it arrived. */
  function write(): Promise<void> {
    writing = writing.then(async () => {
      if (!isChanged) return;
      isChanged = false;
      wroteMs = clock.nowMs();
      const stamped = (): Setting => ({
        id,
        rev: ports.nextRev(),
        updatedAtMs: clock.nowMs(),
        kind: 'notice-marks',
        value: marks,
      });
      if (!(await settings.insert(stamped()))) await settings.update(id, stamped);
    });
    return writing;
  }

  const stored = await settings.get(id);
  if (stored?.kind === 'notice-marks') take(stored.value);

  return {
    isRead: (noticeId) => read.has(readMark(noticeId)),
    markRead: (noticeIds) => {
      const fresh = noticeIds.map(readMark).filter((mark) => !read.has(mark));
      if (fresh.length === 0) return;
      const sinceMs = clock.nowMs() - wroteMs;
      change(
        { ...marks, read: [...marks.read, ...new Set(fresh)].slice(-READ_MARKS_MAX) },
        Math.max(FIRST_PAUSE_MS, PAUSE_MS - sinceMs),
      );
      ports.onChange();
    },
    machines: () => marks.machines,
    setMachines: (machines) => {
      change({ ...marks, machines }, 0);
    },
    note: ({ collection, documents, isFromServer }) => {
      if (collection !== 'settings' || !isFromServer) return;
      for (const { document, previous } of documents) {
        if (document.id !== id || !('kind' in document) || document.kind !== 'notice-marks') continue;
        const base =
          previous && 'kind' in previous && previous.kind === 'notice-marks' ? previous.value : null;
        take(isChanged ? mergeNoticeMarks(base, marks, document.value) : document.value);
        ports.onChange();
      }
    },
    stop: async () => {
      cancel?.();
      await write();
    },
  };
}
