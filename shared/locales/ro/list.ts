import type { Texts } from '../texts.ts';

export const list = {
  label: 'Tichete: {{view}}',
  sort: {
    label: 'Sortează după',
    button: 'Sortat după {{sort}}',
    due: 'Termen',
    priority: 'Prioritate',
    age: 'Vechime',
    activity: 'Ultima activitate',
  },
  density: 'Densitate',
  resize: 'Lățimea listei de tichete',
  waitsForAnswer: 'Clientul așteaptă un răspuns',
  unsent: 'Modificările acestui tichet așteaptă să fie trimise',
  draft: 'Ciornă',
  reopened: 'Redeschis',
  snoozedUntil: 'Până la {{time}}',
  heldByNobody: 'Fără responsabil',
  failed: 'Lista nu a putut fi încărcată',
  empty: {
    mine: { title: 'Nimic pe biroul tău', text: 'Ia un tichet din Neatribuite sau bucură-te de liniște.' },
    unassigned: {
      title: 'Fiecare tichet are un responsabil',
      text: 'Cele noi din departamentele tale apar mai întâi aici.',
    },
    allOpen: { title: 'Niciun tichet deschis', text: 'Toată echipa a terminat.' },
    waiting: {
      title: 'Nimeni de așteptat',
      text: 'Aici stau tichetele care au nevoie de răspunsul clientului.',
    },
    snoozed: { title: 'Nimic amânat', text: 'Tichetele amânate se odihnesc aici până le vine vremea.' },
    solved: { title: 'Nimic rezolvat încă', text: 'Tichetele rezolvate și închise se adună aici.' },
    atRisk: {
      title: 'Nimic în pericol',
      text: 'Niciun tichet nu este întârziat sau scadent în ora următoare.',
    },
    department: { title: 'Niciun tichet deschis aici', text: 'Acest departament nu mai are nimic de făcut.' },
  },
} as const satisfies Texts;
