import type { Texts } from '../texts.ts';

export const updates = {
  ready: 'Baton {{version}} este pregătit',
  whenYouLike: 'Reporniți când vă convine',
  waitsForPause: 'Repornește la următoarea pauză',
  notes: 'Ce este nou',
  promise: 'Ciornele rămân cum sunt, iar Baton se deschide în vizualizarea în care erați.',
  restartNow: 'Repornește acum',
  restartWhenIdle: 'La următoarea pauză',
  look: 'Caută o versiune nouă',
  off: 'Această copie este actualizată de cine a instalat-o.',
  upToDate: 'Baton este la zi.',
  lastLooked: 'Ultima verificare: {{time}}',
  looking: 'Se caută…',
  fetching: 'Se descarcă Baton {{version}}: {{percent}}',
  readyThere: 'Baton {{version}} este pregătit. Așteaptă în navigare.',
  problems: {
    unreachable: 'Nu a răspuns nimeni la adresa noilor versiuni. Baton va întreba din nou mai târziu.',
    damaged: 'Versiunea nouă a ajuns deteriorată și a fost aruncată. Baton o va descărca din nou mai târziu.',
    notInstalled:
      'Sistemul nu a permis instalarea versiunii noi. Încercați din nou sau întrebați administratorul acestui computer.',
  },
} as const satisfies Texts;
