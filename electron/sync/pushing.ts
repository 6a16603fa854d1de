import type { RxReplicationWriteToMasterRow } from 'rxdb';
import { NOTICE_ID_PREFIX } from '../../shared/domain/message.ts';
import { RULE_ID_PREFIX } from '../../shared/domain/rules/ruleKinds.ts';
import { BatonError, type ErrorCode } from '../../shared/errors.ts';
import type { AnyDocument, CollectionName, PushBody, Refusal, Wire } from '../../shared/sync/wire.ts';
import type { Logger } from '../log.ts';
import type { PushGate } from '../tickets/journal/pushGate.ts';
import type { Refusals } from './conflictHandlers.ts';
import { guardedPush } from './guardedPush.ts';
import type { Link } from './link.ts';
import type { Overtaken } from './overtaken.ts';
import type { AccessToken, ServerClient } from './serverClient.ts';
import type { WaitingAccount } from './waitingAccount.ts';

type Row = RxReplicationWriteToMasterRow<AnyDocument>;

/** What sending changes of one collection needs from outside. */
export interface PushPorts {
  readonly client: ServerClient;
  readonly accessToken: AccessToken;
  readonly link: Link;
  readonly account: WaitingAccount;
  readonly refusals: Refusals;
  readonly observeRev: (rev: string) => void;
  /** Keeps a refused document; resolves when it is safe. */
  readonly onRefused: (
    collection: CollectionName,
    document: AnyDocument,
    code: ErrorCode,
    base: AnyDocument | null,
  ) => Promise<void>;
  /** Keeps sending and taking back apart. */
  readonly gate: PushGate;
  /** Resolves when the server has answered the replies that wait for this ticket: whether they stand decides what it becomes. */
  readonly repliesFirst: (ticketId: string, signal: AbortSignal) => Promise<void>;
  /** What is here is offered to a server that has lost it; what it will not take from this person stays here. */
  readonly isRestoring: () => boolean;
  readonly log: Logger;
}

/** Sends changes of one collection. Rejects with what waiting does not cure, and with the signal's reason. */
export interface Pushing {
  /** Sends rows as replication gives them; answers the server's states of those it has not simply accepted. */
  readonly push: (rows: Row[]) => Promise<Wire<AnyDocument>[]>;
  /** Sends documents that the server does not know ahead of their turn; resolves when it has answered. */
  readonly pushAhead: (documents: readonly AnyDocument[]) => Promise<void>;
}

/** Largest push body we send, in characters of JSON; one row may be larger. */
const PUSH_MAX_CHARACTERS = 1_000_000;

/** Contacts first, then the tickets that name them, then their messages: a reference always points at something the server has. */
const NEEDS: Readonly<
  Record<CollectionName, (document: AnyDocument) => readonly [CollectionName, string][]>
> = {
  settings: () => [],
  contacts: () => [],
  tickets: (document) => ('contactId' in document ? [['contacts', document.contactId]] : []),
  messages: (document) => ('ticketId' in document ? [['tickets', document.ticketId]] : []),
};

/** Sending for one collection; what `overtaken` hears of is told to those who read what the server sends. */
export function createPushing(
  name: CollectionName,
  ports: PushPorts,
  overtaken: Pick<Overtaken, 'accepted'>,
  signal: AbortSignal,
): Pushing {
  const { client, link, account, refusals, log } = ports;

  async function push(rows: Row[]): Promise<Wire<AnyDocument>[]> {
    const open = rows.filter(({ newDocumentState: mine, assumedMasterState: master }) =>
      // Made and taken back before the server ever saw it: there is nothing to tell.
      master
        ? mine.rev !== master.rev ||
          (mine as Wire<AnyDocument>)._deleted !== (master as Wire<AnyDocument>)._deleted
        : !(mine as Wire<AnyDocument>)._deleted,
    );
    for (const row of open) {
      for (const [needed, id] of NEEDS[name](row.newDocumentState)) {
        await account.whenKnown(needed, id, signal);
      }
      if (name === 'tickets' && row.assumedMasterState)
        await ports.repliesFirst(row.newDocumentState.id, signal);
    }
    const masters: Wire<AnyDocument>[] = [];
    const takenBack: Wire<AnyDocument>[] = [];
    for (const part of portions(open)) masters.push(...(await pushPortion(part, takenBack)));
    for (const master of masters) account.answered(name, master.id, master.rev);
    // RxDB takes it for a conflict, and finds that the document has moved on: it is not marked as sent.
    return [...masters, ...takenBack];
  }

  /** Sends one portion; answers the master states of what was not accepted. */
  async function pushPortion(
    rows: readonly Row[],
    takenBack: Wire<AnyDocument>[],
  ): Promise<Wire<AnyDocument>[]> {
    const bodyOf = (sent: readonly Row[]): PushBody => ({
      collection: name,
      rows: sent.map((row) => ({
        assumedMasterState: row.assumedMasterState ?? null,
        newDocumentState: row.newDocumentState,
      })),
    });
    try {
      const guarded = await link.call(signal, () =>
        guardedPush(
          ports.gate,
          name,
          rows,
          (sent) => client.push(ports.accessToken, bodyOf(sent), signal),
          signal,
        ),
      );
      const { answer } = guarded;
      overtaken.accepted(guarded.acceptedIds, answer.seq);
      takenBack.push(...guarded.takenBack);
      const rollbacks: Wire<AnyDocument>[] = [];
      try {
        for (const refusal of answer.refused) rollbacks.push(...(await refuse(rows, refusal)));
      } finally {
        const ids = new Set(answer.refused.map(({ id }) => id));
        const states = rows.map(({ newDocumentState }) => newDocumentState);
        ports.gate.answered(
          name,
          [],
          states.filter(({ id }) => ids.has(id)),
        );
      }
      for (const { rev } of answer.conflicts) ports.observeRev(rev);
      return [...(answer.conflicts as unknown as Wire<AnyDocument>[]), ...rollbacks];
    } catch (cause) {
      const code = cause instanceof BatonError ? cause.code : null;
      if (code !== 'input.tooLarge' && code !== 'input.invalid') throw cause;
      const [first] = rows;
      if (first && rows.length === 1) {
        return refuse(rows, { id: first.newDocumentState.id, code, master: null });
      }
      // One bad row must not hold up its neighbours.
      const half = Math.ceil(rows.length / 2);
      const rest = await pushPortion(rows.slice(0, half), takenBack);
      return [...rest, ...(await pushPortion(rows.slice(half), takenBack))];
    }
  }

  /** Keeps the words of a refused row and answers the state it is rolled back to. */
  async function refuse(rows: readonly Row[], refusal: Refusal): Promise<Wire<AnyDocument>[]> {
    const row = rows.find((candidate) => candidate.newDocumentState.id === refusal.id);
    if (!row) return [];
    const mine = row.newDocumentState as Wire<AnyDocument>;
    const detail = { collection: name, id: mine.id, code: refusal.code };
    // Somebody has come or gone while a claim was on its way: that is no trouble, and the desk decides again.
    if (refusal.code === 'ticket.otherTeam') log.info('a claim came too late', detail);
    else log.warn('the server refused a change', detail);
    // Lines of others are theirs, or an administrator's desk, to bring back; ours stays until they have.
    if (ports.isRestoring() && name === 'tickets' && refusal.code === 'auth.forbidden') return [];
    if (ports.isRestoring() && !row.assumedMasterState) {
      // Nobody here changed it: another's words or the team's settings, which only their own devices may bring back.
      const isSaidBefore = refusal.code === 'message.answeredMeanwhile' && !ports.gate.isOurs(name, mine.id);
      if (refusal.master === null && (isSaidBefore || !isOwnDoing(refusal.code))) return [];
      if (refusal.master !== null && name === 'settings') {
        refusals.add(name, mine.id, mine.rev);
        return [refusal.master as unknown as Wire<AnyDocument>];
      }
    }
    // A colleague's desk has written the same under the same id, as a notice or as a rule: no words of anybody are missing.
    const isShared = [NOTICE_ID_PREFIX, RULE_ID_PREFIX].some((prefix) => mine.id.startsWith(prefix));
    const isToldAlready = name === 'messages' && refusal.master !== null && isShared;
    if (isToldAlready) await ports.gate.refused(name, mine);
    else await ports.onRefused(name, mine, refusal.code, row.assumedMasterState ?? null);
    refusals.add(name, mine.id, mine.rev);
    const master = refusal.master ?? row.assumedMasterState;
    return [master ? (master as unknown as Wire<AnyDocument>) : { ...mine, _deleted: true }];
  }

  return {
    push,
    pushAhead: async (documents) => {
      const rows = documents.map((document) => ({ newDocumentState: { ...document, _deleted: false } }));
      await pushPortion(rows, []);
    },
  };
}

/** A refusal of what the document says, not of who brings it. */
function isOwnDoing(code: ErrorCode): boolean {
  return code !== 'auth.forbidden';
}

function portions(rows: readonly Row[]): Row[][] {
  const parts: Row[][] = [];
  let part: Row[] = [];
  let characters = 0;
  for (const row of rows) {
    const size = JSON.stringify(row).length;
    if (part.length > 0 && characters + size > PUSH_MAX_CHARACTERS) {
      parts.push(part);
      part = [];
      characters = 0;
    }
    part.push(row);
    characters += size;
  }
  return part.length > 0 ? [...parts, part] : parts;
}
