/** A word of a text: where it stands, and how it is compared. */
export interface TextWord {
  /** Half-open range in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Without case and diacritics. */
  readonly folded: string;
}

/** A piece of a text with the parts that a search has found. */
export interface MarkedPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** What is looked for in a text: words that stand together, the last of them perhaps only a beginning. */
export interface WantedWords {
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const LONG_LEAD = 28;

/** The text without case and diacritics: `Příliš` → `prilis`, `știință` and `ştiinţă` → `stiinta`. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a text, as the index splits it: letters and digits belong together, everything else separates. */
export function wordsOf(text: string): TextWord[] {
  return [...text.matchAll(WORD)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    folded: foldText(match[0]),
  }));
}

/** The folded words of something that is looked for. */
export function wanted(text: string, isPrefix: boolean): WantedWords {
  return { words: wordsOf(text).map(({ folded }) => folded), isPrefix };
}

/** Ranges of the text that match, in order and without overlaps; `terms` tells how many of the wanted are among them. */
export function matchesIn(
  text: string,
  wantedWords: readonly WantedWords[],
): { readonly ranges: readonly (readonly [start: number, end: number])[]; readonly terms: number } {
  const words = wordsOf(text);
  const ranges: [number, number][] = [];
  let terms = 0;
  for (const one of wantedWords) {
    const before = ranges.length;
    for (let at = 0; at + one.words.length <= words.length; at += 1) {
      if (!standsAt(words, at, one)) continue;
      const last = words[at + one.words.length - 1];
      ranges.push([words[at]?.start ?? 0, last?.end ?? 0]);
    }
    if (ranges.length > before) terms += 1;
  }
  ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const apart: [number, number][] = [];
  for (const range of ranges) {
    const previous = apart.at(-1);
    if (previous && range[0] < previous[1]) previous[1] = Math.max(previous[1], range[1]);
    else apart.push(range);
  }
  return { ranges: apart, terms };
}

function standsAt(
  words: readonly TextWord[],
  at: number,
  { words: wantedWords, isPrefix }: WantedWords,
): boolean {
  if (wantedWords.length === 0) return false;
  return wantedWords.every((word, index) => {
    const folded = words[at + index]?.folded ?? '';
    return isPrefix && index === wantedWords.length - 1 ? folded.startsWith(word) : folded === word;
  });
}

/** The whole text in marked parts. */
export function markWhole(text: string, wantedWords: readonly WantedWords[]): MarkedPart[] {
  return toParts(text, matchesIn(text, wantedWords).ranges);
}

/** About `length` characters of the text around its first match, in marked parts and on one line. */
export function markExcerpt(text: string, wantedWords: readonly WantedWords[], length: number): MarkedPart[] {
  const line = text.replace(/\s+/gu, ' ').trim();
  const { ranges } = matchesIn(line, wantedWords);
  const first = ranges[0]?.[0] ?? 0;
  let start = 0;
  if (first > LONG_LEAD * 2) start = line.indexOf(' ', first - LONG_LEAD) + 1;
  if (start <= 0 || start > first) start = first > LONG_LEAD * 2 ? first : 0;
  const end = Math.min(line.length, start + length);
  const within = ranges
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]) => [from - start, to - start] as const);
  const parts = toParts(line.slice(start, end), within);
  return start > 0 ? [{ text: '… ', isMatch: false }, ...parts] : parts;
}

function toParts(text: string, ranges: readonly (readonly [number, number])[]): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start > at) parts.push({ text: text.slice(at, start), isMatch: false });
    parts.push({ text: text.slice(start, end), isMatch: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMatch: false });
  return parts;
}
