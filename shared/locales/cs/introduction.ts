import type { Texts } from '../texts.ts';

/** The first minutes on a computer. */
export const introduction = {
  title: 'Vítejte v aplikaci Baton',
  hello: 'Vítejte, {{name}}',
  setup: 'Než začnete: jaký má Baton v tomto počítači být? Vše lze později změnit v nastavení.',
  language: 'Jazyk',
  theme: 'Motiv',
  notices: 'Oznámení',
  noticesText:
    'Baton vás upozorní na požadavky, které vás potřebují, ať je jeho okno otevřené, nebo zavřené.',
  noticesButton: 'Vybrat…',
  login: 'Spouštět se systémem',
  next: 'Další',
  back: 'Zpět',
  skip: 'Přeskočit prohlídku',
  done: 'Začít pracovat',
  tour: 'Ukázat prohlídku',
  step: 'Krok {{step}} z {{count}}',
  holder: {
    title: 'Jeden požadavek, jeden řešitel',
    text: 'Za požadavek odpovídá právě jeden člověk, nebo zatím nikdo. Kdo odpoví na požadavek, který nikdo nemá, ten ho má od té chvíle; klávesou {{take}} ho převezmete i bez odpovědi.',
  },
  nextUp: {
    title: 'Co dělat dál',
    text: '{{next}} otevře požadavek, který vás potřebuje nejvíc, a řekne proč: je po termínu, termín se blíží, nebo zákazník čeká.',
  },
  passOn: {
    title: 'Předejte ho dál',
    text: '{{assign}} dá požadavek kolegovi, {{transfer}} jinému oddělení, s důvodem a poznámkou. Kdo ho kdy a proč měl, zůstává v historii.',
  },
  offline: {
    title: 'Funguje bez sítě',
    text: 'Požadavky týmu jsou v tomto počítači. Co uděláte, zůstane zde a odešle se, až server odpoví; řádek vlevo dole říká, co čeká, a dovolí to vzít zpět.',
  },
  keyboard: {
    title: 'Vše z klávesnice',
    text: '{{palette}} vede k jakémukoli požadavku, pohledu nebo příkazu. {{help}} ukáže všechny klávesy; změnit je můžete v nastavení.',
  },
} as const satisfies Texts;
