import type { ErrorCode } from '../../shared/errors.ts';
import { MESSAGE_MAX_LENGTH, type Message } from '../../shared/domain/message.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import { isDistributionLine } from '../../shared/domain/ticket/distribution.ts';
import { isCounted } from '../../shared/domain/ticket/messageKeys.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import { hasPassedOn } from '../../shared/domain/visibility.ts';
import {
  parseWireDocument,
  type AnyDocument,
  type CollectionName,
  type DocumentOf,
  type PushAnswer,
  type PushBody,
} from '../../shared/sync/wire.ts';
import type { Caller } from '../policies/caller.ts';
import { isOutdatedClaim } from '../policies/claimPicture.ts';
import { PUSH_RIGHTS } from '../policies/pushRights.ts';
import { goneOf, seesPlace } from '../policies/reach.ts';
import { belongsToRun } from '../policies/ruleRights.ts';
import { documentOf, wireOf, type StoredDocument } from '../store/documents.ts';
import type { LogWriter } from '../store/writeLog.ts';
import type { Store } from '../store/store.ts';
import { noteWebhooks } from '../webhooks/outbox.ts';
import { judgePush } from './judgePush.ts';
import { readCalendarUses, type IsCalendarUsed } from './calendarUses.ts';
import { isAnsweredMeanwhile, threadsAnswered, type Threads } from './answeredMeanwhile.ts';
import { joinLeftBehind, joinPassedOn } from './leftBehind.ts';
import { readAlarms, type JudgeAlarms } from './readAlarms.ts';
import { isStorableKey } from './storableKey.ts';

type Row = PushBody['rows'][number];

/** A row whose document fits its collection. */
interface AcceptableRow {
  readonly row: Row;
  readonly document: AnyDocument;
  readonly isDeleted: boolean;
}

/** A checked row, or the code it is refused with. */
type CheckedRow = AcceptableRow | { readonly row: Row; readonly refusal: ErrorCode };

/** What is read once for all rows of a push. */
interface Around {
  readonly threads: Threads;
  readonly judgeAlarms: JudgeAlarms;
  readonly isCalendarUsed: IsCalendarUsed;
  readonly picture: () => string | null;
}

type Verdict = 'accepted' | 'conflict' | ErrorCode;

/**
 * Takes a push: each row is accepted, met by the master state it did not know (a conflict), or refused. The accepted ones
 * are written in one transaction. A row that was accepted before is accepted again without a trace. `picture` is the mark of
 * who is online (`pictureOf`), `null` when nobody here knows.
 */
export async function pushRows(
  store: Store,
  caller: Caller,
  body: PushBody,
  picture: () => string | null,
): Promise<Omit<PushAnswer, 'serverTimeMs'>> {
  const { collection } = body;
  const checked = body.rows.map((row) => checkRow(collection, row));
  return store.write(caller.workspaceId, async (log) => {
    await log.load(collection, idsOf(checked));
    if (collection === 'messages') await log.load('tickets', ticketIdsOf(checked));
    if (collection === 'tickets') await log.load('settings', settingIdsOf(checked));
    if (collection === 'messages') await log.load('settings', settingsOfMessages(checked));
    if (collection === 'settings') await log.load('settings', calendarsNamed(checked));
    await loadSubstitutes(log, substitutesAsked(checked));
    const isCalendarUsed = await readCalendarUses(log, idsOf(checked), deletesCalendar(checked));
    const judgeAlarms = await readAlarms(log, ticketsIn(checked));
    const threads = await threadsAnswered(log, messagesIn(checked));
    const conflicts: PushAnswer['conflicts'] = [];
    const refused: PushAnswer['refused'] = [];
    for (const item of checked) {
      const { id } = item.row.newDocumentState;
      const master = log.master(collection, id);
      const verdict =
        'refusal' in item
          ? item.refusal
          : settle(log, caller, collection, item, item.document, master, {
              threads,
              judgeAlarms,
              isCalendarUsed,
              picture,
            });
      if ('document' in item && 'history' in item.document) {
        const { document } = item;
        const isNew =
          log.master('tickets', id)?.sourceRev === document.rev && master?.sourceRev !== document.rev;
        const before = master ? documentOf('tickets', master) : null;
        if (isNew) await noteWebhooks(log, document, before, (settingId) => settingIn(log, settingId));
      }
      if ('document' in item && verdict !== 'conflict') await countWords(log, caller, item.document, verdict);
      const current = log.master(collection, id);
      if (verdict === 'accepted') continue;
      if (verdict !== 'conflict')
        refused.push({ id, code: verdict, master: current ? shownTo(caller, current) : null });
      else if (current) conflicts.push(wireOf(current));
    }
    return { conflicts, refused, seq: log.seq };
  });
}

/** A thread never holds more than its ticket counts, also where the ticket's own push does not count it (any more). */
async function countWords(
  log: LogWriter,
  caller: Caller,
  document: AnyDocument,
  verdict: Verdict,
): Promise<void> {
  if ('history' in document) {
    const { sourceRev } = log.master('tickets', document.id) ?? {};
    if (sourceRev !== document.rev) await joinLeftBehind(log, caller, document);
  } else if ('seenMessageId' in document && verdict === 'accepted') {
    const ticket = log.master('tickets', document.ticketId);
    if (ticket && isHiddenFrom(caller, ticket)) joinPassedOn(log, document);
  }
}

function checkRow(collection: CollectionName, row: Row): CheckedRow {
  const { newDocumentState } = row;
  const parsed = parseWireDocument(collection, newDocumentState);
  if (parsed && isStorableKey(parsed.document.id) && isStorableKey(parsed.document.rev))
    return { row, ...parsed };
  return { row, refusal: isTooLong(newDocumentState) ? 'message.tooLong' : 'input.invalid' };
}

function isTooLong(wire: Readonly<Record<string, unknown>>): boolean {
  return [wire['html'], wire['text']].some(
    (words) => typeof words === 'string' && words.length > MESSAGE_MAX_LENGTH,
  );
}

function ticketIdsOf(checked: readonly CheckedRow[]): string[] {
  return checked.flatMap((item) =>
    'document' in item && 'ticketId' in item.document ? [item.document.ticketId] : [],
  );
}

/** The department, the assignee, the followers and the rules that tickets name. */
function settingIdsOf(checked: readonly CheckedRow[]): string[] {
  const ids = checked.flatMap((item) =>
    'document' in item && 'history' in item.document
      ? [
          item.document.departmentId,
          item.document.assigneeId,
          ...item.document.followerIds,
          ...item.document.history.flatMap(({ by }) => (by.kind === 'rule' ? [by.id] : [])),
        ]
      : [],
  );
  return [...new Set<string>(ids)].filter((id) => id !== '' && isStorableKey(id));
}

/** The rules in whose name messages are written, and the colleagues they mention. */
function settingsOfMessages(checked: readonly CheckedRow[]): string[] {
  const ids = messagesIn(checked).flatMap(({ by, mentions = [] }): string[] =>
    by.kind === 'rule' ? [by.id, ...mentions] : [...mentions],
  );
  return [...new Set(ids)].filter((id) => isStorableKey(id));
}

function idsOf(checked: readonly CheckedRow[]): string[] {
  return checked.map(({ row }) => row.newDocumentState.id);
}

function deletesCalendar(checked: readonly CheckedRow[]): boolean {
  return checked.some(
    (item) =>
      'document' in item && item.isDeleted && 'kind' in item.document && item.document.kind === 'calendar',
  );
}

/** The calendars that policies count by. */
function calendarsNamed(checked: readonly CheckedRow[]): string[] {
  const ids = checked.flatMap((item) =>
    'document' in item && 'kind' in item.document && item.document.kind === 'sla-policy'
      ? [item.document.value.calendarId]
      : [],
  );
  return [...new Set<string>(ids)].filter((id) => isStorableKey(id));
}

/** Owners whom distribution takes a ticket from, and the substitutes that agents name. */
function substitutesAsked(checked: readonly CheckedRow[]): string[] {
  return checked.flatMap((item) => {
    if (!('document' in item)) return [];
    const { document } = item;
    if ('history' in document)
      return document.history.flatMap((line) =>
        isDistributionLine(line) && line.cause === 'substitute' ? [line.from.assigneeId] : [],
      );
    return 'kind' in document && document.kind === 'agent' && 'value' in document
      ? [document.value.substituteId]
      : [];
  });
}

/** Loads these agents, their substitutes, and so on. */
async function loadSubstitutes(log: LogWriter, agentIds: readonly string[]): Promise<void> {
  const asked = new Set<string>(['']);
  const askable = (ids: readonly string[]): string[] =>
    [...new Set(ids)].filter((id) => !asked.has(id) && isStorableKey(id));
  let ids = askable(agentIds);
  while (ids.length > 0) {
    await log.load('settings', ids);
    for (const id of ids) asked.add(id);
    ids = askable(
      ids.flatMap((id) => {
        const setting = settingIn(log, id);
        return setting?.kind === 'agent' ? [setting.value.substituteId] : [];
      }),
    );
  }
}

function settingIn(log: LogWriter, id: string): Setting | undefined {
  const setting = log.master('settings', id);
  return setting && !setting.isDeleted ? documentOf('settings', setting) : undefined;
}

function ticketsIn(checked: readonly CheckedRow[]): Ticket[] {
  return checked.flatMap((item) => ('document' in item && 'history' in item.document ? [item.document] : []));
}

function messagesIn(checked: readonly CheckedRow[]): Message[] {
  return checked.flatMap((item) =>
    'document' in item && 'seenMessageId' in item.document ? [item.document] : [],
  );
}

function settle<C extends CollectionName>(
  log: LogWriter,
  caller: Caller,
  collection: C,
  { row, isDeleted }: Pick<AcceptableRow, 'row' | 'isDeleted'>,
  next: DocumentOf[C],
  master: StoredDocument | undefined,
  { threads, judgeAlarms, isCalendarUsed, picture }: Around,
): Verdict {
  const assumedRev = row.assumedMasterState?.rev;
  const standing = judgePush(collection, { rev: next.rev, isDeleted }, assumedRev, master);
  if (standing === 'known') return 'accepted';
  if (standing !== 'completed' && master && isHiddenFrom(caller, master)) {
    return settleHidden(log, collection, row, next, master);
  }
  if (standing === 'immutable') return 'input.invalid';
  if (standing !== 'next') return 'conflict';
  const ticketId = 'ticketId' in next ? next.ticketId : undefined;
  const ticket = ticketId === undefined ? undefined : log.master('tickets', ticketId);
  if (ticket && isHiddenFrom(caller, ticket) && !belongsThere(caller, next, ticket)) return 'ticket.notFound';
  const refusal = PUSH_RIGHTS[collection](caller, {
    next,
    isDeleted,
    master: master ? documentOf(collection, master) : null,
    ticket: ticket ? documentOf('tickets', ticket) : null,
    settingKind: (id) => settingIn(log, id)?.kind,
    setting: (id) => settingIn(log, id),
    isCalendarUsed,
    haveAlarmsRung: judgeAlarms,
  });
  if (refusal) return refusal;
  if ('history' in next && isOutdatedClaim(next, ticketOf(master), picture())) return 'ticket.otherTeam';
  if ('seenMessageId' in next && isAnsweredMeanwhile(next, threads)) return 'message.answeredMeanwhile';
  const completed = numbered(log, next, master);
  log.put(collection, completed, { isDeleted, sourceRev: next.rev, writer: caller.agentId });
  // Whoever sent it gets at once what was added to it; the stream alone could pass by while their push is still on its way.
  return completed.rev === next.rev ? 'accepted' : 'conflict';
}

/**
 * A change of what its writer does not see any more. One that took effect before the ticket left their sight, and whose
 * acknowledgement they have missed, is accepted again; the ticket comes into the log anew, so that they hear that it is gone.
 */
function settleHidden<C extends CollectionName>(
  log: LogWriter,
  collection: C,
  row: Row,
  next: DocumentOf[C],
  master: StoredDocument,
): Verdict {
  if (collection === 'messages') return 'input.invalid';
  const stored = documentOf(collection, master);
  const assumed = row.assumedMasterState && parseWireDocument(collection, row.assumedMasterState)?.document;
  if (!assumed || !('history' in next) || !('history' in stored) || !('history' in assumed))
    return 'ticket.notFound';
  const before = new Set<string>(assumed.history.map(({ id }) => id));
  const known = new Set<string>(stored.history.map(({ id }) => id));
  const lines = next.history.filter(({ id }) => !before.has(id));
  if (lines.length === 0 || !lines.every(({ id }) => known.has(id))) return 'ticket.notFound';
  log.put(collection, stored, { isDeleted: master.isDeleted, sourceRev: master.sourceRev as Rev });
  return 'accepted';
}

/**
 * The note and the word to the customer that go with a transfer, or with a rule's, follow the ticket; so do words that it
 * counts already, for it was in their writer's sight when it did.
 */
function belongsThere(caller: Caller, next: AnyDocument, ticket: StoredDocument): boolean {
  if (!('seenMessageId' in next)) return false;
  const stored = documentOf('tickets', ticket);
  return hasPassedOn(caller, stored, next.atMs) || belongsToRun(next, stored) || isCounted(stored, next.id);
}

function isHiddenFrom(caller: Caller, { place }: StoredDocument): boolean {
  return place !== null && !seesPlace(caller, place);
}

function ticketOf(master: StoredDocument | undefined): Ticket | null {
  return master ? documentOf('tickets', master) : null;
}

/** The stored state as far as the caller may see it. */
function shownTo(caller: Caller, master: StoredDocument): PushAnswer['refused'][number]['master'] {
  return isHiddenFrom(caller, master) ? goneOf(master) : wireOf(master);
}

/** Numbers come from the server alone; a ticket that gets one is stamped anew, so that every other desk hears of it. */
function numbered<T extends AnyDocument>(log: LogWriter, next: T, master: StoredDocument | undefined): T {
  if (!('number' in next)) return next;
  const number = master ? documentOf('tickets', master).number : log.takeNumber();
  return number === next.number ? next : { ...next, number, rev: log.stamp(next.rev) };
}
