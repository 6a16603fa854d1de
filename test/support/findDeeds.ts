import type { Contact } from '../../shared/domain/contact.ts';
import type { AgentId } from '../../shared/domain/ids.ts';
import { noticeMarksId } from '../../shared/domain/noticeMarks.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { CollectionName } from '../../shared/sync/wire.ts';
import type { ClientLook, Deed } from './clientMessages.ts';
import { digest } from './digest.ts';
import { readEverything, type Everything } from './readEverything.ts';
import type { RemoteDesk } from './remoteDesk.ts';
import type { ServerProcess } from './serverProcess.ts';

const NOTHING: Everything = {
  tickets: [],
  messages: [],
  contacts: [],
  documents: [],
  find: () => undefined,
};
const SHOWN_VALUE = 300;

/** Where everybody ended. */
interface Ends extends Everything {
  readonly problems: readonly string[];
  /** What each desk keeps beside its replica: held changes and drafts. */
  readonly kept: string;
}

/** Waits until all desks have what the server has; says what differs when they have all settled and still do not. `observer` is a code that
 * signs in somebody who sees everything, `null` when nobody has to compare; `mark` tells one wait from the next. */
export async function untilAlike(
  desks: readonly RemoteDesk[],
  server: ServerProcess,
  observer: string | null,
  mark: string,
): Promise<Ends> {
  // What a new customer writes last is behind everything else in the log of each collection: who has it has all.
  const email = `${mark}@customers.test`;
  const last = await server.intake({ messageId: mark, text: mark, from: { email, name: mark } });
  for (const desk of desks) {
    await desk.until('messages', last.messageId);
    await desk.until('tickets', last.ticketId);
    await desk.untilContact(email);
  }
  await Promise.all(desks.map((desk) => desk.settle()));
  const looks = await Promise.all(desks.map((desk) => desk.look()));
  if (observer === null) return { ...NOTHING, problems: [], kept: '' };
  const everything = await readEverything(server.url, observer);
  const problems = await Promise.all(
    desks.map(async (desk, index) => {
      const look = looks[index];
      return look ? differences(desk, look, everything) : [];
    }),
  );
  return { ...everything, problems: problems.flat(), kept: looks.flatMap(({ kept }) => kept).join('\n') };
}

function isNoticeMarksKey(key: string): boolean {
  return key.startsWith(`settings ${noticeMarksId('' as AgentId)}`);
}

async function differences(desk: RemoteDesk, look: ClientLook, truth: Everything): Promise<string[]> {
  const { name } = desk;
  const here = new Map(look.documents.map(([collection, id, text]) => [`${collection} ${id}`, text]));
  const there = new Map(truth.documents.map(([collection, id, text]) => [`${collection} ${id}`, text]));
  const others: string[] = [];
  for (const [collection, id, text] of truth.documents) {
    const key = `${collection} ${id}`;
    if (here.get(key) === text) continue;
    const what = here.has(key) ? await otherFields(desk, collection, id, truth) : '';
    others.push(`${name} ${here.has(key) ? 'has another' : 'lacks'} ${key} ${what}`);
  }
  return [
    ...others,
    // Which notices somebody has read is told to nobody else.
    ...[...here.keys()].flatMap((key) =>
      there.has(key) || isNoticeMarksKey(key) ? [] : [`${name} alone has ${key}`],
    ),
  ];
}

/** What the desk has now beside what the server has, field by field. */
async function otherFields(
  desk: RemoteDesk,
  collection: CollectionName,
  id: string,
  truth: Everything,
): Promise<string> {
  const mine = (await desk.read(collection, id)) as Readonly<Record<string, unknown>> | null;
  const theirs = truth.find(collection, id) as Readonly<Record<string, unknown>> | undefined;
  const fields = new Set([...Object.keys(mine ?? {}), ...Object.keys(theirs ?? {})]);
  const shown = (value: unknown): string => JSON.stringify(value ?? null).slice(-SHOWN_VALUE);
  return [...fields]
    .filter((field) => digest(mine?.[field] ?? null) !== digest(theirs?.[field] ?? null))
    .map((field) => `${field}: ${shown(mine?.[field])}, at the server ${shown(theirs?.[field])}`)
    .join('; ');
}

/** What is wrong: every acknowledged deed has to be there, once, or lie where its author finds it. */
export function findDeeds(deeds: readonly Deed[], { tickets, messages, contacts, kept }: Ends): string[] {
  const byTicket = new Map(tickets.map((ticket: Ticket) => [ticket.id as string, ticket]));
  const byContact = new Map(contacts.map((contact: Contact) => [contact.id as string, contact]));
  const said = new Map<string, number>();
  const thread = new Map<string, number>();
  for (const message of messages) {
    said.set(message.text, (said.get(message.text) ?? 0) + 1);
    thread.set(message.ticketId, (thread.get(message.ticketId) ?? 0) + 1);
  }
  const missing = deeds.flatMap((deed): string[] => {
    switch (deed.kind) {
      case 'create':
      case 'reply':
      case 'note': {
        const times = said.get(deed.words) ?? 0;
        const isThere = byTicket.has(deed.ticketId) && times === 1;
        return isThere || (times === 0 && kept.includes(deed.words))
          ? []
          : [`${deed.kind} ${deed.words} is there ${String(times)} times`];
      }
      case 'contact':
        return byContact.get(deed.contactId)?.phones.filter((phone) => phone === deed.words).length === 1
          ? []
          : [`the number ${deed.words} is not there once`];
      case 'assign':
      case 'priority':
      case 'status':
      case 'subject':
      case 'tags':
      case 'take':
      case 'transfer': {
        const ids = byTicket.get(deed.ticketId)?.history.map(({ id }) => id) ?? [];
        const isThere = deed.lines.every((line) => ids.filter((id) => id === line).length === 1);
        return isThere || kept.includes(deed.ticketId)
          ? []
          : [`${deed.kind} of ${deed.ticketId} has left no line`];
      }
    }
  });
  const wrong = tickets.flatMap((ticket: Ticket): string[] => {
    const ids = ticket.history.map(({ id }) => id);
    return [
      ...(new Set(ids).size === ids.length ? [] : [`${ticket.id} tells a line twice`]),
      ...(ticket.messageCount === thread.get(ticket.id)
        ? []
        : [
            `${ticket.id} counts ${String(ticket.messageCount)} of ${String(thread.get(ticket.id))} messages`,
          ]),
      ...(ticket.number > 0 ? [] : [`${ticket.id} has no number`]),
    ];
  });
  const numbers = tickets.map(({ number }: Ticket) => number);
  const doubled = [...said].flatMap(([text, times]) =>
    times > 1 && /^w\d+-Desk/.test(text) ? [`“${text}” is said ${String(times)} times`] : [],
  );
  return [
    ...missing,
    ...wrong,
    ...doubled,
    ...(new Set(numbers).size === numbers.length ? [] : ['a number is given twice']),
  ];
}
