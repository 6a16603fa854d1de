import type { Texts } from '../texts.ts';

export const form = {} as const satisfies Texts;
