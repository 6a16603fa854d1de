import type { ReactElement } from 'react';
import type { ShortcutId } from '../../shared/ipc/shortcuts.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { useShortcutKeys } from './shortcuts.ts';

/** The keys of a shortcut as this person has them; nothing when they want none. */
export function ShortcutKeys({ id }: { readonly id: ShortcutId }): ReactElement | null {
  const [keys] = useShortcutKeys(id);
  return keys ? <Kbd keys={keys} /> : null;
}
