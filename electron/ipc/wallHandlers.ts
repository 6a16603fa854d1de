import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

type WallCommand = 'wall.show' | 'wall.close' | 'wall.list';

/** Handlers about the SLA wall. */
export function wallHandlers({ workspace }: Pick<Desk, 'workspace'>): Pick<Handlers, WallCommand> {
  return {
    'wall.show': () => workspace().wall.show(),
    'wall.close': () => {
      workspace().wall.close();
      return {};
    },
    'wall.list': (question) => workspace().wall.list(question),
  };
}
