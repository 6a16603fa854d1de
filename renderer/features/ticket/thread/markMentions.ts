import { mentionParts } from '../../../../shared/domain/mentions.ts';

/** The class of a colleague's name that a note mentions. */
const MENTION_CLASS = 'baton-mention';

/** Sanitised HTML in which the mentions of these names stand out. Nothing else of it changes. */
export function markMentions(html: string, names: readonly string[]): string {
  if (names.length === 0 || !html.includes('@')) return html;
  const people = names.map((name) => ({ name }));
  const template = document.createElement('template');
  template.innerHTML = html;
  const walker = document.createTreeWalker(template.content, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const parts = mentionParts(text.data, people);
    if (!parts.some(({ isMention }) => isMention)) continue;
    text.replaceWith(...parts.map((part) => (part.isMention ? marked(part.text) : part.text)));
  }
  return template.innerHTML;
}

function marked(words: string): HTMLElement {
  const mark = document.createElement('span');
  mark.className = MENTION_CLASS;
  mark.textContent = words;
  return mark;
}
