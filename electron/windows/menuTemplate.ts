import type { MenuItemConstructorOptions } from 'electron';
import type { SettingsSection } from '../../shared/ipc/desktop.ts';
import {
  combosOf,
  worksWhileTyping,
  type CustomShortcuts,
  type ShortcutId,
} from '../../shared/ipc/shortcuts.ts';
import { acceleratorOf } from '../accelerator.ts';
import type { HostTexts, MenuTextKey } from '../texts.ts';

/** What the menu is made for. */
export interface MenuPorts {
  readonly texts: Pick<HostTexts, 'text'>;
  readonly platform: NodeJS.Platform;
  /** Shows the tools for developers. */
  readonly isDevelopment: boolean;
  readonly shortcuts: CustomShortcuts;
  /** Something that the keyboard does as well. */
  readonly onChosen: (item: ShortcutId) => void;
  /** One step larger or smaller; 0 for the size of its own. */
  readonly onZoom: (direction: 1 | -1 | 0) => void;
  readonly onSettings: (section: SettingsSection | null) => void;
}

/** The menu as data, in the person's language; its keys work as shortcuts whether the menu is shown or not. */
export function menuTemplate(ports: MenuPorts): MenuItemConstructorOptions[] {
  const { texts, platform, isDevelopment, shortcuts } = ports;
  const { text } = texts;
  const isMac = platform === 'darwin';
  const item = (key: MenuTextKey, id: ShortcutId): MenuItemConstructorOptions => {
    const combos = combosOf(id, shortcuts);
    const key1 = combos.find(worksWhileTyping);
    // A letter is shown as a reminder only: as a key of the menu it would take itself away from who is writing.
    const hint = isMac ? undefined : combos[0];
    return {
      label: text(key),
      ...(key1 !== undefined
        ? { accelerator: acceleratorOf(key1) }
        : hint !== undefined && { accelerator: hint, registerAccelerator: false }),
      click: () => {
        ports.onChosen(id);
      },
    };
  };
  const role = (
    key: MenuTextKey,
    name: NonNullable<MenuItemConstructorOptions['role']>,
  ): MenuItemConstructorOptions => ({
    label: text(key),
    role: name,
  });
  const zoom = (
    key: MenuTextKey,
    accelerator: string,
    direction: 1 | -1 | 0,
  ): MenuItemConstructorOptions => ({
    label: text(key),
    accelerator,
    click: () => {
      ports.onZoom(direction);
    },
  });
  const section = (key: MenuTextKey, name: SettingsSection): MenuItemConstructorOptions => ({
    label: text(key),
    click: () => {
      ports.onSettings(name);
    },
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const settings = item('menu:file.preferences', 'settings');
  const macMenu: MenuItemConstructorOptions = {
    label: 'Baton',
    submenu: [
      section('menu:mac.about', 'about'),
      line,
      settings,
      line,
      { role: 'services' },
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
        item('menu:file.newTicket', 'newTicket'),
        item('menu:file.palette', 'palette'),
        line,
        ...(isMac ? [] : [settings, line]),
        { ...role('menu:file.close', 'close'), accelerator: 'CommandOrControl+W' },
        ...(isMac ? [] : [role('menu:file.quit', 'quit')]),
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
        line,
        item('menu:edit.search', 'search'),
      ],
    },
    {
      label: text('menu:view.title'),
      submenu: [
        zoom('menu:view.actualSize', 'CommandOrControl+0', 0),
        zoom('menu:view.zoomIn', 'CommandOrControl+Plus', 1),
        // Without Shift the key of the plus sign is called equals on many keyboards.
        {
          ...zoom('menu:view.zoomIn', 'CommandOrControl+=', 1),
          visible: false,
          acceleratorWorksWhenHidden: true,
        },
        zoom('menu:view.zoomOut', 'CommandOrControl+-', -1),
        line,
        item('menu:view.sidePanel', 'sidePanel'),
        role('menu:view.fullScreen', 'togglefullscreen'),
        ...(isDevelopment
          ? [line, role('menu:view.reload', 'reload'), role('menu:view.developer', 'toggleDevTools')]
          : []),
      ],
    },
    {
      label: text('menu:ticket.title'),
      submenu: [
        item('menu:ticket.next', 'nextToSolve'),
        item('menu:ticket.popOut', 'popOut'),
        line,
        item('menu:ticket.reply', 'reply'),
        item('menu:ticket.note', 'note'),
        line,
        item('menu:ticket.take', 'take'),
        item('menu:ticket.assign', 'assign'),
        item('menu:ticket.transfer', 'transfer'),
        item('menu:ticket.release', 'release'),
        line,
        item('menu:ticket.solve', 'solve'),
        item('menu:ticket.snooze', 'snooze'),
        item('menu:ticket.subject', 'subject'),
      ],
    },
    {
      label: text('menu:window.title'),
      role: 'window',
      submenu: [
        item('menu:window.wall', 'wall'),
        line,
        role('menu:window.minimise', 'minimize'),
        ...(isMac ? [role('menu:window.zoom', 'zoom'), line, role('menu:window.front', 'front')] : []),
      ],
    },
    {
      label: text('menu:help.title'),
      role: 'help',
      submenu: [
        item('menu:help.shortcuts', 'help'),
        section('menu:help.diagnostics', 'diagnostics'),
        ...(isMac ? [] : [line, section('menu:mac.about', 'about')]),
      ],
    },
  ];
}
