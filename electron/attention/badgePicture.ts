/** Three by five dots per digit, a row per number, the left dot is the highest bit. */
const DIGITS: Readonly<Record<string, readonly number[]>> = {
  '0': [7, 5, 5, 5, 7],
  '1': [2, 6, 2, 2, 7],
  '2': [7, 1, 7, 4, 7],
  '3': [7, 1, 7, 1, 7],
  '4': [5, 5, 7, 1, 1],
  '5': [7, 4, 7, 1, 7],
  '6': [7, 4, 7, 5, 7],
  '7': [7, 1, 2, 2, 2],
  '8': [7, 5, 7, 5, 7],
  '9': [7, 5, 7, 1, 7],
  '+': [0, 2, 7, 2, 0],
};
const GLYPH_WIDTH = 3;
const GLYPH_HEIGHT = 5;

/** Side of the picture in pixels: Windows shows it at 16 points, sharp on a display of twice the density. */
export const BADGE_SIZE = 32;
const RED = { r: 0xc9, g: 0x2a, b: 0x2f };

/** The words in a badge: more than nine have no room. */
export function badgeWords(count: number): string {
  return count > 9 ? '9+' : String(count);
}

/** A red disc with a count, as pixels in the order blue, green, red, opacity: what Windows lays over the button of the taskbar. */
export function badgePixels(count: number): Uint8Array {
  const pixels = new Uint8Array(BADGE_SIZE * BADGE_SIZE * 4);
  const middle = (BADGE_SIZE - 1) / 2;
  const radius = BADGE_SIZE / 2;
  const put = (x: number, y: number, { r, g, b }: typeof RED, opacity: number): void => {
    pixels.set([b, g, r, Math.round(opacity * 255)], (y * BADGE_SIZE + x) * 4);
  };
  for (let y = 0; y < BADGE_SIZE; y += 1)
    for (let x = 0; x < BADGE_SIZE; x += 1) {
      const distance = Math.hypot(x - middle, y - middle);
      put(x, y, RED, Math.max(0, Math.min(1, radius - distance)));
    }
  const words = badgeWords(count);
  const scale = words.length === 1 ? 4 : 3;
  const width = (words.length * (GLYPH_WIDTH + 1) - 1) * scale;
  const left = Math.round((BADGE_SIZE - width) / 2);
  const top = Math.round((BADGE_SIZE - GLYPH_HEIGHT * scale) / 2);
  Array.from(words, (sign) => DIGITS[sign] ?? []).forEach((rows, position) => {
    rows.forEach((row, line) => {
      for (let column = 0; column < GLYPH_WIDTH; column += 1) {
        if ((row & (4 >> column)) === 0) continue;
        for (let dot = 0; dot < scale * scale; dot += 1)
          put(
            left + (position * (GLYPH_WIDTH + 1) + column) * scale + (dot % scale),
            top + line * scale + Math.floor(dot / scale),
            { r: 255, g: 255, b: 255 },
            1,
          );
      }
    });
  });
  return pixels;
}
