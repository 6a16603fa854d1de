import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

type ImageCommand = 'images.grants' | 'images.allow';

/** Handlers about pictures in messages that lie elsewhere. */
export function imageHandlers(desk: Desk): Pick<Handlers, ImageCommand> {
  return {
    'images.grants': () => desk.workspace().images.grants(),
    'images.allow': (wish) => desk.workspace().images.allow(wish),
  };
}
