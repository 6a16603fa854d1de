/** A tree of texts in one language. Plural forms carry the suffixes of `Intl.PluralRules` (`_one`, `_few`, `_many`, `_other`). */
export interface Texts {
  readonly [key: string]: string | Texts;
}
