import type { Texts } from '../texts.ts';

export const shell = {
  failure: {
    title: 'This part of the window failed',
    text: 'Nothing is lost. Try again, or restart Baton if it happens again.',
  },
} as const satisfies Texts;
