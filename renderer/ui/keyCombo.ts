/** True on a Mac, where Command is what Control is elsewhere. */
const IS_MAC = navigator.userAgent.includes('Mac');

/** What a press of keys says about itself. */
type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & {
  readonly getModifierState?: (name: string) => boolean;
};

/**
 * The combination a press stands for, as `shared/ipc/shortcuts.ts` writes it; `null` for keys that are none, such as a
 * modifier alone, an arrow or a key of the system.
 */
export function comboOf(press: KeyPress, isMac = IS_MAC): string | null {
  // AltGr writes signs; where the system reports it as Control and Alt, neither is meant.
  const isAltGr = press.getModifierState?.('AltGraph') === true;
  const isMod = isMac ? press.metaKey : press.ctrlKey && !isAltGr;
  const isForeign = isMac ? press.ctrlKey : press.metaKey;
  const isAlt = press.altKey && !isAltGr;
  const key = keyOf(press, isMod || isAlt);
  if (key === null || isForeign) return null;
  // Shift is how a sign is typed, but a choice with a letter or a named key.
  const isShift = press.shiftKey && (key.length > 1 || isLetter(key));
  return `${isMod ? 'Mod+' : ''}${isAlt ? 'Alt+' : ''}${isShift ? 'Shift+' : ''}${key}`;
}

function keyOf({ key, code }: KeyPress, isModified: boolean): string | null {
  if (/^F(?:[1-9]|1[0-2])$/u.test(key) || key === 'Enter') return key;
  // With a modifier some layouts and systems name another sign than the key is known by.
  const place = isModified ? /^(?:Digit|Key)(.)$/u.exec(code)?.[1] : undefined;
  if (place !== undefined && (/\d/u.test(place) || !isLetter(key))) return place;
  const [...signs] = key;
  if (signs.length !== 1 || key === '+' || key.trim() === '') return null;
  return isLetter(key) ? key.toUpperCase() : key;
}

function isLetter(key: string): boolean {
  return /^\p{L}$/u.test(key);
}

/** The keys of a combination one by one, for `Kbd`. */
export function keysOfCombo(combo: string): readonly string[] {
  return combo.split('+');
}
