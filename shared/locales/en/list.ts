import type { Texts } from '../texts.ts';

export const list = {} as const satisfies Texts;
