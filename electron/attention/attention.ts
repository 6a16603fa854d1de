import { app, nativeImage, type BrowserWindow } from 'electron';
import type { HostTexts } from '../texts.ts';
import { BADGE_SIZE, badgePixels } from './badgePicture.ts';
import type { DeskFacts } from './deskFacts.ts';

/** Draws the eye to Baton from outside its windows. */
export interface Attention {
  show(facts: DeskFacts): void;
}

/**
 * The count on dock, launcher and taskbar is that of the own tickets that wait for this agent: what they have to do, whether
 * they have read of it or not. When one more of them has become overdue and no window has the focus, the taskbar flashes.
 */
export function createAttention(ports: {
  readonly platform: NodeJS.Platform;
  readonly window: () => BrowserWindow | undefined;
  readonly isFocused: () => boolean;
  readonly texts: Pick<HostTexts, 'text'>;
}): Attention {
  const { platform } = ports;
  let overdueBefore: number | null = null;
  let drawn = -1;

  function badge(count: number): void {
    const window = ports.window();
    // Where the desktop has no place for a count this does nothing; tray and title say it as well.
    app.setBadgeCount(count);
    if (platform !== 'win32' || !window || drawn === count) return;
    drawn = count;
    const picture =
      count === 0
        ? null
        : nativeImage.createFromBitmap(Buffer.from(badgePixels(count)), {
            width: BADGE_SIZE,
            height: BADGE_SIZE,
            scaleFactor: 2,
          });
    window.setOverlayIcon(picture, count === 0 ? '' : ports.texts.text('desktop:tray.toSolve', { count }));
  }

  return {
    show: (facts) => {
      if (facts.name === 'signedOut') {
        overdueBefore = null;
        badge(0);
        return;
      }
      badge(facts.toSolve);
      const isNew = overdueBefore !== null && facts.overdue > overdueBefore;
      overdueBefore = facts.overdue;
      if (!isNew || ports.isFocused()) return;
      ports.window()?.flashFrame(true);
      if (platform === 'darwin') app.dock?.bounce('informational');
    },
  };
}
