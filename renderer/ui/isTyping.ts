/** Places whose keys are their own: an open dialog, menu or list. */
const OWN_KEYS = '[role="dialog"], [role="menu"], [role="listbox"], [role="radiogroup"]';

/** True while something lies over the window that takes all keys. */
export function isUnderDialog(): boolean {
  return document.querySelector('[aria-modal="true"], [data-spotlight-open]') !== null;
}

/** True when a key press belongs to a text field, a list or an open dialog and must not steer the window. */
export function isTyping(event: KeyboardEvent): boolean {
  if (isUnderDialog() || document.querySelector('[role="menu"]')) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest(OWN_KEYS)) return true;
  return target.isContentEditable || target.matches('input, textarea, select, [contenteditable="true"]');
}
