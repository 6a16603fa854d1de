import { describe, expect, it } from 'vitest';
import { foldText, markExcerpt, markWhole, wanted } from '../../../../shared/domain/search/words.ts';

const marked = (parts: readonly { text: string; isMatch: boolean }[]): string =>
  parts.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('');

describe('the words of a text', () => {
  it('are compared without case and diacritics, in Czech, Portuguese and both ways to write Romanian', () => {
    expect(['Příliš', 'São', 'știință', 'ştiinţă'].map(foldText)).toEqual([
      'prilis',
      'sao',
      'stiinta',
      'stiinta',
    ]);
  });

  it('are marked where they stand, with their own accents, once where two wishes overlap', () => {
    const wishes = [wanted('zlutou', true), wanted('zlutoucky kun', false), wanted('in', false)];
    expect(marked(markWhole('Příliš žluťoučký kůň in Berlin', wishes))).toBe(
      'Příliš [žluťoučký kůň] [in] Berlin',
    );
  });

  it('are shown with a little of what stands before them', () => {
    const text = `${'before '.repeat(40)}the  needle\n\nafter it`;
    const shown = marked(markExcerpt(text, [wanted('needle', false)], 60));
    expect(shown).toMatch(/^… before .*the \[needle\] after it$/u);
  });
});
