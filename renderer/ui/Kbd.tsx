import type { ReactElement } from 'react';
import classes from './Kbd.module.css';

const IS_MAC = navigator.userAgent.includes('Mac');
const MAC_SIGNS: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥', enter: '↵' };
const OTHER_NAMES: Readonly<Record<string, string>> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', enter: '↵' };

/** What is engraved on the key; single letters stand as capitals. */
function engraved(key: string): string {
  const names = IS_MAC ? MAC_SIGNS : OTHER_NAMES;
  return names[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** The same keys in words. */
export function keyWords(keys: readonly string[]): string {
  return keys.map(engraved).join('+');
}

/** Keys to press together, such as `['mod', 'k']`; `mod` is Ctrl, or Command on a Mac. */
export function Kbd({ keys }: { readonly keys: readonly string[] }): ReactElement {
  return (
    <span className={classes['keys']}>
      {keys.map((key) => (
        <kbd key={key} className={classes['key']}>
          {engraved(key)}
        </kbd>
      ))}
    </span>
  );
}
