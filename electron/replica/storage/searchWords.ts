import type { Contact } from '../../../shared/domain/contact.ts';
import { foldText, wanted, wordsOf } from '../../../shared/domain/search/words.ts';
import type { WantedWords } from '../../../shared/domain/search/words.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { FACET_PROPERTIES } from './searchPlan.ts';
import type { Facet, StorageSearch } from './searchPlan.ts';

/** Begins every word of the index that nobody wrote. Private use, which the tokenizer keeps and searches never contain. */
const MARK = '\uE001';
/** Stands between two messages, so that no phrase reaches from one into the next. */
export const MESSAGE_BREAK = ' \uE000 ';
/** Every ticket has it: what an exclusion without anything else is taken from. */
const EVERY_TICKET = `${MARK}x`;
/** Private use in somebody's text must not look like the index's own words. */
const PRIVATE_USE = /\p{Co}/gu;

/** The searchable text of a ticket beside its messages, by column. */
export type HeadText = {
  readonly subject: string;
  readonly people: string;
  readonly keys: string;
  readonly facets: string;
};

/** What the index holds of a ticket and its contact. */
export function headText(ticket: Ticket, contact: Contact | undefined): HeadText {
  const number = ticket.number > 0 ? String(ticket.number) : '';
  const facets: Facet[] = [
    { property: 'isOpen', value: String(ticket.isOpen) },
    { property: 'status', value: ticket.status },
    { property: 'priority', value: ticket.priority },
    { property: 'channel', value: ticket.channel },
    { property: 'department', value: ticket.departmentId },
    { property: 'assignee', value: ticket.assigneeId },
    { property: 'number', value: number },
    ...ticket.tags.map((tag): Facet => ({ property: 'tag', value: foldText(tag) })),
  ];
  return {
    subject: plainText(ticket.subject),
    people: plainText(contact ? [contact.name, ...contact.emails, ...contact.phones].join('\n') : ''),
    keys: plainText([number, ticket.externalId, ...ticket.tags].join('\n')),
    facets: [EVERY_TICKET, ...facets.map((facet) => facetWord(facet, true))].join(' '),
  };
}

/** Text without the characters the index marks its own words with. */
function plainText(text: string): string {
  return text.replace(PRIVATE_USE, ' ');
}

/** The FTS5 expression of a search; undefined when it asks for nothing. */
export function matchExpression(search: StorageSearch): string | undefined {
  const include: string[] = [];
  const exclude: string[] = [];
  for (const { text, isPrefix, isNegated, within } of search.words) {
    if (wordsOf(text).length === 0) continue;
    const phrase = `${quoted(text)}${isPrefix ? ' *' : ''}`;
    (isNegated ? exclude : include).push(within === 'from' ? `people : ${phrase}` : phrase);
  }
  for (const { anyOf, isNegated } of search.facets) {
    // Nothing in the directory fits: with `-` that excludes nothing, without it nothing is found.
    const words = anyOf.map(
      (facet) => quoted(facetWord(facet, !facet.isPrefix)) + (facet.isPrefix ? ' *' : ''),
    );
    if (words.length === 0 && isNegated) continue;
    const group = words.length === 0 ? quoted(`${MARK}none`) : `(${words.join(' OR ')})`;
    (isNegated ? exclude : include).push(group);
  }
  const hasLimits =
    search.createdFromMs !== null ||
    search.createdBeforeMs !== null ||
    search.onlyTicketIds !== null ||
    search.due.length > 0;
  if (include.length === 0 && exclude.length === 0 && !hasLimits && search.withoutTicketIds.length === 0)
    return undefined;
  if (include.length === 0) include.push(quoted(EVERY_TICKET));
  const all = include.join(' AND ');
  return exclude.length === 0 ? all : `(${all}) NOT (${exclude.join(' OR ')})`;
}

/** The words whose places in a text are shown. */
export function shownWords(search: StorageSearch): WantedWords[] {
  return search.words
    .filter(({ isNegated }) => !isNegated)
    .map(({ text, isPrefix }) => wanted(text, isPrefix))
    .filter(({ words }) => words.length > 0);
}

/** One word per value that the tokenizer leaves alone; an end mark tells a whole value from a beginning. */
function facetWord({ property, value }: Facet, isWhole: boolean): string {
  const letter = String.fromCharCode('a'.charCodeAt(0) + FACET_PROPERTIES.indexOf(property));
  return `${MARK}${letter}${Buffer.from(value).toString('hex')}${isWhole ? 'z' : ''}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
