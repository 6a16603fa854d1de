import type { AgentId } from './ids.ts';
import { MENTIONS_MAX } from './message.ts';

/** A colleague who can be mentioned. */
export interface Mentionable {
  readonly id: AgentId;
  readonly name: string;
}

/** A part of a text; `isMention` for a name with its sign. */
export interface MentionPart {
  readonly text: string;
  readonly isMention: boolean;
}

/** What a name may not be followed by: `@Ann` is not in `@Annabel`. */
const LETTER = /[\p{L}\p{N}_]/u;

/**
 * Cuts a text where it mentions somebody: `@` at the beginning of a word, then a whole name, in letters of either case. Of
 * names that begin alike the longest counts.
 */
export function mentionParts(text: string, people: readonly Pick<Mentionable, 'name'>[]): MentionPart[] {
  const names = [...new Set(people.map(({ name }) => name.toLocaleLowerCase()))]
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length);
  const parts: MentionPart[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at > 0 && LETTER.test(text.charAt(at - 1))) continue;
    const name = names.find((one) => isNameAt(text, at + 1, one));
    if (name === undefined) continue;
    const to = at + 1 + name.length;
    if (at > from) parts.push({ text: text.slice(from, at), isMention: false });
    parts.push({ text: text.slice(at, to), isMention: true });
    from = to;
    at = to - 1;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isMention: false });
  return parts;
}

function isNameAt(text: string, at: number, name: string): boolean {
  const found = text.slice(at, at + name.length);
  return found.toLocaleLowerCase() === name && !LETTER.test(text.charAt(at + name.length));
}

/** Whom a text mentions, each once, in the order of `people`; of two with one name both. At most `MENTIONS_MAX`. */
export function mentionsIn(text: string, people: readonly Mentionable[]): AgentId[] {
  if (!text.includes('@')) return [];
  const named = new Set(
    mentionParts(text, people).flatMap((part) =>
      part.isMention ? [part.text.slice(1).toLocaleLowerCase()] : [],
    ),
  );
  return people
    .filter(({ name }) => named.has(name.toLocaleLowerCase()))
    .map(({ id }) => id)
    .slice(0, MENTIONS_MAX);
}
