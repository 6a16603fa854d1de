import type { DeliveryLine, NoticeList } from '../../shared/ipc/notices.ts';
import { createLiveQuery } from './liveQuery.ts';
import { useLiveQuery } from './useCommand.ts';

const CHANGES = { refreshOn: { 'notices.changed': true, 'session.changed': true } } as const;
const listQuery = createLiveQuery('notices.list', {}, CHANGES);
const deliveriesQuery = createLiveQuery('notices.deliveries', {}, CHANGES);

/** The person's notices, live, newest first; undefined until they are known. */
export function useNotices(): NoticeList | undefined {
  return useLiveQuery(listQuery).value;
}

/** What became of the latest notices, live, newest first; undefined until it is known. */
export function useDeliveries(): readonly DeliveryLine[] | undefined {
  return useLiveQuery(deliveriesQuery).value;
}
