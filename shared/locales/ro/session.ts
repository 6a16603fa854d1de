import type { Texts } from '../texts.ts';

export const session = {} as const satisfies Texts;
