import { windowQuery, type WindowSubject } from '../../shared/ipc/windows.ts';

/** Baton's own pages: the built ones, or the development server's. */
export interface OwnPages {
  readonly origin: string;
  /** The page the desk opens with; other windows add a query. */
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

/** The address a window opens with. */
export function pageOf(pages: OwnPages, subject: WindowSubject): string {
  return `${pages.start}${windowQuery(subject)}`;
}

/** True for the address of the very page that a window was opened with: a wall never becomes a desk, nor the other way round. */
export function isPageOf(pages: OwnPages, subject: WindowSubject, address: string): boolean {
  const [url, home] = [URL.parse(address), URL.parse(pageOf(pages, subject))];
  if (!url || !home || !isOwnPage(pages, address)) return false;
  return url.pathname === home.pathname && url.search === home.search;
}

/** The link as the system's browser may get it, or `null` when it must not. */
export function outsideLink(address: string): string | null {
  const url = address.length <= LINK_MAX_LENGTH ? URL.parse(address) : null;
  if (!url || !OUTSIDE_SCHEMES.has(url.protocol)) return null;
  // A name and password in a link only ever serve to disguise where it goes.
  if (url.username !== '' || url.password !== '') return null;
  return url.href;
}
