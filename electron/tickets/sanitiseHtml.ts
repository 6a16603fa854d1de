import sanitizeHtml from 'sanitize-html';

/** What a message may be made of: what the composer can produce, and nothing that loads or runs. */
const RULES: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'strong',
    'b',
    'em',
    'i',
    'u',
    's',
    'a',
    'ul',
    'ol',
    'li',
    'blockquote',
    'code',
    'pre',
    'h1',
    'h2',
    'h3',
    'hr',
  ],
  allowedAttributes: { a: ['href'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  enforceHtmlBoundary: false,
};

/** The fragment without anything that could run, load or disguise. The window is not trusted with that. */
export function sanitiseHtml(html: string): string {
  return sanitizeHtml(html, RULES);
}
