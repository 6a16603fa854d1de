import { clipboard, Menu, type BrowserWindow } from 'electron';
import type { HostTexts } from '../texts.ts';
import { contextMenu } from './contextMenu.ts';

/** Gives a window the menu under the right button: better spellings, and what can be done with words and links. */
export function attachContextMenu(window: BrowserWindow, texts: Pick<HostTexts, 'text'>): void {
  const { webContents } = window;
  webContents.on('context-menu', (_event, params) => {
    const items = contextMenu(params, {
      texts,
      onReplace: (word) => {
        webContents.replaceMisspelling(word);
      },
      onLearn: (word) => {
        webContents.session.addWordToSpellCheckerDictionary(word);
      },
      onCopyText: (text) => {
        void clipboard.writeText(text);
      },
    });
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}
