import { describe, expect, it } from 'vitest';
import type { Showing } from '../../../../electron/engine/notices/decideNotices.ts';
import { noticeOfAlarm, noticesOf, type Notice } from '../../../../electron/engine/notices/noticeEvents.ts';
import { escapeMarkup, noticeOffers, noticeWords } from '../../../../electron/notifications/noticeWords.ts';
import { createHostTexts, pickLocale } from '../../../../electron/texts.ts';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { LOCALES } from '../../../../shared/ipc/locales.ts';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import {
  anAlarm,
  assignedLine,
  cameLine,
  ME,
  messageFacts,
  newsOf,
  OURS,
} from '../../../support/noticeBuilders.ts';

const NOW_MS = new Date(2026, 2, 2, 12).getTime();
const PERSON = { meId: ME, departmentIds: [OURS] };

function alone(notice: Notice | undefined): Showing {
  if (!notice) throw new Error('nothing to show');
  return { kind: 'ticket', notice, isSeen: true, isHeard: true };
}

function aReply(): Notice | undefined {
  return noticesOf(newsOf('t1', { messages: [messageFacts('m')] }), PERSON)[0];
}

const AWAY: Showing = {
  kind: 'group',
  cause: 'returning',
  counts: { assigned: 7, reopened: 2, slaBreach: 1 },
  noticeIds: [],
  ticketId: 't1' as TicketId,
  isSeen: true,
  isHeard: false,
};

describe('the words of a notice', () => {
  it.each([
    ['en', 'Assigned to you', 'While you were away', '7 assigned to you, 2 reopened, 1 of yours overdue'],
    [
      'cs',
      'Přiděleno vám',
      'Zatímco jste byli pryč',
      '7 přidělených vám, 2 znovu otevřené, 1 váš po termínu',
    ],
    [
      'pt-BR',
      'Atribuído a você',
      'Enquanto você esteve fora',
      '7 atribuídos a você, 2 reabertos, 1 seu atrasado',
    ],
    [
      'ro',
      'Un tichet nou pentru tine',
      'Cât ai lipsit',
      '7 repartizate ție, 2 redeschise, 1 al tău, cu termenul depășit',
    ],
  ] as const)('stand in %s', (locale, single, title, body) => {
    const texts = createHostTexts(locale);
    const [notice] = noticesOf(newsOf('t1', { entries: [assignedLine('h1')] }), PERSON);
    expect(noticeWords(alone(notice), texts, NOW_MS)).toEqual({ title: single, body: '#7 Subject t1' });
    expect(noticeWords(AWAY, texts, NOW_MS)).toEqual({ title, body });
  });

  it('hold what the customer has written, and the deadline that is meant', () => {
    const texts = createHostTexts('en');
    expect(noticeWords(alone(aReply()), texts, NOW_MS)).toEqual({
      title: 'The customer has replied',
      body: '#7 Subject t1\nIs anybody there?',
    });
    const dueAtMs = new Date(2026, 2, 2, 14, 5).getTime();
    const alarm = noticeOfAlarm(anAlarm('t1', { event: 'slaWarning', dueAtMs }), NOW_MS);
    const { body } = noticeWords(alone(alarm), texts, NOW_MS);
    expect(body.replace('\u202f', ' ')).toBe('#7 Subject t1\nFirst response: due 02:05 PM');
  });

  it('offer what can be done: an answer to who has written, taking what nobody has, opening everything', () => {
    const texts = createHostTexts('en');
    const offered = (notice: Notice | null): string[] =>
      noticeOffers(notice, texts).buttons.map(({ action }) => action);
    expect(offered(aReply() ?? null)).toEqual(['snooze', 'open']);
    expect(noticeOffers(aReply() ?? null, texts).reply).toEqual({ placeholder: 'Reply to the customer' });
    const [free] = noticesOf(
      newsOf('t1', { ticket: { assigneeId: NOBODY }, entries: [cameLine('h')] }),
      PERSON,
    );
    expect(offered(free ?? null)).toEqual(['take', 'open']);
    expect(offered(null)).toEqual(['open']);
  });

  it('follow a change of language', () => {
    const texts = createHostTexts('en');
    texts.setLanguage('cs');
    expect(texts.text('menu:edit.copy')).toBe('Kopírovat');
  });

  it('cannot carry markup to a desktop that reads it', () => {
    expect(escapeMarkup('<b>&</b>')).toBe('&lt;b&gt;&amp;&lt;/b&gt;');
  });

  it('come in the first language of the system that Baton speaks', () => {
    expect([pickLocale(['de', 'cs-CZ']), pickLocale(['pt-PT']), pickLocale(['ja']), pickLocale([])]).toEqual([
      'cs',
      'pt-BR',
      'en',
      'en',
    ]);
    expect(LOCALES.map((locale) => pickLocale([locale]))).toEqual([...LOCALES]);
  });
});
