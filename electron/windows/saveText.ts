import { app, BrowserWindow, dialog } from 'electron';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SaveText } from '../ipc/reportHandlers.ts';
import type { Logger } from '../log.ts';

/** Tells programs that the file is UTF-8; without it some read accents wrongly. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Saves a table or a text where the person says, beginning in their documents folder. The name's ending says which it is. */
export function createSaveText(log: Logger): SaveText {
  return async (suggestedName, text) => {
    const ending = path.extname(suggestedName).slice(1);
    const options = {
      defaultPath: path.join(app.getPath('documents'), path.basename(suggestedName)),
      filters: [{ name: ending.toUpperCase(), extensions: [ending] }],
    };
    const parent = BrowserWindow.getFocusedWindow();
    const { canceled, filePath } = await (parent
      ? dialog.showSaveDialog(parent, options)
      : dialog.showSaveDialog(options));
    if (canceled || filePath === '') return 'cancelled';
    try {
      await writeFile(filePath, ending === 'csv' ? BYTE_ORDER_MARK + text : text, 'utf8');
      return 'saved';
    } catch (cause) {
      log.error('the file could not be saved', cause);
      return 'failed';
    }
  };
}
