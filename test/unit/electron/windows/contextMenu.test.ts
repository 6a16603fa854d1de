import { expect, test } from 'vitest';
import { createHostTexts } from '../../../../electron/texts.ts';
import { contextMenu, type ContextMenuFacts } from '../../../../electron/windows/contextMenu.ts';

const ALL_OFF = {
  canUndo: false,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: false,
  canDelete: false,
  canSelectAll: false,
  canEditRichly: false,
};

function menuFor(facts: Partial<ContextMenuFacts>, heard: string[] = []): ReturnType<typeof contextMenu> {
  return contextMenu(
    {
      isEditable: false,
      misspelledWord: '',
      dictionarySuggestions: [],
      selectionText: '',
      linkURL: '',
      editFlags: ALL_OFF,
      ...facts,
    },
    {
      texts: createHostTexts('en'),
      onReplace: (word) => heard.push(`replace ${word}`),
      onLearn: (word) => heard.push(`learn ${word}`),
      onCopyText: (text) => heard.push(`copy ${text}`),
    },
  );
}

const words = (menu: ReturnType<typeof contextMenu>): string[] => menu.map(({ label }) => label ?? '–');
type Click = (() => void) | undefined;

test('offers better spellings first, and to learn the word', () => {
  const heard: string[] = [];
  const menu = menuFor(
    { isEditable: true, misspelledWord: 'recieve', dictionarySuggestions: ['receive', 'relieve'] },
    heard,
  );
  expect(words(menu).slice(0, 5)).toEqual([
    'receive',
    'relieve',
    '–',
    'Add “recieve” to the dictionary',
    '–',
  ]);
  (menu[0]?.click as Click)?.();
  (menu[3]?.click as Click)?.();
  expect(heard).toEqual(['replace receive', 'learn recieve']);
});

test('says when there is no better spelling', () => {
  expect(words(menuFor({ isEditable: true, misspelledWord: 'xyzzy' }))[0]).toBe('No suggestions');
});

test('offers to edit only where something can be edited, as far as it can', () => {
  const menu = menuFor({ isEditable: true, editFlags: { ...ALL_OFF, canPaste: true } });
  expect(words(menu)).toEqual([
    'Undo',
    'Redo',
    '–',
    'Cut',
    'Copy',
    'Paste',
    'Paste Without Formatting',
    '–',
    'Select All',
  ]);
  expect(menu.filter(({ enabled }) => enabled === true).map(({ label }) => label)).toEqual([
    'Paste',
    'Paste Without Formatting',
  ]);
});

test('copies words and links, and shows nothing where there is nothing to do', () => {
  const heard: string[] = [];
  expect(words(menuFor({ selectionText: 'some words' }))).toEqual(['Copy']);
  const link = menuFor({ linkURL: 'mailto:ana@example.com' }, heard);
  (link[0]?.click as Click)?.();
  expect(heard).toEqual(['copy ana@example.com']);
  expect(menuFor({})).toEqual([]);
  expect(menuFor({ linkURL: 'javascript:alert(1)' })).toEqual([]);
});
