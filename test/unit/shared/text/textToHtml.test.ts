import { expect, it } from 'vitest';
import { textToHtml } from '../../../../shared/text/textToHtml.ts';

it('turns plain text into paragraphs without letting markup through', () => {
  expect(textToHtml('a\nb\n\n<i>c</i>')).toBe('<p>a<br>b</p><p>&lt;i&gt;c&lt;/i&gt;</p>');
});
