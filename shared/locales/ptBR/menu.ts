import type { Texts } from '../texts.ts';

export const menu = {} as const satisfies Texts;
