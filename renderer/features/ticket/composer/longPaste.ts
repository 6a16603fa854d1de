import type { Editor } from '@tiptap/react';
import { MESSAGE_MAX_LENGTH } from '../../../../shared/domain/message.ts';
import { textToHtml } from '../../../../shared/text/textToHtml.ts';

/** Above this, formatting is given up: cleaning and laying out that much markup would hold the window up. */
const RICH_PASTE_MAX_LENGTH = 40_000;

/**
 * Takes a paste out of the editor's hands when it is very long. Text beyond what a message may hold is given to `hold` and
 * never reaches the editor; long but sendable text goes in as plain lines. Returns false when the editor may do it itself.
 */
export function takeLongPaste(
  editor: Editor,
  clipboard: DataTransfer,
  hold: (text: string) => void,
): boolean {
  const text = clipboard.getData('text/plain');
  const html = clipboard.getData('text/html');
  const room = MESSAGE_MAX_LENGTH - editor.state.doc.content.size;
  if (text.length > room || (text === '' && html.length > room)) {
    hold(text === '' ? html : text);
    return true;
  }
  if (text.length <= RICH_PASTE_MAX_LENGTH && html.length <= RICH_PASTE_MAX_LENGTH) return false;
  insertPlainText(editor, text);
  return true;
}

/** Inserts text as lines of one paragraph each, without going through HTML. */
export function insertPlainText(editor: Editor, text: string): void {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  editor.commands.insertContent(
    lines.map((line) => ({
      type: 'paragraph',
      ...(line !== '' && { content: [{ type: 'text', text: line }] }),
    })),
  );
}

/** The longest beginning of `text` that still fits beside `usedLength` characters of HTML. */
export function fittingLength(text: string, usedLength: number): number {
  const room = MESSAGE_MAX_LENGTH - usedLength;
  let length = Math.max(0, Math.min(text.length, room));
  while (length > 0 && linesHtmlLength(text.slice(0, length)) > room) length = Math.floor(length * 0.85);
  return length;
}

function linesHtmlLength(text: string): number {
  return text
    .split('\n')
    .reduce((total, line) => total + Math.max(textToHtml(line).length, '<p></p>'.length), 0);
}
