import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import type { HostTexts } from '../texts.ts';

/** What the menu under the right button does to the page. */
export interface ContextMenuPorts {
  readonly texts: Pick<HostTexts, 'text'>;
  readonly onReplace: (word: string) => void;
  readonly onLearn: (word: string) => void;
  readonly onCopyText: (text: string) => void;
}

/** What was clicked, as far as the menu looks at it. */
export type ContextMenuFacts = Pick<
  ContextMenuParams,
  'isEditable' | 'misspelledWord' | 'dictionarySuggestions' | 'selectionText' | 'linkURL' | 'editFlags'
>;

/** The lines of the menu; none when there is nothing to do with what was clicked. */
export function contextMenu(facts: ContextMenuFacts, ports: ContextMenuPorts): MenuItemConstructorOptions[] {
  const { text } = ports.texts;
  const { editFlags } = facts;
  const groups: MenuItemConstructorOptions[][] = [];
  if (facts.isEditable && facts.misspelledWord !== '') {
    const word = facts.misspelledWord;
    groups.push(
      facts.dictionarySuggestions.length === 0
        ? [{ label: text('desktop:context.noSuggestions'), enabled: false }]
        : facts.dictionarySuggestions.map((suggestion) => ({
            label: suggestion.replaceAll('&', '&&'),
            click: () => {
              ports.onReplace(suggestion);
            },
          })),
      [
        {
          label: text('desktop:context.learn', { word: word.replaceAll('&', '&&') }),
          click: () => {
            ports.onLearn(word);
          },
        },
      ],
    );
  }
  if (facts.linkURL.startsWith('http') || facts.linkURL.startsWith('mailto:'))
    groups.push([
      {
        label: text('desktop:context.copyLink'),
        click: () => {
          ports.onCopyText(facts.linkURL.replace(/^mailto:/u, ''));
        },
      },
    ]);
  if (facts.isEditable)
    groups.push(
      [
        { label: text('menu:edit.undo'), role: 'undo', enabled: editFlags.canUndo },
        { label: text('menu:edit.redo'), role: 'redo', enabled: editFlags.canRedo },
      ],
      [
        { label: text('menu:edit.cut'), role: 'cut', enabled: editFlags.canCut },
        { label: text('menu:edit.copy'), role: 'copy', enabled: editFlags.canCopy },
        { label: text('menu:edit.paste'), role: 'paste', enabled: editFlags.canPaste },
        {
          label: text('menu:edit.pastePlain'),
          role: 'pasteAndMatchStyle',
          enabled: editFlags.canPaste,
        },
      ],
      [{ label: text('menu:edit.selectAll'), role: 'selectAll', enabled: editFlags.canSelectAll }],
    );
  else if (facts.selectionText.trim() !== '')
    groups.push([{ label: text('menu:edit.copy'), role: 'copy', enabled: editFlags.canCopy }]);
  return groups.flatMap((group, index) => (index === 0 ? group : [{ type: 'separator' as const }, ...group]));
}
