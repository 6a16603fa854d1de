/** A tree of texts in one language. Plural forms carry the suffixes of `Intl.PluralRules` (`_one`, `_few`, `_many`, `_other`). */
export interface Texts {
  readonly [key: string]: string | Texts;
}

/** The keys of a tree of texts, such as `file.title`; the plural forms of one text are one key. */
export type TextKey<T extends Texts> = {
  [K in keyof T & string]: T[K] extends Texts ? `${K}.${TextKey<T[K]>}` : WithoutPlural<K>;
}[keyof T & string];

type WithoutPlural<K extends string> = K extends `${infer Text}_${Intl.LDMLPluralRule}` ? Text : K;
