import type { PresenceMode } from '../../shared/sync/presence.ts';
import type { Translate } from './text.ts';

/** Who does something in a ticket, in one sentence: one name, two names, or one and how many more. `names` is not empty. */
export function presenceText(t: Translate, mode: PresenceMode, names: readonly string[]): string {
  const [name = '', second = ''] = names;
  if (names.length === 1) return t(`presence:${mode}.single`, { name });
  if (names.length === 2) return t(`presence:${mode}.pair`, { first: name, second });
  return t(`presence:${mode}.more`, { name, count: names.length - 1 });
}
