import type { Contact } from '../../../shared/domain/contact.ts';
import type { AgentValue, SettingOf } from '../../../shared/domain/settings.ts';
import type { Message } from '../../../shared/domain/message.ts';

/** What rules know besides the ticket and the event. */
export interface RuleFacts {
  readonly contact: Contact | null;
  readonly organisation: Contact | null;
  /** The thread, in any order. */
  readonly messages: readonly Pick<Message, 'id' | 'kind' | 'text' | 'channel' | 'atMs'>[];
  readonly team: RuleTeam;
  /** UTC epoch ms, corrected by the server's clock. */
  readonly nowMs: number;
}

/** What rules know of the team; the same for every ticket. */
export interface RuleTeam {
  readonly agents: ReadonlyMap<string, AgentValue>;
  readonly departments: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
  readonly cannedReplies: ReadonlyMap<string, SettingOf<'canned-reply'>['value']>;
  /** Whether a department's calendar is open; a department without one always is. `atMs` is UTC epoch ms. */
  readonly isOpen: (departmentId: string, atMs: number) => boolean;
}
