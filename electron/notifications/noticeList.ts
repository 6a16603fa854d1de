import type { TicketId } from '../../shared/domain/ids.ts';
import { ListedNotice, type NoticeList } from '../../shared/ipc/notices.ts';
import type { Notice } from '../engine/notices/noticeEvents.ts';
import { runDetached, type Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';

/** The person's notices on this machine: the latest 500, over restarts. */
export interface KeptNotices {
  /** One that is here already stays as it is. */
  add(notices: readonly Notice[]): void;
  list(): NoticeList;
  unread(): number;
  /** Ids of unread notices: all of them, or those about one ticket. */
  unreadIds(ticketId?: TicketId): string[];
}

/** So many are kept; of more, the ones that happened first give way. */
const LISTED_MAX = 500;
const PREFIX = 'notice:';

const Stored = ListedNotice.omit({ isRead: true });
type Stored = Omit<ListedNotice, 'isRead'>;

/** Reads what earlier starts have kept. Each notice has a slot of its own, which a later one takes over. */
export function openNoticeList(ports: {
  readonly local: LocalStore;
  readonly isRead: (noticeId: string) => boolean;
  readonly log: Logger;
}): KeptNotices {
  const { local, log } = ports;
  const slots = new Map<string, Stored>();
  for (const { key, value } of local.list(PREFIX)) {
    const parsed = Stored.safeParse(value);
    if (parsed.success) slots.set(key, parsed.data);
    else log.error('a notice cannot be read', { key });
  }
  const known = new Set(Array.from(slots.values(), ({ id }) => id));

  function freeSlot(): string {
    if (slots.size < LISTED_MAX) return `${PREFIX}${String(slots.size).padStart(3, '0')}`;
    let oldest = '';
    let oldestMs = Infinity;
    for (const [key, { atMs }] of slots) if (atMs < oldestMs) [oldest, oldestMs] = [key, atMs];
    return oldest;
  }

  function isUnread({ id }: Stored): boolean {
    return !ports.isRead(id);
  }

  return {
    add: (notices) => {
      for (const { messageId: _, ignoresQuietHours: __, ...notice } of notices) {
        if (known.has(notice.id)) continue;
        const key = freeSlot();
        const replaced = slots.get(key);
        if (replaced) known.delete(replaced.id);
        known.add(notice.id);
        slots.set(key, notice);
        runDetached(log, 'keeping a notice', local.set(key, notice));
      }
    },
    list: () => {
      const notices = [...slots.values()]
        .sort((a, b) => b.atMs - a.atMs || (a.id < b.id ? 1 : -1))
        .map((notice) => ({ ...notice, isRead: !isUnread(notice) }));
      return { notices, unread: notices.filter(({ isRead }) => !isRead).length };
    },
    unread: () => [...slots.values()].filter(isUnread).length,
    unreadIds: (ticketId) =>
      [...slots.values()]
        .filter((notice) => isUnread(notice) && (ticketId === undefined || notice.ticketId === ticketId))
        .map(({ id }) => id),
  };
}
