import type { Texts } from '../texts.ts';

export const composer = {} as const satisfies Texts;
