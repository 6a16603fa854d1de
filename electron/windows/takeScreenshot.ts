import type { BrowserWindow } from 'electron';
import { writeFile } from 'node:fs/promises';

/** Images and fonts that are still on their way into the first picture. */
const PAINT_REST_MS = 400;

/** Leaves a picture of a window, painted to the end, in a file. */
export async function takeScreenshot(window: BrowserWindow, file: string): Promise<void> {
  if (!window.isVisible()) window.showInactive();
  await window.webContents.executeJavaScript(
    'document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))',
  );
  await new Promise<void>((resolve) => setTimeout(resolve, PAINT_REST_MS));
  const image = await window.webContents.capturePage();
  await writeFile(file, image.toPNG());
}
