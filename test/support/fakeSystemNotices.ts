import type {
  NoticeListener,
  SystemNotice,
  SystemNotices,
} from '../../electron/notifications/systemNotices.ts';

/** A notice that the fake system was asked to show, and the hands of the person before it. */
export interface FakeNotice extends SystemNotice {
  readonly isClosed: boolean;
  /** What the person, or the system, does with it. */
  readonly on: NoticeListener;
}

/** A system that shows every notice at once and lets a test be its person. */
export function fakeSystemNotices(onChange: () => void = () => undefined): {
  readonly notices: SystemNotices;
  /** Everything it was asked to show, oldest first. */
  readonly shown: readonly FakeNotice[];
} {
  const shown: FakeNotice[] = [];
  return {
    shown,
    notices: {
      isSupported: () => true,
      show: (notice, on) => {
        const at = shown.push({ ...notice, on, isClosed: false }) - 1;
        // A system answers later, never within the question.
        queueMicrotask(() => {
          on.onShown();
        });
        onChange();
        return {
          close: () => {
            const open = shown[at];
            if (open) shown[at] = { ...open, isClosed: true };
            onChange();
          },
        };
      },
    },
  };
}
