import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../../shared/domain/ids.ts';
import { mentionParts, mentionsIn } from '../../../shared/domain/mentions.ts';

const person = (id: string, name: string): { id: AgentId; name: string } => ({ id: id as AgentId, name });
const TEAM = [
  person('a', 'Ann'),
  person('b', 'Ann Lee'),
  person('c', 'Jiří Novák'),
  person('d', 'Jiří Novák'),
];

describe('mentions', () => {
  it.each([
    ['@Ann please look', ['a']],
    ['Please, @ann lee!', ['b']],
    ['(@Jiří Novák)', ['c', 'd']],
    ['@Ann and @Ann Lee', ['a', 'b']],
    ['@Annabel', []],
    ['mail@Ann', []],
    ['@ Ann', []],
    ['Ann', []],
    ['@Ann, @ann, @ANN', ['a']],
  ])('%s', (text, expected) => {
    expect(mentionsIn(text, TEAM)).toEqual(expected);
  });

  it('can be shown: the parts are the text, and every mention stands out', () => {
    expect(mentionParts('Hello @Ann Lee.', TEAM)).toEqual([
      { text: 'Hello ', isMention: false },
      { text: '@Ann Lee', isMention: true },
      { text: '.', isMention: false },
    ]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('@', 'Ann', ' Lee', ' ', '.', 'x', '@Jiří Novák')), (pieces) => {
        const text = pieces.join('');
        expect(
          mentionParts(text, TEAM)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
