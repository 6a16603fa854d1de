import type { Texts } from '../texts.ts';

export const notices = {} as const satisfies Texts;
