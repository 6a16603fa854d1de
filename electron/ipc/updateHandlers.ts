import type { Updates } from '../updates/updates.ts';
import type { Handlers } from './answer.ts';

type UpdateCommand = 'update.get' | 'update.check' | 'update.restart';

/** Handlers about newer versions of Baton. */
export function updateHandlers(updates: Updates): Pick<Handlers, UpdateCommand> {
  return {
    'update.get': () => updates.state(),
    'update.check': () => updates.check(),
    'update.restart': ({ when }) => updates.restart(when),
  };
}
