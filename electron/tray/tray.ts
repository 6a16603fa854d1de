import { Menu, nativeImage, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import path from 'node:path';
import type { Logger } from '../log.ts';
import type { TrayAction, TrayItem, TrayModel } from './trayModel.ts';

/** Baton's picture in the tray. */
export interface BatonTray {
  show(model: TrayModel): void;
  remove(): void;
}

/** Puts Baton into the tray; `icons` is the folder of the pictures. The menu is made anew only when it says something else. */
export function createTray(ports: {
  readonly icons: string;
  readonly platform: NodeJS.Platform;
  readonly onAction: (action: TrayAction) => void;
  readonly log: Logger;
}): BatonTray {
  const { platform, onAction } = ports;
  const pictures = {
    calm: picture(ports.icons, platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'),
    attention: picture(ports.icons, platform === 'darwin' ? 'trayTemplate.png' : 'trayAttention.png'),
  };
  const tray = new Tray(pictures.calm);
  let shown = '';
  // On a Mac a click opens the menu, which says everything.
  if (platform !== 'darwin')
    tray.on('click', () => {
      onAction({ name: 'openDesk' });
    });
  return {
    show: (model) => {
      const key = JSON.stringify(model);
      if (key === shown || tray.isDestroyed()) return;
      shown = key;
      tray.setToolTip(model.tooltip);
      tray.setImage(model.needsAttention ? pictures.attention : pictures.calm);
      if (platform === 'darwin') tray.setTitle(model.needsAttention ? '!' : '');
      tray.setContextMenu(Menu.buildFromTemplate(model.items.map((item) => toElectron(item, onAction))));
    },
    remove: () => {
      if (!tray.isDestroyed()) tray.destroy();
    },
  };
}

function picture(folder: string, name: string): NativeImage {
  const image = nativeImage.createFromPath(path.join(folder, name));
  image.setTemplateImage(name.includes('Template'));
  return image;
}

function toElectron(item: TrayItem, onAction: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'line':
      return { type: 'separator' };
    case 'words':
      return { label: item.label, enabled: false };
    case 'menu':
      return { label: item.label, submenu: item.items.map((inner) => toElectron(inner, onAction)) };
    case 'action':
    case 'choice': {
      const click = (): void => {
        onAction(item.action);
      };
      return item.kind === 'choice'
        ? { label: item.label, type: 'radio', checked: item.isChosen, click }
        : { label: item.label, click };
    }
  }
}
