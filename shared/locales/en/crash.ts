import type { Texts } from '../texts.ts';

export const crash = {
  page: {
    title: 'This window keeps crashing',
    text: 'Baton has opened it several times. Nothing you have written is lost. Try again; if that does not help, save a diagnostics file under Settings and send it to whoever looks after Baton.',
    again: 'Try again',
    quit: 'Quit Baton',
  },
  host: {
    title: 'Baton keeps failing',
    text: 'Baton has started again several times within minutes and failed each time. Everything that was saved is kept on this computer. Start Baton again later, and send the files in its “logs” folder to whoever looks after it.',
  },
} as const satisfies Texts;
