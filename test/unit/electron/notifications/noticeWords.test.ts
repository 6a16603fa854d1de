import { describe, expect, it } from 'vitest';
import { escapeMarkup, noticeWords } from '../../../../electron/notifications/noticeWords.ts';
import { createHostTexts, pickLocale } from '../../../../electron/texts.ts';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { LOCALES } from '../../../../shared/ipc/contract.ts';

const ticketId = 't1' as TicketId;

describe('the words of a notice', () => {
  it.each([
    ['en', 'Assigned to you', '5 tickets need you', '3 newly assigned · 2 reopened'],
    ['cs', 'Přiděleno vám', '5 požadavků vás potřebuje', '3 nově přidělené · 2 znovu otevřené'],
    ['pt-BR', 'Atribuído a você', '5 chamados precisam de você', '3 novos atribuídos · 2 reabertos'],
    ['ro', 'Un tichet nou pentru tine', '5 tichete te așteaptă', '3 nou repartizate · 2 redeschise'],
  ] as const)('stand in %s', (locale, single, title, body) => {
    const texts = createHostTexts(locale);
    const one = noticeWords(
      { kind: 'ticket', reason: 'assigned', ticketId, number: 12, subject: 'Tea' },
      texts,
    );
    expect(one).toEqual({ title: single, body: '#12 Tea' });
    expect(
      noticeWords({ kind: 'group', assigned: 3, reopened: 2, ruleNotified: 0, alarms: {}, ticketId }, texts),
    ).toEqual({
      title,
      body,
    });
  });

  it('count what alarms tell beside the rest', () => {
    const alarms = { slaBreach: 2, teamSlaWarning: 3 };
    const effect = { kind: 'group', assigned: 1, reopened: 0, ruleNotified: 0, alarms, ticketId } as const;
    expect(noticeWords(effect, createHostTexts('en'))).toEqual({
      title: '6 tickets need you',
      body: '1 newly assigned · 2 of yours overdue · 3 due soon in your departments',
    });
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
