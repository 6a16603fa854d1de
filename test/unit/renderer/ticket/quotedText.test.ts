import { describe, expect, it } from 'vitest';
import { splitQuotedHtml, splitQuotedText } from '../../../../renderer/features/ticket/thread/quotedText.ts';

const LONG = 'A quoted sentence that goes on for a while. '.repeat(6).trim();

describe('Quoted text', () => {
  it('is split off at the end of HTML, together with the line that introduces it', () => {
    const html = `<p>Thanks!</p><p>On 3 May 2026, Ana wrote:</p><blockquote><p>${LONG}</p></blockquote>`;
    expect(splitQuotedHtml(html)).toEqual({
      fresh: '<p>Thanks!</p>',
      quoted: `<p>On 3 May 2026, Ana wrote:</p><blockquote><p>${LONG}</p></blockquote>`,
    });
  });

  it('stays where somebody answers below it', () => {
    const html = `<blockquote>${LONG}</blockquote><p>No, not that.</p>`;
    expect(splitQuotedHtml(html)).toEqual({ fresh: html, quoted: '' });
  });

  it('stays when it is short or all there is', () => {
    const short = '<p>ok</p><blockquote>yes</blockquote>';
    const alone = `<blockquote>${LONG}</blockquote>`;
    expect([splitQuotedHtml(short).quoted, splitQuotedHtml(alone).quoted]).toEqual(['', '']);
  });

  it.each([
    'On 3 May 2026, Ana wrote:',
    'Em 3 de maio, Ana escreveu:',
    'Dne 3. 5. Ana napsala:',
    'În 3 mai, Ana a scris:',
  ])('is split off plain text after “%s”', (line) => {
    const quote = LONG.split('. ')
      .map((sentence) => `> ${sentence}`)
      .join('\n');
    const { fresh, quoted } = splitQuotedText(`Thanks!\n\n${line}\n${quote}\n`);
    expect({ fresh, startsWith: quoted.split('\n')[0] }).toEqual({ fresh: 'Thanks!', startsWith: line });
  });
});
