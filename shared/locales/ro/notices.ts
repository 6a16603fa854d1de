import type { Texts } from '../texts.ts';

export const notices = {
  ticket: {
    assigned: 'Un tichet nou pentru tine',
    reopened: 'Tichetul tău a fost redeschis',
    ruleNotified: 'O regulă te anunță despre un tichet',
    escalated: 'Un tichet a fost escaladat către tine',
    slaBreach: 'Tichetul tău a depășit termenul',
    teamSlaBreach: 'Un tichet din departamentul tău a depășit termenul',
    slaWarning: 'Tichetul tău se apropie de termen',
    teamSlaWarning: 'Un tichet din departamentul tău se apropie de termen',
    noSubject: 'Tichet fără subiect',
  },
  group: {
    title_one: '{{count}} tichet te așteaptă',
    title_few: '{{count}} tichete te așteaptă',
    title_other: '{{count}} de tichete te așteaptă',
    assigned_one: '{{count}} nou repartizat',
    assigned_few: '{{count}} nou repartizate',
    assigned_other: '{{count}} nou repartizate',
    reopened_one: '{{count}} redeschis',
    reopened_few: '{{count}} redeschise',
    reopened_other: '{{count}} redeschise',
    ruleNotified_one: '{{count}} printr-o regulă',
    ruleNotified_few: '{{count}} printr-o regulă',
    ruleNotified_other: '{{count}} printr-o regulă',
    escalated_one: '{{count}} escaladat',
    escalated_few: '{{count}} escaladate',
    escalated_other: '{{count}} escaladate',
    slaBreach_one: '{{count}} al tău, cu termenul depășit',
    slaBreach_few: '{{count}} ale tale, cu termenul depășit',
    slaBreach_other: '{{count}} ale tale, cu termenul depășit',
    teamSlaBreach_one: '{{count}} cu termenul depășit în departamentele tale',
    teamSlaBreach_few: '{{count}} cu termenul depășit în departamentele tale',
    teamSlaBreach_other: '{{count}} cu termenul depășit în departamentele tale',
    slaWarning_one: '{{count}} al tău, aproape de termen',
    slaWarning_few: '{{count}} ale tale, aproape de termen',
    slaWarning_other: '{{count}} ale tale, aproape de termen',
    teamSlaWarning_one: '{{count}} aproape de termen în departamentele tale',
    teamSlaWarning_few: '{{count}} aproape de termen în departamentele tale',
    teamSlaWarning_other: '{{count}} aproape de termen în departamentele tale',
  },
  /** Written to customers, in their language. */
  customer: {
    transferred:
      'Bună ziua,\n\nVă mulțumim pentru răbdare. De solicitarea dumneavoastră se ocupă acum departamentul {{department}}, care vă va contacta. Nu trebuie să faceți nimic.',
    passedOn:
      'Bună ziua,\n\nVă mulțumim pentru răbdare. De solicitarea dumneavoastră se ocupă acum un alt coleg din departamentul {{department}}, care vă va contacta. Nu trebuie să faceți nimic.',
  },
} as const satisfies Texts;
