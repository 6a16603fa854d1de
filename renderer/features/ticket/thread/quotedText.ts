/** A message body split where the quoted earlier conversation begins. `quoted` is `''` when nothing is quoted. */
export interface SplitBody {
  readonly fresh: string;
  readonly quoted: string;
}

/** Shorter quotes stay in place: folding one line away costs more than it saves. */
const MIN_QUOTED_LENGTH = 160;

/** "On 3 May 2024, Ana wrote:" in the four languages, and the dividers of common mail programs. */
const ATTRIBUTION =
  /^(?:-{2,}\s*(?:original message|mensagem original|původní zpráva|mesaj original)\b.*|(?:on|em|dne|în|pe)\b.{4,120}(?:wrote|escreveu|napsal(?:\(a\)|a)?|a scris)\s*:)$/i;

/**
 * Splits sanitised HTML before a trailing quote: a last top-level `blockquote`, with the line that introduces it. A quote
 * in the middle of an answer stays where it is.
 */
export function splitQuotedHtml(html: string): SplitBody {
  if (!html.includes('<blockquote')) return { fresh: html, quoted: '' };
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  const last = lastSolid(body);
  if (last?.nodeName !== 'BLOCKQUOTE' || (last.textContent ?? '').length < MIN_QUOTED_LENGTH) {
    return { fresh: html, quoted: '' };
  }
  const folded = [last];
  const before = lastSolid(body, last);
  if (before && ATTRIBUTION.test(before.textContent?.trim() ?? '')) folded.unshift(before);
  const holder = document.implementation.createHTMLDocument('').createElement('div');
  for (const node of folded) holder.append(node);
  const fresh = body.innerHTML.trim();
  // A message that is nothing but a quote is shown as it is.
  return body.textContent.trim() === '' ? { fresh: html, quoted: '' } : { fresh, quoted: holder.innerHTML };
}

function lastSolid(body: HTMLElement, before?: ChildNode): ChildNode | undefined {
  let node = before ? before.previousSibling : body.lastChild;
  while (node && node.nodeName !== 'IMG' && (node.textContent ?? '').trim() === '')
    node = node.previousSibling;
  return node ?? undefined;
}

/** The same for plain text: the trailing run of lines that start with `>`, with the line that introduces it. */
export function splitQuotedText(text: string): SplitBody {
  const lines = text.split('\n');
  let start = lines.length;
  while (start > 0 && isQuoteOrBlank(lines[start - 1] ?? '')) start -= 1;
  const introduction = lines[start - 1]?.trim() ?? '';
  const hasQuote = lines.slice(start).some((line) => line.startsWith('>'));
  if (!hasQuote) return splitAtDivider(lines, text);
  if (ATTRIBUTION.test(introduction)) start -= 1;
  return splitAt(lines, start, text);
}

function splitAtDivider(lines: readonly string[], text: string): SplitBody {
  const start = lines.findIndex((line) => /^-{2,}/.test(line) && ATTRIBUTION.test(line.trim()));
  return start > 0 ? splitAt(lines, start, text) : { fresh: text, quoted: '' };
}

function splitAt(lines: readonly string[], start: number, text: string): SplitBody {
  const fresh = lines.slice(0, start).join('\n').trimEnd();
  const quoted = lines.slice(start).join('\n').trim();
  return fresh.trim() === '' || quoted.length < MIN_QUOTED_LENGTH
    ? { fresh: text, quoted: '' }
    : { fresh, quoted };
}

function isQuoteOrBlank(line: string): boolean {
  return line.startsWith('>') || line.trim() === '';
}
