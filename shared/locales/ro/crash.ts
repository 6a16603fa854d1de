import type { Texts } from '../texts.ts';

export const crash = {
  page: {
    title: 'Această fereastră se blochează mereu',
    text: 'Baton a redeschis-o de mai multe ori. Nimic din ce ați scris nu s-a pierdut. Încercați din nou; dacă nu ajută, salvați un fișier de diagnostic din Setări și trimiteți-l celui care se ocupă de Baton.',
    again: 'Încearcă din nou',
    quit: 'Închide Baton',
  },
  host: {
    title: 'Baton eșuează mereu',
    text: 'Baton a repornit de mai multe ori în câteva minute și a eșuat de fiecare dată. Tot ce a fost salvat rămâne pe acest computer. Porniți Baton mai târziu și trimiteți fișierele din dosarul „logs” celui care se ocupă de el.',
  },
} as const satisfies Texts;
