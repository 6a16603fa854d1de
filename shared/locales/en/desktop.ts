import type { Texts } from '../texts.ts';

export const desktop = {
  tray: {
    open: 'Open Baton',
    wall: 'SLA wall',
    settings: 'Settings…',
    quit: 'Quit Baton',
    signedOut: 'Nobody is signed in',
    offline: 'Offline',
    toSolve_one: '{{count}} ticket to solve',
    toSolve_other: '{{count}} tickets to solve',
    nothingDue: 'Nothing of yours is due',
    newTicket: 'New ticket',
    due: '{{ticket}} due {{when}}',
    overdue: '{{ticket}} overdue, was due {{when}}',
    availability: 'Availability',
    pause: 'Pause notices',
    pauseMinutes_one: 'For {{count}} minute',
    pauseMinutes_other: 'For {{count}} minutes',
    pauseHours_one: 'For {{count}} hour',
    pauseHours_other: 'For {{count}} hours',
    pauseTomorrow: 'Until tomorrow, {{time}}',
    resume: 'Resume notices',
    resumeUntil: 'Resume notices (paused until {{time}})',
  },
  context: {
    noSuggestions: 'No suggestions',
    learn: 'Add “{{word}}” to the dictionary',
    copyLink: 'Copy the link',
  },
  closing: {
    title: 'Keep Baton running?',
    tray: 'Without its window Baton can go on in the tray: your changes are sent, deadlines are watched and notices arrive. A click on its picture there brings the window back.',
    noTray:
      'This desktop shows no tray. Baton can stay on the taskbar, minimised: your changes are sent, deadlines are watched and notices arrive.',
    quit: 'If you quit, nothing arrives until you start Baton again. Whatever waits to be sent is kept.',
    keep: 'Keep running',
    minimise: 'Minimise',
    end: 'Quit',
    remember: 'Do this from now on',
    changeIt: 'You can change it in the settings at any time.',
  },
} as const satisfies Texts;
