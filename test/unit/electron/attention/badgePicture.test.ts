import { expect, test } from 'vitest';
import { BADGE_SIZE, badgePixels, badgeWords } from '../../../../electron/attention/badgePicture.ts';

test('more than nine have no room', () => {
  expect([0, 7, 9, 10, 250].map(badgeWords)).toEqual(['0', '7', '9', '9+', '9+']);
});

test('a badge is a disc with a digit of its own', () => {
  const pictures = Array.from({ length: 11 }, (_, count) => badgePixels(count));
  expect(new Set(pictures.map((pixels) => pixels.join())).size).toBe(11);
  for (const pixels of pictures) {
    expect(pixels).toHaveLength(BADGE_SIZE * BADGE_SIZE * 4);
    const opacityAt = (x: number, y: number): number | undefined => pixels[(y * BADGE_SIZE + x) * 4 + 3];
    expect([opacityAt(0, 0), opacityAt(BADGE_SIZE - 1, BADGE_SIZE - 1)]).toEqual([0, 0]);
    expect(opacityAt(BADGE_SIZE / 2, 2)).toBe(255);
  }
});
