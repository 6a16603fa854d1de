import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanHtml, cleanWords } from '../../../server/intake/cleanWords.ts';
import { MESSAGE_MAX_LENGTH } from '../../../shared/domain/message.ts';

test.each([
  ['a script', '<p>Hi</p><script>alert(1)</script>', '<p>Hi</p>'],
  ['a handler', '<p onclick="x()" onmouseover=y>Hi</p>', '<p>Hi</p>'],
  ['a script address', '<a href="javascript:x()">Hi</a>', '<a>Hi</a>'],
  [
    'a remote style',
    '<p style="background:url(https://x/a);color:red">Hi</p>',
    '<p style="color:red">Hi</p>',
  ],
  ['a style sheet', '<style>@import url(x)</style><link rel=stylesheet href=x><p>Hi</p>', '<p>Hi</p>'],
  ['a frame', '<iframe src="https://x"></iframe><object data=x></object><p>Hi</p>', '<p>Hi</p>'],
  ['a drawing as an image', '<img src="data:image/svg+xml;base64,AAAA"><p>Hi</p>', '<p>Hi</p>'],
  ['a form', '<form action="https://x"><input name=a><button>Go</button></form>', 'Go'],
])('%s is taken out', (_what, html, expected) => {
  expect(cleanHtml(html)).toBe(expected);
});

test.each([
  '<img src="cid:a@b" />',
  '<img src="https://x/a.png" alt="A" />',
  '<img src="data:image/png;base64,AAAA" />',
])('the image %s stays', (html) => {
  expect(cleanHtml(html)).toBe(html);
});

test('cleaning twice is cleaning once, and nothing that runs is left', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<p>',
      '</p>',
      '<script>',
      '</script',
      '<img src=x onerror=y>',
      '<a href="javascript:',
      '">',
      '&lt;',
      '&',
      '<!--',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const once = cleanHtml(pieces.join(''));
      expect(cleanHtml(once)).toBe(once);
      expect(once).not.toMatch(/<script|<[^>]*\son\w+=|<[^>]*javascript:/i);
    }),
    { numRuns: 1000 },
  );
});

test('text is made from HTML where none came, and kept where it came', () => {
  const html = '<h1>Order</h1><p>One &amp; two</p><ul><li>red</li></ul>';
  expect(cleanWords({ html, text: '' }).text).toBe('Order\n\nOne & two\n\n * red');
  expect(cleanWords({ html, text: ' own words ' }).text).toBe('own words');
  expect(cleanWords({ html: '', text: 'plain\r\nlines\r' })).toEqual({ html: '', text: 'plain\nlines' });
});

test('a picture alone is a message, nothing at all is not', () => {
  expect(cleanWords({ html: '<img src="cid:a">', text: '' })).toEqual({
    html: '<img src="cid:a" />',
    text: '',
  });
  expect(() => cleanWords({ html: '<p> </p>', text: '\n' })).toThrow(
    expect.objectContaining({ code: 'message.empty' }),
  );
});

test('what grows beyond the limit by cleaning is too long', () => {
  expect(() => cleanWords({ html: '&'.repeat(MESSAGE_MAX_LENGTH), text: 'x' })).toThrow(
    expect.objectContaining({ code: 'message.tooLong' }),
  );
});
