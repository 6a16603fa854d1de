import type { DemoLanguage } from './languages.ts';
import { names as namesCs } from './texts/cs/names.ts';
import { names as namesEn } from './texts/en/names.ts';
import { names as namesPt } from './texts/ptBR/names.ts';
import type { NamePool } from './texts/namePool.ts';
import { names as namesRo } from './texts/ro/names.ts';

/** The made-up customers of the demo, by language. */
export const NAMES: Readonly<Record<DemoLanguage, NamePool>> = {
  en: namesEn,
  'pt-BR': namesPt,
  cs: namesCs,
  ro: namesRo,
};
