import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

type NoticeCommand =
  'notices.list' | 'notices.markRead' | 'notices.save' | 'notices.test' | 'notices.deliveries';

/** Handlers about the person's notices. */
export function noticeHandlers(desk: Desk): Pick<Handlers, NoticeCommand> {
  const notices = (): ReturnType<Desk['workspace']>['notices'] => desk.workspace().notices;
  return {
    'notices.list': () => notices().list(),
    'notices.markRead': ({ ids }) => {
      notices().markRead(ids);
      return {};
    },
    'notices.save': async (settings) => {
      await notices().saveSettings(settings);
      return {};
    },
    'notices.test': () => notices().test(),
    'notices.deliveries': () => [...notices().deliveries()],
  };
}
