import { ALARM_EVENTS } from '../engine/alarms/alarmNotice.ts';
import type { NoticeEffect } from '../engine/notices.ts';
import type { HostTexts } from '../texts.ts';

/** Words of one notice, as plain text. */
export interface NoticeWords {
  readonly title: string;
  readonly body: string;
}

/** Longest body, in characters: desktops cut it off anyway, and some of them badly. */
const BODY_MAX = 200;

/** The words of a notice in the person's language. */
export function noticeWords(effect: NoticeEffect, texts: Pick<HostTexts, 'text'>): NoticeWords {
  if (effect.kind === 'group') {
    const { assigned, reopened, ruleNotified, alarms } = effect;
    const alarmCounts = ALARM_EVENTS.map((event) => ({ event, count: alarms[event] ?? 0 }));
    const parts = [
      ...(assigned > 0 ? [texts.text('notices:group.assigned', { count: assigned })] : []),
      ...(reopened > 0 ? [texts.text('notices:group.reopened', { count: reopened })] : []),
      ...(ruleNotified > 0 ? [texts.text('notices:group.ruleNotified', { count: ruleNotified })] : []),
      ...alarmCounts.flatMap(({ event, count }) =>
        count > 0 ? [texts.text(`notices:group.${event}`, { count })] : [],
      ),
    ];
    const alarmed = alarmCounts.reduce((sum, { count }) => sum + count, 0);
    return {
      title: texts.text('notices:group.title', { count: assigned + reopened + ruleNotified + alarmed }),
      body: parts.join(' · '),
    };
  }
  const subject = effect.subject === '' ? texts.text('notices:ticket.noSubject') : effect.subject;
  const named = effect.number > 0 ? `#${String(effect.number)} ${subject}` : subject;
  return { title: texts.text(`notices:ticket.${effect.reason}`), body: shortened(named) };
}

function shortened(text: string): string {
  const [...characters] = text;
  return characters.length > BODY_MAX ? `${characters.slice(0, BODY_MAX - 1).join('')}…` : text;
}

/** Linux desktops read a body as markup; a subject is written by strangers. Source: Desktop Notifications Specification 1.2. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
