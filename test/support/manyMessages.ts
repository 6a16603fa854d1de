import type { ContactId, MessageId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import { aMessage, MONDAY_NINE_MS } from './builders.ts';
import { manyTickets } from './manyTickets.ts';

const VOCABULARY = 20_000;
const WORDS_PER_MESSAGE = 60;
const COMMON =
  'the to and of is in it you that for on we have with this not be are my your please order invoice delivery customer account password refund error problem help thank hello regards battery display';
const LETTERS = 'etaoinsrhldcumfpgwybvkxjqz';

/** Numbers in [0, 1) that are the same in every run. Source: Numerical Recipes' linear congruential generator. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Words of a made-up language, the real common ones first, and a way to draw them as often as people use them. */
function makeVocabulary(): (random: () => number) => string {
  const random = seeded(1);
  const words = COMMON.split(' ');
  while (words.length < VOCABULARY) {
    const length = 3 + Math.floor(random() * 8);
    const letters = Array.from({ length }, () => LETTERS[Math.floor(random() * random() * LETTERS.length)]);
    words.push(letters.join(''));
  }
  // Zipf's law: the n-th word comes about 1/n as often as the first.
  const sums: number[] = [];
  let sum = 0;
  for (let rank = 0; rank < words.length; rank += 1) sums.push((sum += 1 / (rank + 2.7)));
  return (draw) => {
    const wanted = draw() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? '';
  };
}

const drawWord = makeVocabulary();

/** `perTicket` messages of 60 words for each of the tickets of `manyTickets`, the same ones for the same ticket. */
export function manyMessages(tickets: number, perTicket: number, firstIndex = 0): Message[] {
  return manyTickets(tickets, firstIndex).flatMap((ticket, offset) => {
    const random = seeded(firstIndex + offset + 7);
    return Array.from({ length: perTicket }, (_, place) => {
      const words = Array.from({ length: WORDS_PER_MESSAGE }, () => drawWord(random));
      return aMessage({
        id: `${ticket.id}-${String(place)}` as MessageId,
        rev: `bench.${String(place)}` as Rev,
        ticketId: ticket.id,
        by: { kind: 'customer', id: 'contact-1' as ContactId },
        atMs: MONDAY_NINE_MS + place * 60_000,
        text: words.join(' '),
      });
    });
  });
}
