import type { Texts } from '../texts.ts';

export const menu = {
  mac: { about: 'About Baton', hide: 'Hide Baton', hideOthers: 'Hide Others', showAll: 'Show All' },
  file: {
    title: '&File',
    newTicket: 'New Ticket',
    preferences: 'Preferences…',
    close: 'Close Window',
    quit: 'Quit Baton',
  },
  edit: {
    title: '&Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    pastePlain: 'Paste Without Formatting',
    selectAll: 'Select All',
  },
  view: {
    title: '&View',
    actualSize: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullScreen: 'Full Screen',
    reload: 'Reload',
    developer: 'Developer Tools',
  },
  window: { title: '&Window', wall: 'SLA Wall', minimise: 'Minimise', zoom: 'Zoom' },
  help: { title: '&Help', shortcuts: 'Keyboard Shortcuts' },
} as const satisfies Texts;
