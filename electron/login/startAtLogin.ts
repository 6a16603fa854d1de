import { app } from 'electron';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AUTOSTART_FILE, autostartEntry, BACKGROUND_SWITCH } from './autostartEntry.ts';

/** Makes the system start Baton in the background with the session, or not any more. Throws what the file system says. */
export function setStartAtLogin(isWanted: boolean, env: NodeJS.ProcessEnv = process.env): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: isWanted, args: [BACKGROUND_SWITCH] });
    return;
  }
  const config = env['XDG_CONFIG_HOME'] ?? '';
  const file = path.join(config === '' ? path.join(os.homedir(), '.config') : config, AUTOSTART_FILE);
  if (!isWanted) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  // An AppImage runs from a place that is gone after it has ended.
  const program = env['APPIMAGE'] ?? process.execPath;
  const command = [program, ...(app.isPackaged ? [] : [app.getAppPath()]), BACKGROUND_SWITCH];
  writeFileSync(file, autostartEntry(command));
}
