import type { Gender } from '../markup.ts';

/** What the people of one language are called, where they live and where they work. */
export interface NamePool {
  readonly first: Readonly<Record<Gender, readonly string[]>>;
  readonly last: Readonly<Record<Gender, readonly string[]>>;
  /** Places as they stand after “I live …”. */
  readonly inCities: readonly string[];
  readonly organisations: readonly string[];
}
