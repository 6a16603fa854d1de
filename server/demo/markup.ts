export type Gender = 'm' | 'f';

/** What fills the `{slots}` of a text. */
export type Facts = Readonly<Record<string, string>>;

/** The text with its facts in place and, in languages that need it, in the writer's grammatical gender. An unknown slot is left as it is. */
export function fill(text: string, facts: Facts, writer: Gender): string {
  const filled = text.replace(/\{(\w+)\}/g, (slot, name: string) => facts[name] ?? slot);
  if (!filled.includes('[')) return filled;
  return filled
    .replace(/\[(\p{L}*)\|(\p{L}*)\]/gu, (_, masculine: string, feminine: string) =>
      writer === 'm' ? masculine : feminine,
    )
    .replace(/(\p{L}+)\[(\p{L}+)\]/gu, (_, masculine: string, feminine: string) =>
      writer === 'm' ? masculine : inCaseOf(masculine, feminine),
    );
}

function inCaseOf(model: string, word: string): string {
  return isCapital(model.charAt(0)) ? capitalised(word) : word;
}

function isCapital(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

/** The text with a capital first letter. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The text as it goes on after a greeting that ends in a comma; names of things like “E-21” or “DIČ” keep their capitals. */
export function continued(text: string): string {
  const isWord = isCapital(text.charAt(0)) && /^\p{Lu}(?:\p{Ll}|\s)/u.test(text);
  return isWord ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Plain text as HTML: blank lines part paragraphs, lines that start with a hyphen make a list. */
export function asHtml(text: string): string {
  return text.split('\n\n').map(paragraphHtml).join('');
}

function paragraphHtml(paragraph: string): string {
  const lines = paragraph.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign).split('\n');
  let html = '';
  let words: string[] = [];
  let items: string[] = [];
  function flush(): void {
    if (words.length > 0) html += `<p>${words.join('<br>')}</p>`;
    if (items.length > 0) html += `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
    words = [];
    items = [];
  }
  for (const line of lines) {
    const isItem = line.startsWith('- ');
    if (isItem ? words.length > 0 : items.length > 0) flush();
    if (isItem) items.push(line.slice(2));
    else words.push(line);
  }
  flush();
  return html;
}
