import { Notification } from 'electron';
import type { TicketId } from '../../shared/domain/ids.ts';
import type { NoticeEffect } from '../engine/notices.ts';
import type { Logger } from '../log.ts';
import type { HostTexts } from '../texts.ts';
import { escapeMarkup, noticeWords } from './noticeWords.ts';

/** So many notices are held on to; one nobody holds is collected, and its click goes nowhere. */
const HELD_MAX = 50;

/** Shows notices through the system. `onClick` hears the ticket of the one that was clicked. */
export function createNativeNotifier(ports: {
  readonly texts: HostTexts;
  readonly onClick: (ticketId: TicketId) => void;
  readonly log: Logger;
}): (effect: NoticeEffect) => void {
  const held = new Set<Notification>();
  return (effect) => {
    if (!Notification.isSupported()) {
      ports.log.warn('this system shows no notices');
      return;
    }
    const { title, body } = noticeWords(effect, ports.texts);
    // Elsewhere than on Linux a body is plain text.
    const notice = new Notification({
      title,
      body: process.platform === 'linux' ? escapeMarkup(body) : body,
    });
    held.add(notice);
    const [oldest] = held;
    if (held.size > HELD_MAX && oldest) held.delete(oldest);
    notice.on('click', () => {
      held.delete(notice);
      ports.onClick(effect.ticketId);
    });
    notice.on('close', () => {
      held.delete(notice);
    });
    notice.on('failed', (_event, error) => {
      held.delete(notice);
      ports.log.error('a notice was not shown', { error });
    });
    notice.show();
  };
}
