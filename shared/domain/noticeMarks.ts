import { z } from 'zod';
import { AgentId, ID_MAX_LENGTH, type DeviceId, type SettingId } from './ids.ts';
import { mergeSets } from './threeWay.ts';
import { Instant } from './ticket/ticket.ts';

/** So many marks of read notices are kept, the newest last; a desk lists fewer notices. */
export const READ_MARKS_MAX = 600;
const MARK_LENGTH = 10;
const PREFIX = 'notices-';

/** What one person's machines tell each other about notices. Nobody else gets it: `server/store/places.ts`. */
export const NoticeMarks = z.strictObject({
  agentId: AgentId,
  /** Marks of notices that were read on any machine, see `readMark`. */
  read: z.array(z.string().max(MARK_LENGTH)).max(READ_MARKS_MAX),
  /** When each machine was last known to be the one in use, UTC epoch ms, by device. */
  machines: z.record(z.string().min(1).max(ID_MAX_LENGTH), Instant),
});
export type NoticeMarks = z.infer<typeof NoticeMarks>;

/** The id of a person's marks among the settings. */
export function noticeMarksId(agentId: AgentId): SettingId {
  return `${PREFIX}${agentId}`.slice(0, ID_MAX_LENGTH) as SettingId;
}

/** A short mark of a notice, the same on every machine: two hashes of 25 bits each, so that no two of 600 are alike. */
export function readMark(noticeId: string): string {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let at = 0; at < noticeId.length; at += 1) {
    const code = noticeId.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
  }
  const part = (hash: number): string => ((hash ^ (hash >>> 7)) & 0x1ffffff).toString(32).padStart(5, '0');
  return part(a) + part(b);
}

/** What two machines have marked at once: everything that was read is read, and each machine speaks for itself. */
export function mergeNoticeMarks(
  base: NoticeMarks | null,
  mine: NoticeMarks,
  theirs: NoticeMarks,
): NoticeMarks {
  const machines: Record<string, number> = {};
  for (const id of new Set([...Object.keys(mine.machines), ...Object.keys(theirs.machines)])) {
    const [was, own, other] = [base?.machines[id], mine.machines[id], theirs.machines[id]];
    const isRemoved =
      was !== undefined && ((own === undefined && other === was) || (other === undefined && own === was));
    if (!isRemoved) machines[id] = Math.max(own ?? 0, other ?? 0);
  }
  const read = mergeSets(base?.read, mine.read, theirs.read).slice(-READ_MARKS_MAX);
  return { ...theirs, read, machines };
}

/** The machine that was last in use, and since when this is known; `null` before there was one. Equal instants: the greater id. */
export function machineInUse(
  machines: NoticeMarks['machines'],
): { readonly deviceId: DeviceId; readonly atMs: number } | null {
  let last: { deviceId: DeviceId; atMs: number } | null = null;
  for (const [id, atMs] of Object.entries(machines))
    if (last === null || atMs > last.atMs || (atMs === last.atMs && id > last.deviceId))
      last = { deviceId: id as DeviceId, atMs };
  return last;
}
