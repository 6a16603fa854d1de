import type { Texts } from '../texts.ts';

export const notices = {
  ticket: {
    assigned: 'Un tichet nou pentru tine',
    reopened: 'Tichetul tău a fost redeschis',
    ruleNotified: 'O regulă te anunță despre un tichet',
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
  },
  /** Written to customers, in their language. */
  customer: {
    transferred:
      'Bună ziua,\n\nVă mulțumim pentru răbdare. De solicitarea dumneavoastră se ocupă acum departamentul {{department}}, care vă va contacta. Nu trebuie să faceți nimic.',
    passedOn:
      'Bună ziua,\n\nVă mulțumim pentru răbdare. De solicitarea dumneavoastră se ocupă acum un alt coleg din departamentul {{department}}, care vă va contacta. Nu trebuie să faceți nimic.',
  },
} as const satisfies Texts;
