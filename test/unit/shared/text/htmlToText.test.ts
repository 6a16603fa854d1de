import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, htmlToText } from '../../../../shared/text/htmlToText.ts';

describe('the words of an HTML message', () => {
  it('keep blocks on lines, list items as bullets and entities as characters', () => {
    const html =
      '<p>Dobr&yacute; den,</p><ul><li>one &amp; two</li><li>&#345;eka</li></ul>Bye<br>Jana&nbsp;N.';
    expect(htmlToText(html)).toBe('Dobrý den,\n\n• one & two\n\n• řeka\nBye\nJana N.');
  });

  it('never hold what a script or style says, even when it is left open', () => {
    expect(htmlToText('<style>p{}</style>Hi<script>steal()</script> you<script>more(')).toBe('Hi you');
  });

  it('never throw, whatever comes in', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (html) => typeof htmlToText(html) === 'string'));
  });
});

describe('an excerpt', () => {
  it('is one line, at most as long as asked, and never half a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.integer({ min: 2, max: 20 }),
        (text, max) => {
          const line = excerpt(text, max);
          expect(line.length).toBeLessThanOrEqual(max);
          expect(line).not.toMatch(/[\n\r\t]/);
        },
      ),
    );
    expect(excerpt('four words and more', 10)).toBe('four word…');
    expect(excerpt('abc😀def', 5)).toBe('abc…');
  });
});
