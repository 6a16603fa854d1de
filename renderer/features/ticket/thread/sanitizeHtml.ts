import DOMPurify from 'dompurify';

/** Words and their shape; nothing that runs, asks, loads or covers the page. */
const ALLOWED_TAGS = [
  'a',
  'abbr',
  'b',
  'blockquote',
  'br',
  'caption',
  'center',
  'cite',
  'code',
  'col',
  'colgroup',
  'dd',
  'del',
  'div',
  'dl',
  'dt',
  'em',
  'font',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'i',
  'img',
  'ins',
  'kbd',
  'li',
  'mark',
  'ol',
  'p',
  'pre',
  'q',
  's',
  'samp',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'u',
  'ul',
  'var',
];

/** No `style`, `class`, `id` or `name`: a message must not dress up as, or reach into, the window around it. */
const ALLOWED_ATTRIBUTES = [
  'alt',
  'cite',
  'colspan',
  'dir',
  'href',
  'lang',
  'rowspan',
  'src',
  'start',
  'title',
  'type',
];

/** Where a link may lead; main asks its own allow-list once more before anything opens. */
const LINK_PATTERN = /^(?:https?:|mailto:|tel:)/i;

/** A picture that travels inside the message: it asks nobody. SVG can carry scripts and is left out. */
const INLINE_IMAGE_PATTERN = /^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]+$/i;

/** Marks the placeholder of a picture that was not loaded. */
const BLOCKED_IMAGE_CLASS = 'baton-blocked-image';

/** What stands in a message in place of a remote picture, in the reader's language. */
export interface BlockedImageTexts {
  readonly unnamed: string;
  readonly named: (name: string) => string;
}

/** A picture that lies elsewhere. Others never load: TLS hides from the way what is asked for. */
const REMOTE_IMAGE_PATTERN = /^https:\/\//i;

/** Where the host serves a picture that lies elsewhere, by its address. */
export type ImageSource = (address: string) => string;

/**
 * Makes the function that turns message HTML into HTML that is safe to show: no scripts, handlers, styles, forms or
 * frames; remote pictures become a placeholder before they could load, or are taken from `images` where the reader has allowed
 * that; links open outside. It returns `''` for markup that holds nothing else. The server sanitises too; this is the last gate.
 */
export function createMessageSanitizer(
  blockedImage: BlockedImageTexts,
): (html: string, images?: ImageSource) => string {
  let source: ImageSource | undefined;
  const purifier = DOMPurify(window);
  const placeholders = new WeakSet<Element>();
  purifier.addHook('afterSanitizeAttributes', (node) => {
    if (node.tagName === 'A') sendLinkOutside(node);
    if (node.tagName !== 'IMG') return;
    const address = node.getAttribute('src') ?? '';
    if (INLINE_IMAGE_PATTERN.test(address)) return;
    if (source && REMOTE_IMAGE_PATTERN.test(address)) node.setAttribute('src', source(address));
    else placeholders.add(blockImage(node, blockedImage));
  });
  purifier.addHook('uponSanitizeAttribute', (node, attribute) => {
    // The walk comes to a placeholder after it was put in; a message's own classes are never kept.
    if (attribute.attrName === 'class' && placeholders.has(node)) attribute.forceKeepAttr = true;
  });
  return (html, images) => {
    source = images;
    return purifier.sanitize(html, {
      ALLOWED_TAGS,
      ALLOWED_ATTR: ALLOWED_ATTRIBUTES,
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
    });
  };
}

function sendLinkOutside(link: Element): void {
  const address = link.getAttribute('href')?.trim() ?? '';
  if (!LINK_PATTERN.test(address)) {
    link.removeAttribute('href');
    return;
  }
  link.setAttribute('target', '_blank');
  link.setAttribute('rel', 'noopener noreferrer nofollow');
  // Words and address of a link may differ: the true one shows before a click.
  link.setAttribute('title', address);
}

function blockImage(image: Element, blockedImage: BlockedImageTexts): Element {
  const name = image.getAttribute('alt')?.trim() ?? '';
  const placeholder = image.ownerDocument.createElement('span');
  placeholder.className = BLOCKED_IMAGE_CLASS;
  placeholder.textContent = name === '' ? blockedImage.unnamed : blockedImage.named(name);
  image.replaceWith(placeholder);
  return placeholder;
}

/** What the composer can hold; everything else a clipboard brings falls away, its words stay. */
const COMPOSER_TAGS = [
  'a',
  'b',
  'blockquote',
  'br',
  'code',
  'div',
  'em',
  'h1',
  'h2',
  'h3',
  'i',
  'li',
  'ol',
  'p',
  'pre',
  's',
  'strong',
  'u',
  'ul',
];

const pasteCleaner = DOMPurify(window);

/** Clipboard HTML reduced to what a message is written with. No pictures: pasting must not load anything. */
export function sanitizePastedHtml(html: string): string {
  return pasteCleaner.sanitize(html, {
    ALLOWED_TAGS: COMPOSER_TAGS,
    ALLOWED_ATTR: ['href'],
    ALLOWED_URI_REGEXP: LINK_PATTERN,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}

/** Words in paragraphs, lists and quotes, as Baton's own composer makes them. */
const PLAIN_TAG = /^<\/?(?:p|div|span|br|hr|b|strong|i|em|u|s|a|ul|ol|li|blockquote|pre|code|h[1-6])[\s/>]/i;

/** True for sanitised HTML that lays something out (tables, pictures, colours), as mail programs send it. */
export function isLaidOut(html: string): boolean {
  return (html.match(/<\/?[a-z][^>]*>/gi) ?? []).some((tag) => !PLAIN_TAG.test(tag));
}

/** True when sanitising has left a placeholder where a remote picture stood. */
export function hasBlockedImages(html: string): boolean {
  return html.includes(`class="${BLOCKED_IMAGE_CLASS}"`);
}
