import { LOCALES } from '../../ipc/locales.ts';
import { RESOURCES } from '../../locales/resources.ts';
import { ID_MAX_LENGTH, type MessageId } from '../ids.ts';
import { NOTICE_ID_PREFIX } from '../message.ts';
import { holderMoves } from './history.ts';
import { NOBODY, type Holder, type Ticket } from './ticket.ts';

/** A language that customers can be written to in. */
export type NoticeLocale = (typeof LOCALES)[number];

/** From this many hops on, one more is worth telling the customer. Source: product design, section 4 ("from the second hop on"). */
const TELL_FROM_HOPS = 1;

/** What a customer is told about a transfer, in their own language whatever the agent's is. */
export interface TransferNotice {
  readonly locale: NoticeLocale;
  /** Plain text; paragraphs are parted by blank lines. */
  readonly text: string;
}

/** True when the dialog should offer to tell the customer of one more move, to `to`. Going back to the own pool is no news for them. */
export function isWorthTelling(ticket: Ticket, hops: number, to: Holder): boolean {
  return hops >= TELL_FROM_HOPS && (to.departmentId !== ticket.departmentId || to.assigneeId !== NOBODY);
}

/** The words, in the first of the languages that Baton speaks, else in English. Languages are BCP 47; `''` is passed over. */
export function transferNotice(
  ticket: Ticket,
  departmentName: string,
  to: Holder,
  languages: readonly string[],
): TransferNotice {
  const locale = firstSpoken(languages);
  const { transferred, passedOn } = RESOURCES[locale].notices.customer;
  const words = to.departmentId === ticket.departmentId ? passedOn : transferred;
  return { locale, text: words.replace('{{department}}', () => departmentName) };
}

/**
 * The id of the message about a ticket's next transfer. It hangs on the last move of responsibility, so that one transfer is
 * told once: after a crash half way, and when two agents hand on the same ticket without a link.
 */
export function transferNoticeId(ticket: Ticket): MessageId {
  const since = holderMoves(ticket).at(-1)?.id ?? ticket.id;
  return `${NOTICE_ID_PREFIX}${since}`.slice(0, ID_MAX_LENGTH) as MessageId;
}

function firstSpoken(languages: readonly string[]): NoticeLocale {
  for (const wanted of languages) {
    const spoken = LOCALES.find((locale) => baseOf(locale) === baseOf(wanted));
    if (spoken) return spoken;
  }
  return 'en';
}

function baseOf(language: string): string {
  return (language.split(/[-_]/u)[0] ?? '').toLowerCase();
}
