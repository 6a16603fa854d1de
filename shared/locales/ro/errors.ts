import type { Texts } from '../texts.ts';

export const errors = {} as const satisfies Texts;
