import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../../shared/ipc/contract.ts';
import type { HostTexts, MenuTextKey } from '../texts.ts';

/** What the window does when it is chosen. */
export type MenuItem = EventPayload<'menu.chosen'>['item'];

/** What the menu is made for. */
export interface MenuPorts {
  readonly texts: Pick<HostTexts, 'text'>;
  readonly platform: NodeJS.Platform;
  /** Shows the tools for developers. */
  readonly isDevelopment: boolean;
  readonly onChosen: (item: MenuItem) => void;
  /** Opens the SLA wall. */
  readonly onWall: () => void;
}

/** The menu as data, in the person's language; accelerators work as shortcuts whether the menu is shown or not. */
function menuTemplate({
  texts,
  platform,
  isDevelopment,
  onChosen,
  onWall,
}: MenuPorts): MenuItemConstructorOptions[] {
  const { text } = texts;
  const isMac = platform === 'darwin';
  const item = (key: MenuTextKey, chosen: MenuItem, accelerator: string): MenuItemConstructorOptions => ({
    label: text(key),
    accelerator,
    click: () => {
      onChosen(chosen);
    },
  });
  const role = (
    key: MenuTextKey,
    name: NonNullable<MenuItemConstructorOptions['role']>,
  ): MenuItemConstructorOptions => ({
    label: text(key),
    role: name,
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const preferences = item('menu:file.preferences', 'preferences', 'CommandOrControl+,');
  const macMenu: MenuItemConstructorOptions = {
    label: 'Baton',
    submenu: [
      role('menu:mac.about', 'about'),
      line,
      preferences,
      line,
      role('menu:mac.hide', 'hide'),
      role('menu:mac.hideOthers', 'hideOthers'),
      role('menu:mac.showAll', 'unhide'),
      line,
      role('menu:file.quit', 'quit'),
    ],
  };
  return [
    ...(isMac ? [macMenu] : []),
    {
      label: text('menu:file.title'),
      submenu: [
        item('menu:file.newTicket', 'newTicket', 'CommandOrControl+N'),
        line,
        ...(isMac ? [role('menu:file.close', 'close')] : [preferences, line, role('menu:file.quit', 'quit')]),
      ],
    },
    {
      label: text('menu:edit.title'),
      submenu: [
        role('menu:edit.undo', 'undo'),
        role('menu:edit.redo', 'redo'),
        line,
        role('menu:edit.cut', 'cut'),
        role('menu:edit.copy', 'copy'),
        role('menu:edit.paste', 'paste'),
        role('menu:edit.pastePlain', 'pasteAndMatchStyle'),
        role('menu:edit.selectAll', 'selectAll'),
      ],
    },
    {
      label: text('menu:view.title'),
      submenu: [
        role('menu:view.actualSize', 'resetZoom'),
        role('menu:view.zoomIn', 'zoomIn'),
        role('menu:view.zoomOut', 'zoomOut'),
        line,
        role('menu:view.fullScreen', 'togglefullscreen'),
        ...(isDevelopment
          ? [line, role('menu:view.reload', 'reload'), role('menu:view.developer', 'toggleDevTools')]
          : []),
      ],
    },
    {
      label: text('menu:window.title'),
      submenu: [
        { label: text('menu:window.wall'), accelerator: 'CommandOrControl+Shift+L', click: onWall },
        line,
        role('menu:window.minimise', 'minimize'),
        ...(isMac ? [role('menu:window.zoom', 'zoom')] : []),
      ],
    },
    {
      label: text('menu:help.title'),
      role: 'help',
      submenu: [item('menu:help.shortcuts', 'shortcuts', 'CommandOrControl+/')],
    },
  ];
}

/** Sets the app's menu. */
export function installMenu(ports: MenuPorts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(ports)));
}
