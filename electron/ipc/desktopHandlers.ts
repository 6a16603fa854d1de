import type { CommandInput } from '../../shared/ipc/contract.ts';
import type { DesktopState, Licence, SettingsSection } from '../../shared/ipc/desktop.ts';
import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

/** What the desktop around the windows answers. */
export interface DesktopPorts {
  readonly state: () => DesktopState;
  readonly openSettings: (section: SettingsSection | null) => void;
  readonly answerClosing: (answer: CommandInput<'closing.answer'>) => void;
  readonly diagnostics: () => Promise<string>;
  readonly licences: () => Promise<readonly Licence[]>;
}

type DesktopCommand =
  | 'desktop.state'
  | 'window.openSettings'
  | 'closing.answer'
  | 'diagnostics.get'
  | 'storage.rebuild'
  | 'app.licences';

/** Handlers about Baton among the other programs of this computer. */
export function desktopHandlers(
  desk: Pick<Desk, 'rebuild'>,
  ports: DesktopPorts,
): Pick<Handlers, DesktopCommand> {
  return {
    'desktop.state': ports.state,
    'window.openSettings': ({ section }) => {
      ports.openSettings(section);
      return {};
    },
    'closing.answer': (answer) => {
      ports.answerClosing(answer);
      return {};
    },
    'diagnostics.get': async () => ({ text: await ports.diagnostics() }),
    'storage.rebuild': async () => {
      await desk.rebuild();
      return {};
    },
    'app.licences': async () => [...(await ports.licences())],
  };
}
