import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseSearch,
  SEARCH_FILTERS,
  searchDay,
  searchDue,
} from '../../../../shared/domain/search/parseSearch.ts';

const term = (text: string, more: object = {}) => ({ text, isPrefix: false, isNegated: false, ...more });
const filter = (name: string, value: string, more: object = {}) => ({
  name,
  value,
  isExact: false,
  isNegated: false,
  ...more,
});

describe('parseSearch', () => {
  it('takes words, phrases, filters and a number apart', () => {
    expect(parseSearch('status:open from:"Anna K" -tag:spam #1234 refund "invoice 2041" ')).toEqual({
      terms: [term('refund'), term('invoice 2041')],
      filters: [
        filter('status', 'open'),
        filter('from', 'Anna K', { isExact: true }),
        filter('tag', 'spam', { isNegated: true }),
        filter('number', '1234', { isExact: true }),
      ],
      ignored: [],
    });
  });

  it('takes the word at the end as a beginning, and so every word with a star', () => {
    expect(parseSearch('inv* late pay').terms).toEqual([
      term('inv*', { isPrefix: true }),
      term('late'),
      term('pay', { isPrefix: true }),
    ]);
    expect(parseSearch('"the begin').terms).toEqual([term('the begin', { isPrefix: true })]);
    expect(parseSearch('"the end"').terms).toEqual([term('the end')]);
  });

  it('excludes with a minus in front, and leaves a hyphen inside a word alone', () => {
    expect(parseSearch('-late -"two words" e-mail ').terms).toEqual([
      term('late', { isNegated: true }),
      term('two words', { isNegated: true }),
      term('e-mail'),
    ]);
  });

  it('takes a name that is no filter as words', () => {
    expect(parseSearch('re:invoice http://x.org 12:30 ').terms.map(({ text }) => text)).toEqual([
      're:invoice',
      'http://x.org',
      '12:30',
    ]);
  });

  it('leaves filters without a usable value out, and says which', () => {
    expect(parseSearch('status: before:20 after:2026-13 word')).toEqual({
      terms: [term('word', { isPrefix: true })],
      filters: [],
      ignored: ['status:', 'before:20', 'after:2026-13'],
    });
  });

  it('never throws and never lets a sign of the index through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const { terms, filters } = parseSearch(text);
        for (const { text: words } of terms) expect(words).not.toMatch(/[\p{Cc}\p{Co}\p{Cs}"]/u);
        expect(filters.every(({ value }) => value !== '')).toBe(true);
      }),
    );
  });

  const word = fc.stringMatching(/^[a-z]{1,8}$/u);
  it('reads back every search it can write', () => {
    const part = fc.record({
      name: fc.option(fc.constantFrom(...SEARCH_FILTERS.filter((name) => !/before|after|due/u.test(name))), {
        nil: undefined,
      }),
      words: fc.array(word, { minLength: 1, maxLength: 3 }),
      isNegated: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const typed = parts.map(
          ({ name, words, isNegated }) =>
            `${isNegated ? '-' : ''}${name === undefined ? '' : `${name}:`}"${words.join(' ')}"`,
        );
        const understood = parseSearch(typed.join(' '));
        const wanted = (named: boolean) => parts.filter(({ name }) => (name !== undefined) === named);
        expect(understood).toEqual({
          terms: wanted(false).map(({ words, isNegated }) => term(words.join(' '), { isNegated })),
          filters: wanted(true).map(({ name, words, isNegated }) =>
            filter(name ?? '', words.join(' '), { isExact: true, isNegated }),
          ),
          ignored: [],
        });
      }),
    );
  });
});

describe('searchDay', () => {
  it('reads years, months and days, and nothing else', () => {
    expect(['2026', '2026-3', '2026-03-09', '26', '2026-00', '2026-01-32', 'soon'].map(searchDay)).toEqual([
      { year: 2026, month: 1, day: 1 },
      { year: 2026, month: 3, day: 1 },
      { year: 2026, month: 3, day: 9 },
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('searchDue', () => {
  it('reads words by their beginning, lengths of time and days, and nothing else', () => {
    expect(['over', 'today', 'paused', '2h', '90m', '3d', '2026-03-09', 'soon', '2x'].map(searchDue)).toEqual(
      [
        { kind: 'word', word: 'overdue' },
        { kind: 'word', word: 'today' },
        { kind: 'word', word: 'paused' },
        { kind: 'within', lengthMs: 7_200_000 },
        { kind: 'within', lengthMs: 5_400_000 },
        { kind: 'within', lengthMs: 259_200_000 },
        { kind: 'day', day: { year: 2026, month: 3, day: 9 } },
        undefined,
        undefined,
      ],
    );
  });

  it('may be written with a sign instead of the colon', () => {
    for (const text of ['due<2h', 'due:<2h', 'due < 2h', 'due:2h'])
      expect(parseSearch(text)).toEqual({ terms: [], filters: [filter('due', '2h')], ignored: [] });
    expect(parseSearch('-due<2h').filters).toEqual([filter('due', '2h', { isNegated: true })]);
  });
});
