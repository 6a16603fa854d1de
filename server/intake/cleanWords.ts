import { compile } from 'html-to-text';
import sanitizeHtml from 'sanitize-html';
import { MESSAGE_MAX_LENGTH } from '../../shared/domain/message.ts';
import { BatonError } from '../../shared/errors.ts';

/** A message's words as they are stored: harmless HTML, and the same as plain text. */
export interface Words {
  readonly html: string;
  readonly text: string;
}

/** Deeper nesting is nobody's writing. */
const DEEPEST = 100;
/** Nothing seen needed more than two. */
const LOOKS_MAX = 5;
const RASTER_IMAGE = /^data:image\/(?:png|jpeg|gif|webp);base64,/i;

const toText = compile({
  wordwrap: false,
  limits: { maxDepth: DEEPEST },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

const color = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%]+\)$/i, /^[a-z]+$/i];

const RULES: sanitizeHtml.IOptions = {
  allowedTags: [
    ...[
      'p',
      'div',
      'span',
      'br',
      'hr',
      'blockquote',
      'pre',
      'code',
      'a',
      'img',
      'ul',
      'ol',
      'li',
      'dl',
      'dt',
      'dd',
    ],
    ...[
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'b',
      'strong',
      'i',
      'em',
      'u',
      's',
      'del',
      'ins',
      'sub',
      'sup',
      'small',
    ],
    ...['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'font', 'center'],
  ],
  allowedAttributes: {
    '*': ['style', 'dir', 'lang', 'align'],
    a: ['href', 'title'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    td: ['colspan', 'rowspan', 'valign'],
    th: ['colspan', 'rowspan', 'valign'],
    ol: ['start', 'type'],
    font: ['color'],
  },
  // Nothing here can name an address, so no style loads anything from elsewhere.
  allowedStyles: {
    '*': {
      color,
      'background-color': color,
      'text-align': [/^(?:left|right|center|justify)$/],
      'font-weight': [/^(?:bold|normal|\d{3})$/],
      'font-style': [/^(?:italic|normal)$/],
      'text-decoration': [/^(?:underline|line-through|none)$/],
    },
  },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  // A remote picture tells its sender when it was seen: the desk shows it only when asked to.
  allowedSchemesByTag: { img: ['https', 'cid', 'data'] },
  allowProtocolRelative: false,
  nestingLimit: DEEPEST,
  exclusiveFilter: ({ tag, attribs }) => {
    const source = attribs['src'] ?? '';
    return tag === 'img' && (source === '' || (/^data:/i.test(source) && !RASTER_IMAGE.test(source)));
  },
};

/** HTML without anything that runs, loads a style or reaches out; cleaning it again changes nothing. */
export function cleanHtml(html: string): string {
  let clean = sanitizeHtml(html, RULES).trim();
  // Taking an unknown tag out of broken nesting may leave what a second look closes differently.
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const again = sanitizeHtml(clean, RULES).trim();
    if (again === clean) break;
    clean = again;
  }
  return clean;
}

/**
 * Cleans what a customer sent. Text is made from HTML where none came. Throws `message.empty` when there is neither a word
 * nor a picture, and `message.tooLong`.
 */
export function cleanWords({ html, text }: Words): Words {
  const safeHtml = cleanHtml(html);
  // Browsers and mail send line ends their own way.
  const given = text.replace(/\r\n?/g, '\n').trim();
  const plainText = given === '' ? toText(safeHtml).trim() : given;
  if (plainText === '' && !safeHtml.includes('<img'))
    throw new BatonError('message.empty', 'the message is empty');
  if (safeHtml.length > MESSAGE_MAX_LENGTH || plainText.length > MESSAGE_MAX_LENGTH) {
    throw new BatonError('message.tooLong', `a message holds at most ${MESSAGE_MAX_LENGTH} characters`);
  }
  return { html: safeHtml, text: plainText };
}
