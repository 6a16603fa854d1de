import type { Texts } from '../texts.ts';

export const notices = {
  ticket: {
    assigned: 'Přiděleno vám',
    reopened: 'Váš požadavek je znovu otevřený',
    ruleNotified: 'Pravidlo vás upozorňuje na požadavek',
    noSubject: 'Požadavek bez předmětu',
  },
  group: {
    title_one: '{{count}} požadavek vás potřebuje',
    title_few: '{{count}} požadavky vás potřebují',
    title_many: '{{count}} požadavku vás potřebuje',
    title_other: '{{count}} požadavků vás potřebuje',
    assigned_one: '{{count}} nově přidělený',
    assigned_few: '{{count}} nově přidělené',
    assigned_many: '{{count}} nově přiděleného',
    assigned_other: '{{count}} nově přidělených',
    reopened_one: '{{count}} znovu otevřený',
    reopened_few: '{{count}} znovu otevřené',
    reopened_many: '{{count}} znovu otevřeného',
    reopened_other: '{{count}} znovu otevřených',
    ruleNotified_one: '{{count}} podle pravidla',
    ruleNotified_few: '{{count}} podle pravidla',
    ruleNotified_many: '{{count}} podle pravidla',
    ruleNotified_other: '{{count}} podle pravidla',
  },
  /** Written to customers, in their language. */
  customer: {
    transferred:
      'Dobrý den,\n\nděkujeme za trpělivost. Vašemu požadavku se nyní věnuje oddělení {{department}} a ozve se vám. Sami nemusíte nic dělat.',
    passedOn:
      'Dobrý den,\n\nděkujeme za trpělivost. Vašemu požadavku se nyní věnuje jiný kolega z oddělení {{department}} a ozve se vám. Sami nemusíte nic dělat.',
  },
} as const satisfies Texts;
