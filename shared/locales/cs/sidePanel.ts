import type { Texts } from '../texts.ts';

export const sidePanel = {} as const satisfies Texts;
