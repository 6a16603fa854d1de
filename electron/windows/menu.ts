import { Menu } from 'electron';
import { menuTemplate, type MenuPorts } from './menuTemplate.ts';

/** Sets the app's menu. */
export function installMenu(ports: MenuPorts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(ports)));
}
