import { expect, test } from 'vitest';
import { markup } from '../../../server/form/markup.ts';
import { chooseLanguage, FORM_LANGUAGES } from '../../../server/form/texts.ts';
import { RESOURCES } from '../../../shared/locales/resources.ts';
import type { Texts } from '../../../shared/locales/texts.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['cs-CZ,cs;q=0.9,en;q=0.8', 'cs'],
  ['en;q=0.1,ro;q=0.9', 'ro'],
  ['PT', 'pt-BR'],
  ['cs;q=0,en', 'en'],
  ['xx;q=abc,,;;', 'en'],
])('Accept-Language %s chooses %s', (header, language) => {
  expect(chooseLanguage(header)).toBe(language);
});

function keysOf(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}

test('the form says everything in every language', () => {
  const expected = keysOf(RESOURCES.en.form);
  expect(expected.length).toBeGreaterThan(30);
  for (const language of FORM_LANGUAGES)
    expect([language, keysOf(RESOURCES[language].form)]).toEqual([language, expected]);
});

test('what goes into markup is escaped once', () => {
  const name = `<b title="x">'&'</b>`;
  expect(markup`<p title="${name}">${markup`<i>${name}</i>`}${null}${[1, 'a']}</p>`.text).toBe(
    '<p title="&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;"><i>&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;</i>1a</p>',
  );
});
