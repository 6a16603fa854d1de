import { sql as raw } from 'kysely';
import type { Contact } from '../../shared/domain/contact.ts';
import { markExcerpt, markWhole, matchesIn, wanted } from '../../shared/domain/search/words.ts';
import type { WantedWords } from '../../shared/domain/search/words.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { Viewer } from '../../shared/domain/visibility.ts';
import type { SearchBody, ServerSearchAnswer } from '../../shared/sync/search.ts';
import { seesPlace } from '../policies/reach.ts';
import { clausesOf } from './closedTickets.ts';
import { documentOf, findDocuments, messagesOf, STORED_COLUMNS, toStored } from './documents.ts';
import { inSight } from './reachable.ts';
import type { Sql } from './schema.ts';
import { holdsWords } from './textSearch.ts';

type Hit = ServerSearchAnswer['hits'][number];

/** Messages looked through for the place to show, the newest first, and how much is shown of it. */
const SNIPPET_MESSAGES = 40;
const SNIPPET_CHARACTERS = 160;

/** Closed tickets with these words that the viewer may see, the most recently closed first. */
export async function searchClosed(
  sql: Sql,
  workspaceId: string,
  viewer: Viewer,
  search: SearchBody,
): Promise<ServerSearchAnswer> {
  const clauses = clausesOf(search);
  if (clauses === 'never') return { hits: [], isMore: false };
  const { createdFromMs, createdBeforeMs } = search;
  const conditions = [
    raw`workspace_id = ${workspaceId}`,
    holdsWords(sql, clauses),
    ...(createdFromMs === null ? [] : [raw`created_ms >= ${createdFromMs}`]),
    ...(createdBeforeMs === null ? [] : [raw`created_ms < ${createdBeforeMs}`]),
  ];
  const rows = await sql
    .selectFrom('documents')
    .select(STORED_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('collection', '=', 'tickets')
    .where('closed_ms', '>', 0)
    .where('closed_ms', '<', search.closedBeforeMs)
    .where(inSight(viewer))
    .where(
      raw<boolean>`id in (select ticket_id from closed_tickets where ${raw.join(conditions, raw` and `)})`,
    )
    .orderBy('closed_ms', 'desc')
    .orderBy('id')
    .limit(search.limit + 1)
    .execute();
  const words = search.words
    .filter(({ isNegated }) => !isNegated)
    .map(({ text, isPrefix }) => wanted(text, isPrefix))
    .filter((one) => one.words.length > 0);
  const hits: Hit[] = [];
  for (const stored of rows.slice(0, search.limit).map(toStored)) {
    // The query has asked already; nothing leaves here without the rule itself.
    if (!stored.place || !seesPlace(viewer, stored.place)) continue;
    hits.push(await toHit(sql, workspaceId, documentOf('tickets', stored), words));
  }
  return { hits, isMore: rows.length > search.limit };
}

async function toHit(
  sql: Sql,
  workspaceId: string,
  ticket: Ticket,
  words: readonly WantedWords[],
): Promise<Hit> {
  const subject = markWhole(ticket.subject, words);
  const message = await bestMessage(sql, workspaceId, ticket.id, words);
  if (message !== undefined) {
    return { ticket, subject, kind: 'message', snippet: markExcerpt(message, words, SNIPPET_CHARACTERS) };
  }
  const [stored] = await findDocuments(sql, workspaceId, 'contacts', [ticket.contactId]);
  const contact: Contact | undefined = stored && documentOf('contacts', stored);
  const others = [
    {
      kind: 'contact',
      text: contact ? [contact.name, ...contact.emails, ...contact.phones].join(' · ') : '',
    },
    { kind: 'key', text: [...ticket.tags, ticket.externalId].filter((key) => key !== '').join(' · ') },
  ] as const;
  for (const { kind, text } of others) {
    if (matchesIn(text, words).terms > 0) {
      return { ticket, subject, kind, snippet: markExcerpt(text, words, SNIPPET_CHARACTERS) };
    }
  }
  return { ticket, subject, kind: 'preview', snippet: [{ text: ticket.preview, isMatch: false }] };
}

/** The newest of the messages that hold most of the words; undefined when none holds any. */
async function bestMessage(
  sql: Sql,
  workspaceId: string,
  ticketId: string,
  words: readonly WantedWords[],
): Promise<string | undefined> {
  if (words.length === 0) return undefined;
  let best: string | undefined;
  let most = 0;
  const messages = (await messagesOf(sql, workspaceId, ticketId)).slice(-SNIPPET_MESSAGES).reverse();
  for (const stored of messages) {
    const { text } = documentOf('messages', stored);
    const { terms } = matchesIn(text, words);
    if (terms > most) [best, most] = [text, terms];
    if (most === words.length) break;
  }
  return best;
}
