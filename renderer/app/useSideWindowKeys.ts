import { useEffect, useEffectEvent } from 'react';
import { isSameWindow } from '../../shared/ipc/windows.ts';
import { subscribe } from '../bridge.ts';
import { useDeskStore } from '../features/desk/deskStore.ts';
import { runShortcut, useShortcuts } from '../live/shortcuts.ts';
import { thisWindow } from '../live/thisWindow.ts';
import { comboOf } from '../ui/keyCombo.ts';

/** Help, and closing: what a window beside the desk does by itself. */
export function useSideWindowKeys(): void {
  const openDialog = useDeskStore((state) => state.openDialog);
  useShortcuts({ help: () => openDialog('shortcuts') });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || comboOf(event) !== 'Mod+W') return;
    event.preventDefault();
    window.close();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  useEffect(
    () =>
      subscribe('menu.chosen', ({ item, window: chosenFor }) => {
        if (isSameWindow(chosenFor, thisWindow())) runShortcut(item);
      }),
    [],
  );
}
