/** True when a key press belongs to a text field or an open dialog and must not steer the desk. */
export function isTyping(event: KeyboardEvent): boolean {
  if (document.querySelector('[aria-modal="true"], [role="menu"], [data-spotlight-open]')) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select, [contenteditable="true"]');
}
