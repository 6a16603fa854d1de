import { NOTICE_EVENTS } from '../../shared/domain/noticeSettings.ts';
import type { Notice } from '../engine/notices/noticeEvents.ts';
import type { Showing } from '../engine/notices/decideNotices.ts';
import type { HostTexts } from '../texts.ts';
import type { NoticeAction, SystemNotice } from './systemNotices.ts';

/** Words of one notice, as plain text. */
export interface NoticeWords {
  readonly title: string;
  readonly body: string;
}

/** Longest line of a body, in characters: desktops cut it off anyway, and some of them badly. */
const LINE_MAX = 200;

/** The words of a notice in the person's language. `nowMs` is UTC epoch ms; times are shown in the system's zone. */
export function noticeWords(
  showing: Showing,
  texts: Pick<HostTexts, 'text' | 'locale'>,
  nowMs: number,
): NoticeWords {
  if (showing.kind === 'group') {
    const { cause, counts } = showing;
    const parts = NOTICE_EVENTS.flatMap((event) => {
      const count = counts[event] ?? 0;
      return count > 0 ? [texts.text(`notices:group.${event}`, { count })] : [];
    });
    const count = Object.values(counts).reduce((sum, one) => sum + one, 0);
    return { title: texts.text(`notices:group.${cause}`, { count }), body: parts.join(', ') };
  }
  const { notice } = showing;
  const subject = notice.subject === '' ? texts.text('notices:ticket.noSubject') : notice.subject;
  const named = notice.number > 0 ? `#${String(notice.number)} ${subject}` : subject;
  const lines = [named, deadlineWords(notice, texts, nowMs), notice.words].filter((line) => line !== '');
  return { title: texts.text(`notices:ticket.${notice.event}`), body: lines.map(shortened).join('\n') };
}

function deadlineWords(
  { deadline }: Notice,
  texts: Pick<HostTexts, 'text' | 'locale'>,
  nowMs: number,
): string {
  if (!deadline) return '';
  const isToday = new Date(deadline.dueAtMs).toDateString() === new Date(nowMs).toDateString();
  const format = new Intl.DateTimeFormat(texts.locale(), {
    ...(!isToday && { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  });
  return texts.text('notices:deadline.due', {
    target: texts.text(`notices:deadline.${deadline.target}`),
    time: format.format(deadline.dueAtMs),
  });
}

function shortened(text: string): string {
  const [...characters] = text;
  return characters.length > LINE_MAX ? `${characters.slice(0, LINE_MAX - 1).join('')}…` : text;
}

/** Linux desktops read a body as markup; a subject is written by strangers. Source: Desktop Notifications Specification 1.2. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What can be done with a notice where the system lets one; a group, `null`, can only be opened. */
export function noticeOffers(
  notice: Notice | null,
  texts: Pick<HostTexts, 'text'>,
): Pick<SystemNotice, 'buttons' | 'reply'> {
  const button = (action: NoticeAction): SystemNotice['buttons'][number] => ({
    action,
    label: texts.text(`notices:button.${action}`),
  });
  const open = button('open');
  const event = notice?.event;
  if (event === 'newInDepartment' || event === 'reopenedInDepartment')
    return { buttons: [button('take'), open], reply: null };
  if (event === 'assigned' || event === 'reopened') return { buttons: [button('snooze'), open], reply: null };
  if (event === 'customerReplied')
    return {
      buttons: [button('snooze'), open],
      reply: { placeholder: texts.text('notices:button.replyPlaceholder') },
    };
  return { buttons: [open], reply: null };
}
