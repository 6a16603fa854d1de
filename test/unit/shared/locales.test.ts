import { describe, expect, it } from 'vitest';
import { AREAS, RESOURCES } from '../../../shared/locales/resources.ts';
import type { Texts } from '../../../shared/locales/texts.ts';
import { ERROR_CODES } from '../../../shared/errors.ts';

type Language = keyof typeof RESOURCES;

const LANGUAGES = Object.keys(RESOURCES) as Language[];
const PLURAL_SUFFIX = /_(zero|one|two|few|many|other)$/u;

/** Every text of an area by its full key. */
function flatten(texts: Texts, path = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(`${path}${key}`, value);
    else for (const [inner, text] of flatten(value, `${path}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

/** The keys without plural suffixes. */
function stems(texts: ReadonlyMap<string, string>): string[] {
  return [...new Set([...texts.keys()].map((key) => key.replace(PLURAL_SUFFIX, '')))].sort();
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\{[^}]+\}\}/gu) ?? [])].sort();
}

describe.each(LANGUAGES)('the texts in %s', (language) => {
  describe.each(AREAS)('of the area %s', (area) => {
    const english = flatten(RESOURCES.en[area]);
    const texts = flatten(RESOURCES[language][area]);

    it('carry the same keys as the English ones', () => {
      expect(stems(texts)).toEqual(stems(english));
    });

    it('have every plural form of the language and no other', () => {
      const wanted = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
      const forms = new Map<string, string[]>();
      for (const key of texts.keys()) {
        const suffix = PLURAL_SUFFIX.exec(key)?.[1];
        if (suffix === undefined) continue;
        const stem = key.replace(PLURAL_SUFFIX, '');
        forms.set(stem, [...(forms.get(stem) ?? []), suffix].sort());
      }
      expect(Object.fromEntries(forms)).toEqual(
        Object.fromEntries([...forms.keys()].map((stem) => [stem, wanted])),
      );
    });

    it('use the same placeholders as the English ones', () => {
      // A text may say "once" instead of the number.
      const compared = (key: string, text: string): string[] =>
        placeholders(text).filter((name) => !(key.endsWith('_one') && name === '{{count}}'));
      const used = [...texts].map(([key, text]) => [key, compared(key, text)]);
      const expected = [...texts.keys()].map((key) => {
        const other = english.get(key.replace(PLURAL_SUFFIX, '_other')) ?? english.get(key) ?? '';
        return [key, compared(key, other)];
      });
      expect(used).toEqual(expected);
    });

    it('are never empty', () => {
      expect([...texts].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
    });
  });

  it('say something for every error code', () => {
    const texts = flatten(RESOURCES[language].errors);
    expect([...texts.keys()].sort()).toEqual([...ERROR_CODES].sort());
  });
});
