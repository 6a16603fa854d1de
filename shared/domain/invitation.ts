/** What somebody pasted who was invited. */
export interface PastedInvitation {
  /** The server the link names, or `null` when only a code was pasted. */
  readonly server: string | null;
  readonly code: string;
}

/** Groups and letters per group of the two kinds of codes; the longer one is an invitation's. */
export const CODE_GROUP_LENGTH = 5;
export const SIGN_IN_CODE_GROUPS = 4;
export const INVITATION_CODE_GROUPS = 5;

/** The folder of invitation pages on a server. */
export const JOIN_PATH = '/join/';

const APP_LINK = /^baton:\/\/join\/?\?(?<query>\S+)$/iu;
const WEB_LINK = /^(?<server>https?:\/\/[^\s?#]+?)\/join\/(?<code>[\w%-]+)\/?(?:[?#]\S*)?$/iu;

/** The address of an invitation's page; `server` is the address people reach the server at. */
export function invitationLink(server: string, code: string): string {
  return `${server}${JOIN_PATH}${code}`;
}

/** The link that opens an invitation in Baton itself. */
export function appInvitationLink(server: string, code: string): string {
  return `baton://join?server=${encodeURIComponent(server)}&code=${encodeURIComponent(code)}`;
}

/** Reads a pasted link, `baton:` link or bare code. Nothing is refused: what is no link is taken for a code. */
export function readInvitation(pasted: string): PastedInvitation {
  const text = pasted.trim();
  const query = APP_LINK.exec(text)?.groups?.['query'];
  if (query !== undefined) {
    const values = new Map(query.split('&').map((part) => pairOf(part)));
    return { server: values.get('server') ?? null, code: values.get('code') ?? '' };
  }
  const link = WEB_LINK.exec(text)?.groups;
  if (link) return { server: link['server'] ?? null, code: decoded(link['code'] ?? '') };
  return { server: null, code: text };
}

/** True for a code that belongs to an invitation rather than to a sign-in. */
export function isInvitationCode(code: string): boolean {
  return normaliseCode(code).length === INVITATION_CODE_GROUPS * CODE_GROUP_LENGTH;
}

/** A code without what people add to it: spaces, dashes, small letters. */
export function normaliseCode(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/gu, '');
}

function pairOf(part: string): readonly [string, string] {
  const [name = '', ...value] = part.split('=');
  return [decoded(name), decoded(value.join('='))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape: as it stands it opens nothing, and the server says so.
    return text;
  }
}
