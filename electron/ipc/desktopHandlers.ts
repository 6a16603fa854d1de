import type { CommandInput } from '../../shared/ipc/contract.ts';
import type { DesktopState, Licence, SettingsSection } from '../../shared/ipc/desktop.ts';
import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';
import type { SaveText } from './reportHandlers.ts';

/** What the desktop around the windows answers. */
export interface DesktopPorts {
  readonly state: () => DesktopState;
  readonly openSettings: (section: SettingsSection | null) => void;
  readonly answerClosing: (answer: CommandInput<'closing.answer'>) => void;
  readonly diagnostics: () => Promise<string>;
  /** The same, with the log behind it. */
  readonly diagnosticsWithLog: () => Promise<string>;
  readonly saveText: SaveText;
  readonly licences: () => Promise<readonly Licence[]>;
}

type DesktopCommand =
  | 'desktop.state'
  | 'window.openSettings'
  | 'closing.answer'
  | 'diagnostics.get'
  | 'diagnostics.save'
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
    'diagnostics.save': async () => ({
      outcome: await ports.saveText('baton-diagnostics.txt', await ports.diagnosticsWithLog()),
    }),
    'storage.rebuild': async () => {
      await desk.rebuild();
      return {};
    },
    'app.licences': async () => [...(await ports.licences())],
  };
}
