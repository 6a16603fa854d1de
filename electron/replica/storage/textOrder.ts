/** First UTF-16 code unit whose place in UTF-8 byte order may differ from its place in JavaScript's string order. */
const FIRST_MOVED_UNIT = 0xd800;
const NEEDS_MOVING = /[\ud800-\uffff]/;
const MOVED_BY = 0x10000;

/**
 * Text whose UTF-8 bytes sort exactly as `text` sorts in JavaScript, one to one with `text`.
 *
 * JavaScript (and so RxDB) compares UTF-16 code units, SQLite's BINARY collation compares UTF-8 bytes. They disagree
 * only where surrogates meet U+E000..U+FFFF, and a lone surrogate has no UTF-8 form at all. Code units from U+D800 up
 * are therefore moved to U+1D800..U+1FFFF: still in their order, still above every other character, always valid.
 * Everyday text (no emoji, no private use, no full-width forms) comes back unchanged.
 */
export function toSortableText(text: string): string {
  if (!NEEDS_MOVING.test(text)) return text;
  let moved = '';
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    moved += unit < FIRST_MOVED_UNIT ? text.charAt(index) : String.fromCodePoint(unit + MOVED_BY);
  }
  return moved;
}
