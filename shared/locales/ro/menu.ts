import type { Texts } from '../texts.ts';

export const menu = {
  mac: {
    about: 'Despre Baton',
    hide: 'Ascunde Baton',
    hideOthers: 'Ascunde celelalte',
    showAll: 'Afișează tot',
  },
  file: {
    title: '&Fișier',
    newTicket: 'Tichet nou',
    preferences: 'Preferințe…',
    close: 'Închide fereastra',
    quit: 'Închide Baton',
  },
  edit: {
    title: '&Editare',
    undo: 'Anulează',
    redo: 'Refă',
    cut: 'Decupează',
    copy: 'Copiază',
    paste: 'Lipește',
    pastePlain: 'Lipește fără formatare',
    selectAll: 'Selectează tot',
  },
  view: {
    title: '&Vizualizare',
    actualSize: 'Dimensiune reală',
    zoomIn: 'Mărește',
    zoomOut: 'Micșorează',
    fullScreen: 'Ecran complet',
    reload: 'Reîncarcă',
    developer: 'Instrumente pentru dezvoltatori',
  },
  window: { title: 'Fe&reastră', wall: 'Panou SLA', minimise: 'Minimizează', zoom: 'Mărește fereastra' },
  help: { title: '&Ajutor', shortcuts: 'Comenzi rapide de la tastatură' },
} as const satisfies Texts;
