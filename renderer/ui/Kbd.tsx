import type { ReactElement } from 'react';
import classes from './Kbd.module.css';

const IS_MAC = navigator.userAgent.includes('Mac');
const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↵' };
const OTHER_NAMES: Readonly<Record<string, string>> = { Mod: 'Ctrl', Enter: '↵' };

/** Keys to press together, such as `['Mod', 'K']`; `Mod` is Ctrl, or Command on a Mac. */
export function Kbd({ keys }: { readonly keys: readonly string[] }): ReactElement {
  const names = IS_MAC ? MAC_SIGNS : OTHER_NAMES;
  return (
    <span className={classes['keys']}>
      {keys.map((key) => (
        <kbd key={key} className={classes['key']}>
          {names[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
