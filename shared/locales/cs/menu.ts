import type { Texts } from '../texts.ts';

export const menu = {
  mac: {
    about: 'O aplikaci Baton',
    hide: 'Skrýt Baton',
    hideOthers: 'Skrýt ostatní',
    showAll: 'Zobrazit vše',
  },
  file: {
    title: '&Soubor',
    newTicket: 'Nový požadavek',
    preferences: 'Předvolby…',
    close: 'Zavřít okno',
    quit: 'Ukončit Baton',
  },
  edit: {
    title: 'Úpr&avy',
    undo: 'Zpět',
    redo: 'Znovu',
    cut: 'Vyjmout',
    copy: 'Kopírovat',
    paste: 'Vložit',
    pastePlain: 'Vložit bez formátování',
    selectAll: 'Vybrat vše',
  },
  view: {
    title: '&Zobrazit',
    actualSize: 'Skutečná velikost',
    zoomIn: 'Přiblížit',
    zoomOut: 'Oddálit',
    fullScreen: 'Celá obrazovka',
    reload: 'Načíst znovu',
    developer: 'Nástroje pro vývojáře',
  },
  window: { title: '&Okno', wall: 'Nástěnka SLA', minimise: 'Minimalizovat', zoom: 'Zvětšit' },
  help: { title: '&Nápověda', shortcuts: 'Klávesové zkratky' },
} as const satisfies Texts;
