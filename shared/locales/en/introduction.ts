import type { Texts } from '../texts.ts';

/** The first minutes on a computer. */
export const introduction = {
  title: 'Welcome to Baton',
  hello: 'Welcome, {{name}}',
  setup:
    'Before you start: how should Baton be on this computer? All of it can be changed later in the settings.',
  language: 'Language',
  theme: 'Theme',
  notices: 'Notices',
  noticesText: 'Baton tells you about tickets that need you, with its window open or closed.',
  noticesButton: 'Choose…',
  login: 'Start with the system',
  next: 'Next',
  back: 'Back',
  skip: 'Skip the tour',
  done: 'Start working',
  tour: 'Show the tour',
  step: 'Step {{step}} of {{count}}',
  holder: {
    title: 'One ticket, one holder',
    text: 'A ticket has exactly one person responsible, or nobody yet. Whoever answers a ticket of nobody’s has it from then on; with {{take}} you take it without answering.',
  },
  nextUp: {
    title: 'What to do next',
    text: '{{next}} opens the ticket that needs you most and says why: it is overdue, due soon, or its customer waits.',
  },
  passOn: {
    title: 'Pass it on',
    text: '{{assign}} gives a ticket to a colleague, {{transfer}} to another department, with a reason and a note. Who had it, when and why stays in its history.',
  },
  offline: {
    title: 'Works without a network',
    text: 'The team’s tickets are on this computer. What you do is kept here and sent when the server answers; the line at the bottom left says what waits, and lets you take it back.',
  },
  keyboard: {
    title: 'Everything from the keyboard',
    text: '{{palette}} goes to any ticket, view or command. {{help}} shows all keys; you can change them in the settings.',
  },
} as const satisfies Texts;
