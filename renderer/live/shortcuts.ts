import { useEffect, useEffectEvent } from 'react';
import { combosOf, SHORTCUTS, shortcutOf, worksWhileTyping } from '../../shared/ipc/shortcuts.ts';
import type { CustomShortcuts, ShortcutId } from '../../shared/ipc/shortcuts.ts';
import { isTyping, isUnderDialog } from '../ui/isTyping.ts';
import { comboOf, keysOfCombo } from '../ui/keyCombo.ts';
import { currentPreferences, usePreferences } from './session.ts';

type Run = (id: ShortcutId) => boolean;

/** What the parts of the window do, the newest last; the newest that knows a shortcut has it. */
const runs = new Set<Run>();

const NOTHING_CHANGED: CustomShortcuts = {};

function custom(): CustomShortcuts {
  return currentPreferences()?.shortcuts ?? NOTHING_CHANGED;
}

/** Does what a shortcut stands for, as if its keys were pressed. False when nothing in the window does that now. */
export function runShortcut(id: ShortcutId): boolean {
  return [...runs].reverse().some((run) => run(id));
}

/** True when a press of keys stands for a shortcut. For places that take their keys themselves, such as the composer. */
export function isShortcut(id: ShortcutId, event: KeyboardEvent): boolean {
  const combo = comboOf(event);
  return combo !== null && combosOf(id, custom()).includes(combo);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const combo = comboOf(event);
  const id = combo === null ? undefined : shortcutOf(combo, custom());
  if (combo === null || id === undefined || SHORTCUTS[id].area === 'composer') return;
  // What is taken back while writing are words, and the editor does that.
  const isFree = worksWhileTyping(combo) && id !== 'undo';
  if (isFree ? isUnderDialog() : isTyping(event)) return;
  if (runShortcut(id)) event.preventDefault();
}

/**
 * Does things when their keys are pressed, or chosen in the native menu, for as long as the component is there. Single
 * letters rest while somebody writes; all rest under a dialog.
 */
export function useShortcuts(handlers: Readonly<Partial<Record<ShortcutId, () => void>>>): void {
  const run = useEffectEvent((id: ShortcutId) => {
    const handler = handlers[id];
    handler?.();
    return handler !== undefined;
  });
  useEffect(() => {
    const own: Run = (id) => run(id);
    if (runs.size === 0) window.addEventListener('keydown', onKey);
    runs.add(own);
    return () => {
      runs.delete(own);
      if (runs.size === 0) window.removeEventListener('keydown', onKey);
    };
  }, []);
}

/** The combinations of a shortcut for this person, each as its keys. */
export function useShortcutKeys(id: ShortcutId): readonly (readonly string[])[] {
  const changed = usePreferences()?.shortcuts ?? NOTHING_CHANGED;
  return combosOf(id, changed).map(keysOfCombo);
}
