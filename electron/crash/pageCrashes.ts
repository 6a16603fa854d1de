import { app, dialog, type WebContents } from 'electron';
import { decideAfterCrash } from '../engine/crashes.ts';
import { runDetached, type Logger } from '../log.ts';
import type { HostTexts } from '../texts.ts';
import type { Clock } from '../time.ts';

/** What looking after crashed pages takes. */
export interface PageCrashPorts {
  readonly texts: HostTexts;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Loads a page again that has crashed: it finds its place by itself. One that keeps crashing is left to the person, who is
 * asked. What was typed is in the host already.
 */
export function mendPageCrashes({ texts, clock, log }: PageCrashPorts): void {
  /** By the id of the page. */
  const crashes = new Map<number, readonly number[]>();
  app.on('render-process-gone', (_event, contents, details) => {
    if (details.reason === 'clean-exit') return;
    log.error('a page has crashed', details);
    const { verdict, crashesMs } = decideAfterCrash(crashes.get(contents.id) ?? [], clock.nowMs());
    crashes.set(contents.id, crashesMs);
    if (verdict === 'startAgain') {
      // Not while Chromium is still taking the old page apart.
      setImmediate(() => {
        if (!contents.isDestroyed()) contents.reload();
      });
      return;
    }
    runDetached(log, 'asking about a page that keeps crashing', ask(contents));
  });

  async function ask(contents: WebContents): Promise<void> {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: texts.text('crash:page.title'),
      detail: texts.text('crash:page.text'),
      buttons: [texts.text('crash:page.again'), texts.text('crash:page.quit')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === 1) app.quit();
    else if (!contents.isDestroyed()) {
      crashes.delete(contents.id);
      contents.reload();
    }
  }
}
