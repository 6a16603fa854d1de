import fc from 'fast-check';
import { expect, test } from 'vitest';

import { toSortableText } from '../../../../../electron/replica/storage/textOrder.ts';

/** Any UTF-16 code units, lone surrogates included, often around the places where orders differ. */
const unit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }),
  fc.constantFrom(0x61, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff),
);
const anyText = fc.array(unit, { maxLength: 5 }).map((units) => String.fromCharCode(...units));

test('the bytes of sortable text are in the order of JavaScript strings', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      const inBytes = Buffer.compare(Buffer.from(toSortableText(a)), Buffer.from(toSortableText(b)));
      expect(Math.sign(inBytes)).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
    { numRuns: 2_000 },
  );
});

test('text that every order agrees about is stored as it is', () => {
  expect(toSortableText('Příliš žluťoučký kůň, São Paulo, 漢字')).toBe(
    'Příliš žluťoučký kůň, São Paulo, 漢字',
  );
});
