import type { CommandOutput } from '../../shared/ipc/contract.ts';
import type { Preferences } from '../../shared/ipc/preferences.ts';
import type { Handlers } from './answer.ts';

/** What the app itself answers. */
export interface AppPorts {
  readonly info: () => CommandOutput<'app.info'>;
  readonly onDeskReady: () => void;
  readonly preferences: { get(): Preferences; set(changes: Partial<Preferences>): Preferences };
}

type AppCommand = 'app.info' | 'app.deskReady' | 'preferences.get' | 'preferences.set';

/** Handlers about the app and how the person likes it. */
export function appHandlers({ info, onDeskReady, preferences }: AppPorts): Pick<Handlers, AppCommand> {
  return {
    'app.info': info,
    'app.deskReady': () => {
      onDeskReady();
      return {};
    },
    'preferences.get': () => preferences.get(),
    // An absent preference stays as it is; `undefined` cannot arrive over the channel as anything else.
    'preferences.set': (changes) =>
      preferences.set(Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))),
  };
}
