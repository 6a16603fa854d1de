import type { Texts } from '../texts.ts';

export const dialogs = {} as const satisfies Texts;
