import type { Texts } from '../texts.ts';

export const list = {
  label: 'Požadavky: {{view}}',
  sort: {
    label: 'Řadit podle',
    button: 'Řazeno podle: {{sort}}',
    due: 'Termín',
    priority: 'Priorita',
    age: 'Stáří',
    activity: 'Poslední aktivita',
  },
  density: 'Hustota',
  resize: 'Šířka seznamu požadavků',
  waitsForAnswer: 'Zákazník čeká na odpověď',
  unsent: 'Změny tohoto požadavku čekají na odeslání',
  draft: 'Koncept',
  reopened: 'Znovu otevřený',
  snoozedUntil: 'Do {{time}}',
  heldByNobody: 'Nikomu nepřidělený',
  failed: 'Seznam se nepodařilo načíst',
  empty: {
    mine: {
      title: 'Na stole nic nemáte',
      text: 'Vezměte si požadavek z Nepřidělených, nebo si užijte klid.',
    },
    unassigned: {
      title: 'Každý požadavek má řešitele',
      text: 'Nové požadavky vašich oddělení se objeví nejdřív tady.',
    },
    allOpen: { title: 'Žádné otevřené požadavky', text: 'Celý tým má hotovo.' },
    waiting: { title: 'Na nikoho se nečeká', text: 'Zde jsou požadavky, které potřebují odpověď zákazníka.' },
    snoozed: {
      title: 'Nic není odloženo',
      text: 'Odložené požadavky tu odpočívají, dokud nepřijde jejich čas.',
    },
    solved: { title: 'Zatím nic vyřešeného', text: 'Zde se shromažďují vyřešené a uzavřené požadavky.' },
    atRisk: {
      title: 'Nic není ohroženo',
      text: 'Žádný požadavek není po termínu ani nemá termín do hodiny.',
    },
    department: { title: 'Žádné otevřené požadavky', text: 'Toto oddělení má všechno hotové.' },
  },
} as const satisfies Texts;
