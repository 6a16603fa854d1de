import type { DemoLanguage } from './languages.ts';
import type { Gender } from './markup.ts';
import { names as namesCs } from './texts/cs/names.ts';
import { names as namesEn } from './texts/en/names.ts';
import { names as namesPt } from './texts/ptBR/names.ts';
import { names as namesRo } from './texts/ro/names.ts';

/** What the people of one language are called, where they live and where they work. */
export interface NamePool {
  readonly first: Readonly<Record<Gender, readonly string[]>>;
  readonly last: Readonly<Record<Gender, readonly string[]>>;
  /** Places as they stand after “I live …”. */
  readonly inCities: readonly string[];
  readonly organisations: readonly string[];
}

/** The made-up customers of the demo, by language. */
export const NAMES: Readonly<Record<DemoLanguage, NamePool>> = {
  en: namesEn,
  'pt-BR': namesPt,
  cs: namesCs,
  ro: namesRo,
};
