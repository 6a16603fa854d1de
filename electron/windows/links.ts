/** Baton's own pages: the built ones, or the development server's. */
export interface OwnPages {
  readonly origin: string;
  /** The page a window opens with. */
  readonly start: string;
}

/** The scheme and host that Baton's pages are served under. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://baton`;

/** Schemes whose links the system may open. Anything else could start a program on the person's machine. */
const OUTSIDE_SCHEMES: ReadonlySet<string> = new Set(['https:', 'http:', 'mailto:', 'tel:']);
/** Longer links are not clicked by people. */
const LINK_MAX_LENGTH = 4000;

/** True for an address inside Baton's own pages. */
export function isOwnPage(pages: OwnPages, address: string): boolean {
  const url = URL.parse(address);
  if (!url) return false;
  // The URL standard gives our scheme an opaque origin, so scheme and host are compared.
  return `${url.protocol}//${url.host}` === pages.origin;
}

/** The link as the system's browser may get it, or `null` when it must not. */
export function outsideLink(address: string): string | null {
  const url = address.length <= LINK_MAX_LENGTH ? URL.parse(address) : null;
  if (!url || !OUTSIDE_SCHEMES.has(url.protocol)) return null;
  // A name and password in a link only ever serve to disguise where it goes.
  if (url.username !== '' || url.password !== '') return null;
  return url.href;
}
