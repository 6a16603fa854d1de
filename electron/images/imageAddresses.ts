import sanitizeHtml from 'sanitize-html';

/** The addresses of all pictures in a piece of HTML, as they are written there. */
export function imageAddresses(html: string): ReadonlySet<string> {
  const found = new Set<string>();
  sanitizeHtml(html, {
    allowedTags: ['img'],
    allowedAttributes: { img: ['src'] },
    transformTags: {
      img: (tagName, attribs) => {
        if (attribs['src'] !== undefined) found.add(attribs['src']);
        return { tagName, attribs };
      },
    },
  });
  return found;
}

/**
 * Whether a picture may be asked for at this address: over TLS, by a name, and not on this computer or the network around
 * it, which a letter has no business to reach.
 */
export function isPublicAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  const host = url.hostname.toLowerCase();
  const isNumber = /^[\d.]+$/.test(host) || host.startsWith('[');
  return !isNumber && host.includes('.') && !/\.(?:local|localhost|internal|home\.arpa|lan)\.?$/.test(host);
}
