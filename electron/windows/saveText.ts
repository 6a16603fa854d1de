import { app, BrowserWindow, dialog } from 'electron';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SaveText } from '../ipc/reportHandlers.ts';
import type { Logger } from '../log.ts';

/** Tells programs that the file is UTF-8; without it some read accents wrongly. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Saves a table where the person says, beginning in their documents folder. */
export function createSaveText(log: Logger): SaveText {
  return async (suggestedName, text) => {
    const options = {
      defaultPath: path.join(app.getPath('documents'), path.basename(suggestedName)),
      filters: [{ name: 'CSV', extensions: ['csv'] }],
    };
    const parent = BrowserWindow.getFocusedWindow();
    const { canceled, filePath } = await (parent
      ? dialog.showSaveDialog(parent, options)
      : dialog.showSaveDialog(options));
    if (canceled || filePath === '') return 'cancelled';
    try {
      await writeFile(filePath, BYTE_ORDER_MARK + text, 'utf8');
      return 'saved';
    } catch (cause) {
      log.error('the table could not be saved', cause);
      return 'failed';
    }
  };
}
