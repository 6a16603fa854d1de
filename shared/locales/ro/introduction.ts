import type { Texts } from '../texts.ts';

/** The first minutes on a computer. */
export const introduction = {
  title: 'Bun venit în Baton',
  hello: 'Bun venit, {{name}}',
  setup:
    'Înainte să începi: cum să fie Baton pe acest calculator? Totul se poate schimba mai târziu în setări.',
  language: 'Limbă',
  theme: 'Temă',
  notices: 'Notificări',
  noticesText: 'Baton îți spune despre tichetele care au nevoie de tine, cu fereastra deschisă sau închisă.',
  noticesButton: 'Alege…',
  login: 'Pornește odată cu sistemul',
  next: 'Înainte',
  back: 'Înapoi',
  skip: 'Sari peste tur',
  done: 'Începe lucrul',
  tour: 'Arată turul',
  step: 'Pasul {{step}} din {{count}}',
  holder: {
    title: 'Un tichet, un responsabil',
    text: 'Un tichet are exact o persoană responsabilă sau, deocamdată, pe nimeni. Cine răspunde la un tichet al nimănui îl are de atunci; cu {{take}} îl preiei fără să răspunzi.',
  },
  nextUp: {
    title: 'Ce urmează',
    text: '{{next}} deschide tichetul care are cel mai mult nevoie de tine și spune de ce: are termenul depășit, are termen curând sau clientul așteaptă.',
  },
  passOn: {
    title: 'Dă-l mai departe',
    text: '{{assign}} dă un tichet unui coleg, {{transfer}} altui departament, cu motiv și notă. Cine l-a avut, când și de ce rămâne în istoric.',
  },
  offline: {
    title: 'Funcționează fără rețea',
    text: 'Tichetele echipei sunt pe acest calculator. Ce faci se păstrează aici și se trimite când serverul răspunde; rândul din stânga jos spune ce așteaptă și te lasă să retragi.',
  },
  keyboard: {
    title: 'Totul de la tastatură',
    text: '{{palette}} duce la orice tichet, vizualizare sau comandă. {{help}} arată toate tastele; le poți schimba în setări.',
  },
} as const satisfies Texts;
