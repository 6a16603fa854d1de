import { expect, it } from 'vitest';
import { suggestionsFor } from '../../../../renderer/features/desk/search/suggestions.ts';
import type { Directory } from '../../../../renderer/live/directory.ts';
import { SEARCH_FILTERS } from '../../../../shared/domain/search/parseSearch.ts';
import { ME } from '../../../support/fakeWorkspace.ts';

/** The texts themselves are not what is looked at: each stands for its key. */
const t = ((key: string) => key) as unknown as Parameters<typeof suggestionsFor>[2];

const directory = {
  isLoaded: true,
  tags: new Map([
    ['účet', {}],
    ['refund', {}],
    ['two words', {}],
  ]),
  activeAgents: [{ id: ME, value: { name: 'Ana Ribeiro' } }],
  departmentList: [{ id: 'dep_support', value: { name: 'Technical Support' } }],
} as unknown as Directory;

const typed = (text: string): string[] => suggestionsFor(text, directory, t).map((one) => one.typed);
const taken = (text: string): string | undefined => suggestionsFor(text, directory, t)[0]?.text;

it('an empty field offers every filter, ordinary words offer those they begin', () => {
  expect(typed('')).toEqual(SEARCH_FILTERS.map((name) => `${name}:`));
  expect(typed('st')).toEqual(['status:']);
  expect(typed('invoice ')).toEqual([]);
  expect(typed('invoice')).toEqual([]);
});

it('a filter offers its values by what they begin with, without regard to case and accents', () => {
  expect(typed('status:p')).toEqual(['status:pending']);
  expect(typed('tag:UCET')).toEqual(['tag:účet']);
  expect(typed('assignee:')).toEqual(['assignee:me', 'assignee:nobody', 'assignee:"Ana Ribeiro"']);
  expect(typed('nonsense:x')).toEqual([]);
  expect(typed('before:2026')).toEqual([]);
});

it('a value with a space is quoted, and typing on inside the quotes still finds it', () => {
  expect(typed('department:te')).toEqual(['department:"Technical Support"']);
  expect(typed('department:"te')).toEqual(['department:"Technical Support"']);
  expect(typed('tag:two')).toEqual(['tag:"two words"']);
});

it('what is taken replaces only what was being typed, and keeps a sign in front', () => {
  expect(taken('invoice -sta')).toBe('invoice -status:');
  expect(taken('invoice -status:sol')).toBe('invoice -status:solved ');
  expect(taken('status:open tag:ref')).toBe('status:open tag:refund ');
});
