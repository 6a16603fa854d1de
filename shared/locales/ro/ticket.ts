import type { Texts } from '../texts.ts';

export const ticket = {} as const satisfies Texts;
