import { MESSAGE_MAX_LENGTH } from '../../../../shared/domain/message.ts';

/** What is being written: the editor's HTML, and pasted text too long for any message, kept beside it as plain text. */
export interface DraftText {
  readonly html: string;
  readonly held: string;
}

export const EMPTY_DRAFT: DraftText = { html: '', held: '' };

const HELD_OPEN = '<pre data-baton-held="true">';
const HELD_CLOSE = '</pre>';

/** Both parts as the one HTML text a draft is stored as. */
export function joinDraft({ html, held }: DraftText): string {
  if (held === '') return html;
  return `${html}${HELD_OPEN}${held.replace(/&/g, '&amp;').replace(/</g, '&lt;')}${HELD_CLOSE}`;
}

/** Reads what `joinDraft` wrote; other HTML is all editor text. A body too long for the editor is held as it is. */
export function splitDraft(stored: string): DraftText {
  const at = stored.indexOf(HELD_OPEN);
  if (at >= 0 && stored.endsWith(HELD_CLOSE)) {
    const held = stored.slice(at + HELD_OPEN.length, -HELD_CLOSE.length);
    return { html: stored.slice(0, at), held: held.replace(/&lt;/g, '<').replace(/&amp;/g, '&') };
  }
  return stored.length > MESSAGE_MAX_LENGTH ? { html: '', held: stored } : { html: stored, held: '' };
}

/** True when there is nothing but empty paragraphs. */
function isBlankHtml(html: string): boolean {
  // Looking at the beginning is enough: anything long is not blank.
  return html.length < 200 && html.replace(/<[^>]*>|&nbsp;|\s/g, '') === '';
}

/** True when there is nothing to keep. */
export function isBlankDraft(draft: DraftText): boolean {
  return draft.held === '' && isBlankHtml(draft.html);
}

/** Two drafts as one, the earlier words first: what comes back from an undo must not replace what was typed since. */
export function combineDrafts(first: DraftText, second: DraftText): DraftText {
  if (isBlankDraft(first)) return second;
  if (isBlankDraft(second)) return first;
  const held = [first.held, second.held].filter((text) => text !== '').join('\n');
  const html = [first.html, second.html].filter((part) => !isBlankHtml(part)).join('');
  return { html, held };
}
