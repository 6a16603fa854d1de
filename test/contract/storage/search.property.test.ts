import { join } from 'node:path';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { openStorage } from '../../../electron/replica/storage/openStorage.ts';
import type { SearchWords } from '../../../electron/replica/storage/searchPlan.ts';
import type { ContactId, MessageId, TicketId } from '../../../shared/domain/ids.ts';
import { aContact, aMessage, aTicket } from '../../support/builders.ts';
import { naiveFind, openSearchable } from './searchSupport.ts';
import type { Searchable } from './searchSupport.ts';
import { freshFolder, freshStorage } from './storageSupport.ts';

const WORDS = [
  'příliš',
  'Žluťoučký',
  'kůň',
  'São',
  'ação',
  'știință',
  'ştiinţă',
  'faktura',
  'invoice',
  'in',
  '2041',
  'e-mail',
  'STRASSE',
];
const WISHES = [...WORDS, 'prilis', 'sao', 'stiinta', 'fakt', 'inv', '20', 'zlutou', 'strasse', 'i', 'k'];

const someText = fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }).map((words) => words.join(' '));
const ticketId = fc.integer({ min: 0, max: 5 }).map((n) => `tkt_${String(n)}` as TicketId);
const messageId = fc.integer({ min: 0, max: 11 });
const contactId = fc.integer({ min: 0, max: 2 }).map((n) => `con_${String(n)}` as ContactId);

type Step = (searchable: Searchable) => Promise<void>;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ id: ticketId, subject: someText, contactId, tags: fc.subarray(WORDS, { maxLength: 2 }) }).map(
    (fields): Step =>
      ({ put }) =>
        put('tickets', [aTicket({ ...fields, number: Number(fields.id.slice(4)) + 2040 })]),
  ),
  // A message belongs to one ticket for good.
  fc.tuple(messageId, someText).map(
    ([n, text]): Step =>
      ({ put }) =>
        put('messages', [
          aMessage({
            id: `msg_${String(n)}` as MessageId,
            ticketId: `tkt_${String(n % 6)}` as TicketId,
            text,
          }),
        ]),
  ),
  fc.record({ id: contactId, name: someText }).map(
    (fields): Step =>
      ({ put }) =>
        put('contacts', [aContact({ ...fields, emails: ['ana@example.com'] })]),
  ),
  ticketId.map(
    (id): Step =>
      ({ remove }) =>
        remove('tickets', id),
  ),
  messageId.map(
    (n): Step =>
      ({ remove }) =>
        remove('messages', `msg_${String(n)}`),
  ),
  contactId.map(
    (id): Step =>
      ({ remove }) =>
        remove('contacts', id),
  ),
);

const wish: fc.Arbitrary<SearchWords> = fc.record({
  text: fc.array(fc.constantFrom(...WISHES), { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
  isPrefix: fc.boolean(),
  isNegated: fc.boolean(),
  within: fc.constantFrom('all', 'all', 'from'),
});

const round = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 15 }),
  wishes: fc.array(wish, { minLength: 1, maxLength: 3 }),
});

test('the index finds what reading every document finds, whatever was written and deleted, also after a reopening', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), async (rounds) => {
      const filePath = join(freshFolder(), 'replica.sqlite');
      let opened = await openStorage({ filePath, mode: 'sameThread' });
      try {
        for (const { steps, wishes } of rounds) {
          const searchable = await openSearchable(opened);
          for (const act of steps) await act(searchable);
          expect(await searchable.find({ words: wishes })).toEqual(await naiveFind(searchable, wishes));
          await opened.close();
          opened = await openStorage({ filePath, mode: 'sameThread' });
          const again = await openSearchable(opened);
          expect(await again.find({ words: wishes })).toEqual(await naiveFind(again, wishes));
        }
      } finally {
        await opened.close();
      }
    }),
    { numRuns: 25 },
  );
});

const find = (searchable: Searchable, text: string, isPrefix = false): Promise<string[]> =>
  searchable.find({ words: [{ text, isPrefix, isNegated: false, within: 'all' }] });

test('a replica from before the search gets its index from the documents that are there', async () => {
  const filePath = join(freshFolder(), 'replica.sqlite');
  const before = await openStorage({ filePath, mode: 'sameThread' });
  const old = await openSearchable(before, { withSearch: false });
  await old.put('tickets', [aTicket()]);
  await old.put('messages', [aMessage({ text: 'Žluťoučký kůň' })]);
  await before.close();
  const opened = await freshStorage({ filePath });
  expect(await find(await openSearchable(opened), 'zlutoucky kun')).toEqual(['tkt_1']);
});

test('words may stand in different messages, a phrase may not', async () => {
  const searchable = await openSearchable(await freshStorage());
  await searchable.put('tickets', [aTicket()]);
  await searchable.put('messages', [
    aMessage({ id: 'a' as MessageId, text: 'the end' }),
    aMessage({ id: 'b' as MessageId, text: 'begins again' }),
  ]);
  expect(await find(searchable, 'end begins')).toEqual([]);
  const apart = ['end', 'begins'].map((text): SearchWords => ({
    text,
    isPrefix: false,
    isNegated: false,
    within: 'all',
  }));
  expect(await searchable.find({ words: apart })).toEqual(['tkt_1']);
});

test('nobody can write the words by which the index knows a status', async () => {
  const searchable = await openSearchable(await freshStorage());
  await searchable.put('tickets', [aTicket({ subject: '\uE001b6f70656ez' })]);
  await searchable.put('messages', [aMessage({ text: 'a \uE000 b \uE001x \uE001b6f70656ez' })]);
  const open = { anyOf: [{ property: 'status', value: 'open' } as const], isNegated: false };
  expect(await searchable.find({ facets: [open] })).toEqual([]);
  const fresh = { anyOf: [{ property: 'status', value: 'new' } as const], isNegated: false };
  expect(await searchable.find({ facets: [fresh] })).toEqual(['tkt_1']);
});

test('the number, the open and the recent come first, and the place of the words is shown', async () => {
  const opened = await freshStorage();
  const searchable = await openSearchable(opened);
  const dayMs = 24 * 3_600_000;
  const ticket = (id: string, over: object) =>
    aTicket({ id: id as TicketId, subject: 'Bell 7', updatedAtMs: 0, ...over });
  await searchable.put('tickets', [
    ticket('old', {}),
    ticket('recent', { updatedAtMs: 400 * dayMs }),
    ticket('closed', { updatedAtMs: 400 * dayMs, isOpen: false }),
    ticket('number', { number: 7, isOpen: false }),
    ticket('said', { subject: 'Other', number: 0 }),
  ]);
  await searchable.put('messages', [
    aMessage({ ticketId: 'said' as TicketId, text: 'They said: my Bell, number 7, is broken.' }),
  ]);
  const words = ['bell', '7'].map((text): SearchWords => ({
    text,
    isPrefix: false,
    isNegated: false,
    within: 'all',
  }));
  const { hits } = await opened.search.run({
    words,
    facets: [],
    createdFromMs: null,
    createdBeforeMs: null,
    due: [],
    onlyTicketIds: null,
    withoutTicketIds: [],
    nowMs: 400 * dayMs,
    offset: 0,
    limit: 10,
  });
  expect(hits.map(({ ticketId }) => ticketId).slice(0, 3)).toEqual(['number', 'recent', 'closed']);
  const said = hits.find((hit) => hit.ticketId === 'said');
  expect(said?.snippet).toEqual({
    kind: 'message',
    parts: [
      { text: 'They said: my ', isMatch: false },
      { text: 'Bell', isMatch: true },
      { text: ', number ', isMatch: false },
      { text: '7', isMatch: true },
      { text: ', is broken.', isMatch: false },
    ],
  });
});
