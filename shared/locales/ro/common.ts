import type { Texts } from '../texts.ts';

export const common = {} as const satisfies Texts;
