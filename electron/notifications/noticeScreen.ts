import type { TestOutcome } from '../../shared/ipc/notices.ts';
import type { Logger } from '../log.ts';
import type { Scheduler } from '../time.ts';
import type { DeliveryLog } from './deliveryLog.ts';
import type { NoticeListener, ShownNotice, SystemNotice, SystemNotices } from './systemNotices.ts';

/** What the person does with a notice. */
export type NoticeDeeds = Pick<NoticeListener, 'onClick' | 'onAction' | 'onReply'>;

/** The notices that are before the person's eyes. */
export interface NoticeScreen {
  /** Hands a notice to the system; resolves with its answer, which the delivery log gets too. `noticeIds`: what it tells. */
  present(
    notice: SystemNotice,
    deeds: NoticeDeeds,
    noticeIds: readonly string[],
  ): Promise<Pick<TestOutcome, 'delivery' | 'reason'>>;
  /** What was read, here or elsewhere, need not stay. */
  clearRead(): void;
}

/** A system that has not answered by then says nothing at all. */
const ANSWER_LATEST_MS = 5000;
/** Systems keep fewer than these; the oldest are no longer taken away. */
const FOLLOWED_MAX = 50;

/** Starts with nothing shown. */
export function createNoticeScreen(ports: {
  readonly system: SystemNotices;
  readonly scheduler: Scheduler;
  readonly deliveries: Pick<DeliveryLog, 'answer'>;
  readonly isRead: (noticeId: string) => boolean;
  readonly log: Logger;
}): NoticeScreen {
  const { system, scheduler, deliveries, isRead, log } = ports;
  const followed = new Map<string, { readonly noticeIds: readonly string[]; readonly shown: ShownNotice }>();

  return {
    present: (notice, deeds, noticeIds) =>
      new Promise((resolve) => {
        const answer = (delivery: TestOutcome['delivery'], reason = ''): void => {
          cancel();
          deliveries.answer(notice.id, delivery, reason);
          resolve({ delivery, reason });
        };
        const cancel = scheduler.after(ANSWER_LATEST_MS, () => {
          answer('noAnswer');
        });
        const done = (): void => {
          followed.delete(notice.id);
        };
        const shown = system.show(notice, {
          onShown: () => {
            answer('shown');
          },
          onFailed: (reason) => {
            done();
            log.error('a notice was not shown', { reason });
            answer('failed', reason);
          },
          onClick: () => {
            done();
            deeds.onClick();
          },
          onAction: (action) => {
            done();
            deeds.onAction(action);
          },
          onReply: (text) => {
            done();
            deeds.onReply(text);
          },
        });
        if (noticeIds.length === 0) return;
        followed.set(notice.id, { noticeIds, shown });
        const [oldest] = followed.keys();
        if (followed.size > FOLLOWED_MAX && oldest !== undefined) followed.delete(oldest);
      }),
    clearRead: () => {
      for (const [id, { noticeIds, shown }] of followed) {
        if (!noticeIds.every(isRead)) continue;
        followed.delete(id);
        shown.close();
      }
    },
  };
}
