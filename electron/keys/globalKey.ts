import { globalShortcut } from 'electron';
import type { GlobalKeyState } from '../../shared/ipc/desktop.ts';
import { acceleratorOf } from '../accelerator.ts';

/** The combination that shows and hides Baton from any program. */
export interface GlobalKey {
  /** `''` for none. */
  set(combo: string): void;
  state(): GlobalKeyState;
}

/** Holds no combination at first. */
export function createGlobalKey(onPressed: () => void): GlobalKey {
  let state: GlobalKeyState = 'off';
  let held = '';
  return {
    set: (combo) => {
      if (combo === held) return;
      if (held !== '' && state === 'on') globalShortcut.unregister(acceleratorOf(held));
      held = combo;
      if (combo === '') state = 'off';
      // The system says no when another program has it, or keeps it for itself.
      else state = globalShortcut.register(acceleratorOf(combo), onPressed) ? 'on' : 'taken';
    },
    state: () => state,
  };
}
