/** A combination as Electron's menus write it: `Mod+Shift+K` is `CommandOrControl+Shift+K`. */
export function acceleratorOf(combo: string): string {
  return combo.replace(/^Mod\+/u, 'CommandOrControl+');
}
