import type { Extensions } from '@tiptap/react';
import { Link } from '@tiptap/extension-link';
import { Placeholder } from '@tiptap/extension-placeholder';
import { StarterKit } from '@tiptap/starter-kit';

/** Addresses a message may link to. */
export const LINK_ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;

/** What a message is written with: paragraphs, lists, quotes, code, links; no headings, no pictures. */
export function composerExtensions(placeholder: string): Extensions {
  return [
    StarterKit.configure({ heading: false, horizontalRule: false, link: false, strike: false }),
    Link.configure({
      openOnClick: false,
      defaultProtocol: 'https',
      isAllowedUri: (address) => LINK_ADDRESS.test(address) || /^[\w-]+(\.[\w-]+)+/.test(address),
      HTMLAttributes: { target: null, rel: null },
    }),
    Placeholder.configure({ placeholder }),
  ];
}
