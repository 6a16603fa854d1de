import type { MessageId } from './ids.ts';
import { messageKey } from './ticket/messageKeys.ts';

/** An id made of a name: the same on every machine, and practically no other name's. At most 22 characters behind the prefix. */
export function derivedId(prefix: string, name: string): string {
  return `${prefix}${messageKey(name as MessageId)}${messageKey(`2/${name}` as MessageId)}`;
}
