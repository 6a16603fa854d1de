import type { Contact } from '../../shared/domain/contact.ts';
import type { ContactId, DepartmentId, MessageId, SettingId, TicketId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import * as actions from '../../shared/domain/ticket/actions.ts';
import type { ActionContext, ActionResult, MessageContext } from '../../shared/domain/ticket/actions.ts';
import { acceptTicket, senderOf } from '../../shared/domain/ticket/handover.ts';
import { holderMoves, hopCount, isPingPong } from '../../shared/domain/ticket/history.ts';
import { perform } from '../../shared/domain/ticket/deeds.ts';
import { lostChanges, redoLost } from '../../shared/domain/ticket/lostChanges.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { selectorTest, sortOrder } from '../../shared/domain/viewRules.ts';
import { reportBook, scanTicket } from '../../electron/engine/reports/scanTicket.ts';
import { createReports } from '../../electron/reports/reportService.ts';
import { buildSlaBook, nextDue, pausedLeft, verdictFor } from '../../shared/domain/sla/slaBook.ts';
import type { SlaBook } from '../../shared/domain/sla/slaBook.ts';
import { explainTicket } from '../../shared/domain/sla/explainTicket.ts';
import { listSelector } from '../../shared/domain/views.ts';
import type { DueFilter, TicketSort, ViewId } from '../../shared/domain/views.ts';
import { parseSearch } from '../../shared/domain/search/parseSearch.ts';
import { markWhole, matchesIn, wanted } from '../../shared/domain/search/words.ts';
import { BatonError } from '../../shared/errors.ts';
import { TicketRow } from '../../shared/ipc/lists.ts';
import { type Draft, type PendingSend, UNDO_SECONDS } from '../../shared/ipc/messages.ts';
import type {
  Answer,
  BatonBridge,
  CommandInput,
  CommandName,
  CommandOutput,
  EventName,
  EventPayload,
} from '../../shared/ipc/contract.ts';
import type { Preferences } from '../../shared/ipc/preferences.ts';
import type { PresenceState } from '../../shared/ipc/presence.ts';
import type { SessionState } from '../../shared/ipc/session.ts';
import type { SyncStatus } from '../../shared/ipc/sync.ts';
import type { DesktopState } from '../../shared/ipc/desktop.ts';
import type { DeliveryLine, ListedNotice } from '../../shared/ipc/notices.ts';
import type { HeldChange, WaitingItem } from '../../shared/ipc/waiting.ts';
import { htmlToText } from '../../shared/text/htmlToText.ts';
import { fakeExplanation, fakeToSolve, NO_REPLAY } from './fakeAssignment.ts';
import { fakeTeamSettings } from './fakeTeam.ts';
import { fakeWall } from './fakeWall.ts';
import { fakePeople } from './fakePeople.ts';
import { fakeServiceLevels } from './fakeServiceLevels.ts';
import { makeWorkspace, ME } from './fakeWorkspace.ts';
import type { FakeWorkspace } from './fakeWorkspace.ts';

type Handlers = {
  readonly [N in CommandName]: (input: CommandInput<N>) => CommandOutput<N> | Promise<CommandOutput<N>>;
};
type Override<N extends CommandName> = (
  input: CommandInput<N>,
) => CommandOutput<N> | Promise<CommandOutput<N>>;

/** What stands behind the fake: change it, then `emit` what the host would tell. */
export interface FakeState {
  session: SessionState;
  sync: SyncStatus;
  preferences: Preferences;
  desktop: DesktopState;
  workspace: FakeWorkspace;
  drafts: Draft[];
  sends: PendingSend[];
  held: HeldChange[];
  waiting: WaitingItem[];
  notices: ListedNotice[];
  deliveries: DeliveryLine[];
  settledLosses: Set<string>;
  presence: PresenceState;
  isFullScreen: boolean;
  startupNotices: CommandOutput<'app.info'>['startupNotices'];
}

/** The host in memory: every command of the contract over plain arrays, by the same domain rules. */
export interface FakeBridge extends BatonBridge {
  readonly state: FakeState;
  /** Every command asked so far, oldest first. */
  readonly calls: readonly { readonly name: CommandName; readonly input: unknown }[];
  /** Tells the window something, as the host would. */
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  /** Answers one command differently from now on; a thrown `BatonError` becomes the failed answer. */
  readonly answer: <N extends CommandName>(name: N, override: Override<N>) => void;
  /** Replaces a ticket by its id, or adds it, and tells the window. */
  readonly putTicket: (ticket: Ticket) => void;
  /** Changes the sync state and tells the window. */
  readonly setSync: (changes: Partial<SyncStatus>) => void;
  /** Changes who is there and tells the window. */
  readonly setPresence: (changes: Partial<PresenceState>) => void;
}

interface FakeOptions {
  readonly tickets?: number;
  /** The fake host's clock, UTC epoch ms; the real one when left out. */
  readonly nowMs?: () => number;
  readonly isSignedIn?: boolean;
  readonly preferences?: Partial<Preferences>;
}

const SIGNED_IN: SessionState = {
  name: 'signedIn',
  server: 'http://127.0.0.1:8787',
  agentId: ME,
  email: 'ana@example.com',
  workspaceName: 'Northwind Care',
};

/** A list that a window shows. */
interface ShownList {
  readonly input: CommandInput<'list.show'>;
  version: number;
}

const SIGNED_OUT: SessionState = { name: 'signedOut', server: '', email: '', problem: null };

/** Makes a fake host. By default somebody is signed in to a workspace of 40 tickets and online. */
export function fakeBridge(options: FakeOptions = {}): FakeBridge {
  const now = options.nowMs ?? Date.now;
  let lastId = 0;
  const newId = (): string => `fake_${String((lastId += 1))}`;
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const overrides = new Map<CommandName, Override<never>>();
  const calls: { name: CommandName; input: unknown }[] = [];
  const lists = new Map<string, Ticket[]>();
  const shownLists = new Map<string, ShownList>();
  const countedViews = new Set<ViewId>();
  const state: FakeState = {
    session: options.isSignedIn === false ? SIGNED_OUT : SIGNED_IN,
    sync: {
      name: 'online',
      offlineSinceMs: 0,
      waiting: 0,
      lastSyncedAtMs: now() - 20_000,
      clockOffsetMs: 0,
      received: 0,
      problem: null,
      held: 0,
    },
    preferences: {
      colorScheme: 'light',
      language: 'en',
      density: 'comfortable',
      lastView: 'mine',
      sort: 'due',
      listWidth: 380,
      isSidePanelOpen: true,
      wallGrouping: 'department',
      keepClosed: 365,
      zoomPercent: 100,
      onClose: 'ask',
      startAtLogin: false,
      globalShortcut: '',
      spellLanguages: [],
      shortcuts: {},
      isIntroduced: true,
      ...options.preferences,
    },
    desktop: {
      background: 'tray',
      globalKey: 'off',
      isLoginSet: true,
      dictionaries: [
        { language: 'en-US', state: 'unknown' },
        { language: 'cs', state: 'unknown' },
      ],
      wantedSection: null,
    },
    workspace: makeWorkspace(options.tickets ?? 40, now()),
    drafts: [],
    sends: [],
    held: [],
    waiting: [],
    notices: [],
    deliveries: [],
    settledLosses: new Set(),
    presence: { isKnown: true, online: [], tickets: [] },
    isFullScreen: false,
    startupNotices: [],
  };

  function emit<N extends EventName>(name: N, payload: EventPayload<N>): void {
    for (const listener of [...(listeners.get(name) ?? [])]) {
      (listener as (payload: EventPayload<N>) => void)(payload);
    }
  }

  function ticketOf(ticketId: TicketId): Ticket {
    const ticket = state.workspace.tickets.find(({ id }) => id === ticketId);
    if (!ticket) throw new BatonError('ticket.notFound', 'no such ticket');
    return ticket;
  }

  function contactOf({ contactId }: Ticket): Contact | null {
    return state.workspace.contacts.find(({ id }) => id === contactId) ?? null;
  }

  function slaBook(): SlaBook {
    return buildSlaBook(state.workspace.settings);
  }

  function putTicket(ticket: Ticket): void {
    lists.clear();
    const index = state.workspace.tickets.findIndex(({ id }) => id === ticket.id);
    if (index === -1) state.workspace.tickets.push(ticket);
    else state.workspace.tickets[index] = ticket;
    emit('tickets.changed', { ticketIds: [ticket.id] });
    tellLists();
  }

  function myDepartmentIds(): DepartmentId[] {
    const me = state.workspace.settings.find(({ id }) => (id as string) === ME);
    return me?.kind === 'agent' ? me.value.departmentIds : [];
  }

  function context(): MessageContext {
    return {
      nowMs: now(),
      by: { kind: 'agent', id: ME },
      newId,
      authorDepartmentIds: myDepartmentIds(),
      isAvailable: () => true,
      reopenTo: () => 'lastOwner',
    };
  }

  function change(
    ticketId: TicketId,
    act: (ticket: Ticket, context: ActionContext) => ActionResult,
  ): { rev: string } {
    const result = act(ticketOf(ticketId), context());
    if (result.kind === 'refused') throw new BatonError(result.code, 'refused by the rules');
    if (result.kind === 'changed') putTicket(result.ticket);
    return { rev: newId() };
  }

  function listOf(view: ViewId, sort: TicketSort, due?: DueFilter): Ticket[] {
    const key = `${view} ${sort} ${due ?? ''}`;
    let list = lists.get(key);
    if (!list) {
      const context = { meId: ME, myDepartmentIds: myDepartmentIds(), nowMs: now() };
      const selector = listSelector(view, due, context);
      list = state.workspace.tickets.filter(selectorTest(selector)).sort(sortOrder(sort));
      lists.set(key, list);
    }
    return list;
  }

  function countsOf(views: Iterable<ViewId>): Record<string, number> {
    return Object.fromEntries([...views].map((view) => [view, listOf(view, 'due').length]));
  }

  function partOf({ input, version }: ShownList): CommandOutput<'list.show'> {
    const { view, due, sort, offset, limit } = input;
    const list = listOf(view, sort, due);
    return { version, total: list.length, offset, rows: list.slice(offset, offset + limit).map(rowOf) };
  }

  /** What the host works out by itself, the fake tells after every change. */
  function tellLists(): void {
    for (const list of shownLists.values()) {
      list.version += 1;
      const part = partOf(list);
      emit('list.changed', { ...part, listId: list.input.listId, ids: part.rows.map(({ id }) => id) });
    }
    emit('views.counted', { counts: countsOf(countedViews) });
  }

  function rowOf(ticket: Ticket): TicketRow {
    const contact = state.workspace.contacts.find(({ id }) => id === ticket.contactId);
    const row = Object.fromEntries(Object.entries(ticket).filter(([field]) => field in TicketRow.shape));
    return {
      ...row,
      contactName: contact?.name ?? '',
      isVip: contact?.isVip ?? false,
      pausedLeftMs: pausedLeft(slaBook(), ticket),
      isDueByHand: ticket.manualDueAtMs > 0 && ticket.manualDueAtMs === ticket.nextDueAtMs,
      isWaiting: false,
      hasDraft: state.drafts.some(({ ticketId }) => ticketId === ticket.id),
    } as TicketRow;
  }

  function addMessage(message: Message): void {
    state.workspace.messages.push(message);
    change(message.ticketId, (ticket) => actions.addMessage(ticket, message, context()));
  }

  function aMessage(
    ticket: Pick<Ticket, 'id' | 'channel'>,
    kind: Message['kind'],
    html: string,
    by: Message['by'],
  ): Message {
    return {
      id: newId() as MessageId,
      rev: newId() as Rev,
      ticketId: ticket.id,
      kind,
      by,
      atMs: now(),
      html,
      text: htmlToText(html),
      channel: ticket.channel,
      seenMessageId: '',
      externalId: '',
    };
  }

  const reports = createReports({
    replica: {
      report: (scan) => {
        const { book } = reportBook(scan.settings, undefined);
        const tickets = state.workspace.tickets.flatMap((ticket) => scanTicket(ticket, book, scan) ?? []);
        return Promise.resolve({ tickets, nextRow: null });
      },
    },
    directory: {
      settings: () => state.workspace.settings,
      agent: (id) => {
        const setting = state.workspace.settings.find((one) => (one.id as string) === id);
        return setting?.kind === 'agent' ? setting.value : undefined;
      },
    },
    clock: { nowMs: now },
    meId: ME,
    keepClosed: () => state.preferences.keepClosed,
    isComplete: () => state.sync.name !== 'initialSync',
    newId,
    rows: (ids) => Promise.resolve(state.workspace.tickets.filter(({ id }) => ids.includes(id)).map(rowOf)),
  });

  const handlers: Handlers = {
    'app.info': () => ({
      version: '0.1.0',
      platform: 'linux',
      systemLocale: 'en',
      hasKeyStore: true,
      startupNotices: state.startupNotices,
    }),
    'app.deskReady': () => ({}),
    'session.get': () => state.session,
    'session.signIn': ({ server, email }) => {
      state.session = { ...SIGNED_IN, server, email };
      emit('session.changed', state.session);
      return state.session;
    },
    'session.redeem': ({ server }) => {
      state.session = { ...SIGNED_IN, server };
      emit('session.changed', state.session);
      return state.session;
    },
    'session.signOut': () => {
      state.session = SIGNED_OUT;
      emit('session.changed', state.session);
      return state.session;
    },
    ...fakePeople({
      nowMs: now,
      newId,
      settings: () => [...state.workspace.settings],
      setSettings: (settings) => {
        state.workspace = { ...state.workspace, settings };
        emit('directory.changed', {});
      },
      signIn: (server) => {
        state.session = { ...SIGNED_IN, server };
        emit('session.changed', state.session);
        return state.session;
      },
      signOut: () => {
        state.session = SIGNED_OUT;
        emit('session.changed', state.session);
        return state.session;
      },
    }),
    'sync.status': () => state.sync,
    'sync.retry': () => state.sync,
    'held.list': () => state.held,
    'held.dismiss': ({ id }) => {
      state.held = state.held.filter((held) => held.id !== id);
      emit('held.changed', {});
      return {};
    },
    'notices.list': () => ({
      notices: state.notices,
      unread: state.notices.filter(({ isRead }) => !isRead).length,
    }),
    'notices.markRead': ({ ids }) => {
      state.notices = state.notices.map((notice) =>
        ids === 'all' || ids.includes(notice.id) ? { ...notice, isRead: true } : notice,
      );
      emit('notices.changed', { unread: state.notices.filter(({ isRead }) => !isRead).length });
      return {};
    },
    'notices.save': (notices) => {
      state.workspace.settings = state.workspace.settings.map((setting) =>
        setting.kind === 'agent' && (setting.id as string) === ME
          ? { ...setting, value: { ...setting.value, notices } }
          : setting,
      );
      emit('directory.changed', {});
      return {};
    },
    'notices.test': () => ({ delivery: 'shown', reason: '', isHeard: true }),
    'notices.deliveries': () => state.deliveries,
    'presence.get': () => state.presence,
    'presence.show': () => ({}),
    'wall.show': () => ({ version: 1, ...fakeWall(state.workspace) }),
    'wall.close': () => ({}),
    'wall.list': () => [],
    'window.openWall': () => ({}),
    'window.openTicket': () => ({}),
    'window.showInDesk': () => ({}),
    'window.setFullScreen': ({ window, isFullScreen }) => {
      state.isFullScreen = isFullScreen;
      emit('window.fullScreenChanged', { window, isFullScreen });
      return {};
    },
    'window.isFullScreen': () => state.isFullScreen,
    'held.retry': ({ id }) => {
      state.held = state.held.filter((held) => held.id !== id);
      emit('held.changed', {});
      return {};
    },
    'held.edit': ({ id }) => {
      const change = state.held.find((held) => held.id === id);
      if (!change) throw new BatonError('input.notFound', 'nothing is held');
      const html = `<p>${change.text}</p>`;
      const draft: Draft = {
        ticketId: change.ticketId as TicketId,
        kind: 'reply',
        html,
        savedAtMs: now(),
      };
      state.held = state.held.filter((held) => held !== change);
      state.drafts.push(draft);
      emit('held.changed', {});
      emit('draft.returned', { draft, cause: 'undone' });
      return draft;
    },
    'waiting.list': () => state.waiting,
    'waiting.undo': ({ ids }) => {
      const [item] = state.waiting.filter(({ id }) => ids.includes(id));
      if (!item) throw new BatonError('undo.tooLate', 'the server has it');
      state.waiting = state.waiting.filter(({ id }) => !ids.includes(id));
      emit('waiting.changed', {});
      return { outcome: 'undone', ticketId: item.ticketId };
    },
    'lost.settle': ({ ticketId, entryId, redo }) => {
      const deed = redo ? redoLost(ticketOf(ticketId), entryId) : null;
      state.settledLosses.add(entryId);
      if (deed) change(ticketId, (ticket, by) => perform(deed, ticket, by));
      else emit('tickets.changed', { ticketIds: [ticketId] });
      return {};
    },
    'directory.get': () => [...state.workspace.settings],
    ...fakeServiceLevels({
      workspace: () => state.workspace,
      newId,
      nowMs: now,
      setSettings: (settings) => {
        state.workspace = { ...state.workspace, settings };
        emit('directory.changed', {});
      },
    }),
    'rules.save': ({ ruleId, value }) => {
      const id = (ruleId === '' ? newId() : ruleId) as SettingId;
      const others = state.workspace.settings.filter((setting) => setting.id !== id);
      state.workspace.settings = [
        ...others,
        { id, rev: newId() as Rev, updatedAtMs: now(), kind: 'rule', value },
      ];
      emit('directory.changed', {});
      return { ruleId: id };
    },
    'rules.remove': ({ ruleId }) => {
      state.workspace.settings = state.workspace.settings.filter(({ id }) => id !== ruleId);
      emit('directory.changed', {});
      return {};
    },
    'rules.arrange': ({ ruleIds }) => {
      state.workspace.settings = state.workspace.settings.map((setting) =>
        setting.kind === 'rule'
          ? { ...setting, value: { ...setting.value, order: ruleIds.indexOf(setting.id) } }
          : setting,
      );
      emit('directory.changed', {});
      return {};
    },
    'rules.counts': () => [],
    'rules.log': () => [],
    'rules.dryRun': () => ({ checked: 0, hits: [], next: null }),
    'workspace.createDemo': () => {
      state.workspace = makeWorkspace(200, now());
      lists.clear();
      emit('directory.changed', {});
      emit('tickets.changed', { ticketIds: 'all' });
      tellLists();
      return {};
    },
    'views.counts': ({ views }) => {
      for (const view of views) countedViews.add(view);
      return countsOf(views);
    },
    'tickets.page': ({ view, sort, offset, limit }) => {
      const list = listOf(view, sort);
      return { total: list.length, rows: list.slice(offset, offset + limit).map(rowOf) };
    },
    'list.show': (input) => {
      const list = { input, version: (shownLists.get(input.listId)?.version ?? 0) + 1 };
      shownLists.set(input.listId, list);
      return partOf(list);
    },
    'list.close': ({ listId }) => {
      shownLists.delete(listId);
      return {};
    },
    'tickets.get': ({ ticketId }) => {
      const ticket = state.workspace.tickets.find(({ id }) => id === ticketId);
      if (!ticket) return null;
      const verdict = verdictFor(slaBook(), ticket, contactOf(ticket), now());
      return {
        ticket,
        contact: contactOf(ticket),
        organisation: null,
        messages: state.workspace.messages.filter((message) => message.ticketId === ticketId),
        otherTickets: state.workspace.tickets
          .filter((other) => other.contactId === ticket.contactId && other.id !== ticketId)
          .slice(0, 20)
          .map(({ id, number, subject, status, createdAtMs, updatedAtMs }) => ({
            id,
            number,
            subject,
            status,
            createdAtMs,
            updatedAtMs,
          })),
        sla: {
          policyName: verdict.policyName,
          targets: verdict.targets.map((target) => ({ ...target })),
        },
        hops: hopCount(ticket),
        isPingPong: isPingPong(ticket),
        isWaiting: false,
        waitingMessageIds: [],
        pendingSends: state.sends.filter((send) => send.ticketId === ticketId),
        lostChanges: lostChanges(ticket, ME, state.settledLosses),
      };
    },
    'tickets.find': ({ text }) => {
      const wanted = text.replace(/^#/u, '').trim().toLowerCase();
      if (wanted === '') return [];
      return state.workspace.tickets
        .filter(({ number, subject }) => String(number) === wanted || subject.toLowerCase().includes(wanted))
        .slice(0, 20)
        .map(rowOf);
    },
    'tickets.search': ({ text, offset, limit }) => {
      const { terms, ignored } = parseSearch(text);
      const words = terms.map((term) => wanted(term.text, term.isPrefix));
      const found = state.workspace.tickets.filter(
        (ticket) => matchesIn(`${ticket.subject}\n${ticket.preview}`, words).terms === words.length,
      );
      return {
        total: found.length,
        isMore: false,
        isComplete: true,
        ignored,
        hits: found.slice(offset, offset + limit).map((ticket) => ({
          row: rowOf(ticket),
          subject: markWhole(ticket.subject, words),
          kind: 'message',
          snippet: markWhole(ticket.preview, words),
        })),
      };
    },
    'archive.search': () => ({ hits: [], isMore: false }),
    'archive.open': () => ({}),
    'storage.size': () => ({ bytes: 12_000_000 }),
    'tickets.create': (input) => {
      let contactId = input.contact.kind === 'existing' ? input.contact.contactId : (newId() as ContactId);
      if (input.contact.kind === 'new') {
        const { name, email, phone } = input.contact;
        contactId = newId() as ContactId;
        const [template] = makeWorkspace(0, now()).contacts;
        if (template) {
          state.workspace.contacts.push({
            ...template,
            id: contactId,
            name,
            emails: email ? [email] : [],
            phones: phone ? [phone] : [],
          });
        }
      }
      const ticket = actions.createTicket(
        { ...input, id: newId() as TicketId, contactId, language: '' },
        context(),
        [],
      );
      putTicket({ ...ticket, assigneeId: input.assigneeId, nextDueAtMs: now() + 3_600_000 });
      if (input.html !== '')
        addMessage(aMessage(ticket, 'customer', input.html, { kind: 'customer', id: contactId }));
      return { ticketId: ticket.id };
    },
    'ticket.assign': ({ ticketId, assigneeId }) =>
      change(ticketId, (ticket, by) => actions.assignTicket(ticket, assigneeId, 'manual', by)),
    'ticket.transfer': ({ ticketId, noteHtml, tellCustomer: _tell, ...wish }) => {
      const changed = change(ticketId, (ticket, by) => actions.transferTicket(ticket, wish, by));
      if (noteHtml !== '')
        addMessage(aMessage(ticketOf(ticketId), 'note', noteHtml, { kind: 'agent', id: ME }));
      return changed;
    },
    'ticket.take': ({ ticketId }) => change(ticketId, (ticket, by) => actions.takeTicket(ticket, ME, by)),
    'ticket.release': ({ ticketId }) => change(ticketId, actions.releaseTicket),
    'ticket.accept': ({ ticketId }) => change(ticketId, (ticket, by) => acceptTicket(ticket, ME, by)),
    'ticket.giveBack': ({ ticketId, to, reason }) =>
      change(ticketId, (ticket, by) => {
        const move = holderMoves(ticket).at(-1);
        const assigneeId = to === 'sender' && move ? senderOf(move) : '';
        return actions.transferTicket(ticket, { departmentId: ticket.departmentId, assigneeId, reason }, by);
      }),
    'ticket.setStatus': ({ ticketId, status }) =>
      change(ticketId, (ticket, by) => actions.setStatus(ticket, status, by)),
    'ticket.setPriority': ({ ticketId, priority }) =>
      change(ticketId, (ticket, by) => actions.setPriority(ticket, priority, by)),
    'ticket.setTags': ({ ticketId, tags }) =>
      change(ticketId, (ticket, by) => actions.setTags(ticket, tags, by)),
    'ticket.setSubject': ({ ticketId, subject }) =>
      change(ticketId, (ticket, by) => actions.setSubject(ticket, subject, by)),
    'ticket.follow': ({ ticketId, agentId, isFollowing }) =>
      change(ticketId, (ticket) => actions.setFollowing(ticket, agentId, isFollowing)),
    'reports.make': (question) => reports.make(question),
    'reports.tickets': (number) => reports.tickets(number),
    'reports.save': () => ({ outcome: 'saved' }),
    'sla.explain': ({ ticketId }) => {
      const ticket = ticketOf(ticketId);
      return explainTicket(slaBook(), ticket, contactOf(ticket), now());
    },
    'ticket.setDue': ({ ticketId, dueAtMs }) =>
      change(ticketId, (ticket, by) => {
        const result = actions.setDue(ticket, dueAtMs, by);
        if (result.kind !== 'changed') return result;
        const { nextDueAtMs } = nextDue(slaBook(), result.ticket, contactOf(ticket));
        return { kind: 'changed', ticket: { ...result.ticket, nextDueAtMs } };
      }),
    'ticket.snooze': ({ ticketId, untilMs }) =>
      change(ticketId, (ticket, by) => actions.snoozeTicket(ticket, untilMs, by)),
    'message.send': ({ ticketId, kind, html, setStatus }) => {
      const send: PendingSend = {
        sendId: newId(),
        ticketId,
        kind,
        html,
        setStatus,
        dueAtMs: now() + UNDO_SECONDS * 1000,
      };
      state.sends.push(send);
      state.drafts = state.drafts.filter((draft) => draft.ticketId !== ticketId || draft.kind !== kind);
      emit('sends.changed', { ticketId });
      return send;
    },
    'message.undo': ({ sendId }) => {
      const send = state.sends.find((pending) => pending.sendId === sendId);
      if (!send) throw new BatonError('undo.tooLate', 'already on its way');
      const draft: Draft = { ticketId: send.ticketId, kind: send.kind, html: send.html, savedAtMs: now() };
      state.sends = state.sends.filter((pending) => pending !== send);
      state.drafts.push(draft);
      emit('sends.changed', { ticketId: send.ticketId });
      emit('draft.returned', { draft, cause: 'undone' });
      return draft;
    },
    'assignment.explain': ({ ticketId, departmentId }) =>
      fakeExplanation(state.workspace, state.presence, ticketOf(ticketId), departmentId, now()),
    'assignment.toSolve': () => fakeToSolve(state.workspace, state.presence, now()),
    'assignment.whatIf': () => ({ actual: NO_REPLAY, simulated: NO_REPLAY }),
    'message.pending': () =>
      state.sends.map((send) => {
        const { number, subject } = ticketOf(send.ticketId);
        return { ...send, number, subject };
      }),
    'draft.get': ({ ticketId }) => state.drafts.filter((draft) => draft.ticketId === ticketId),
    'draft.save': ({ ticketId, kind, html, viewId = '' }) => {
      state.drafts = state.drafts.filter((draft) => draft.ticketId !== ticketId || draft.kind !== kind);
      const draft = { ticketId, kind, html, savedAtMs: now() };
      if (html !== '') state.drafts.push(draft);
      emit('draft.saved', { draft, viewId });
      return {};
    },
    'contacts.search': ({ text }) =>
      state.workspace.contacts
        .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
        .slice(0, 10),
    ...fakeTeamSettings({
      workspace: () => state.workspace,
      presence: () => state.presence,
      context,
      setSettings: (settings) => {
        state.workspace = { ...state.workspace, settings };
        emit('directory.changed', {});
      },
      putTicket,
    }),
    'me.setAvailability': ({ availability }) => {
      state.workspace.settings = state.workspace.settings.map((setting) =>
        setting.kind === 'agent' && (setting.id as string) === ME
          ? { ...setting, value: { ...setting.value, availability, availabilitySinceMs: now() } }
          : setting,
      );
      emit('directory.changed', {});
      return {};
    },
    'images.grants': () => ({ senderIds: [], messageIds: [] }),
    'images.allow': () => ({ senderIds: [], messageIds: [] }),
    'update.get': () => ({ name: 'off' }),
    'update.check': () => ({ name: 'off' }),
    'update.restart': () => ({ name: 'off' }),
    'desktop.state': () => state.desktop,
    'window.openSettings': () => ({}),
    'closing.answer': () => ({}),
    'diagnostics.save': () => ({ outcome: 'saved' }),
    'diagnostics.get': () => ({ text: 'Baton\n  Version: 0.1.0' }),
    'storage.rebuild': () => ({}),
    'app.licences': () => [{ name: 'react', version: '19.3.1', licence: 'MIT', text: 'MIT License' }],
    'preferences.get': () => state.preferences,
    'preferences.set': (changes) => {
      state.preferences = { ...state.preferences, ...(changes as Partial<Preferences>) };
      emit('preferences.changed', state.preferences);
      return state.preferences;
    },
  };

  return {
    state,
    calls,
    emit,
    putTicket,
    setSync(changes) {
      state.sync = { ...state.sync, ...changes };
      emit('sync.changed', state.sync);
    },
    setPresence(changes) {
      state.presence = { ...state.presence, ...changes };
      emit('presence.changed', state.presence);
    },
    answer: (name, override) => void overrides.set(name, override),
    async invoke<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Answer<CommandOutput<N>>> {
      calls.push({ name, input });
      // The real host never answers within the same turn.
      await Promise.resolve();
      try {
        const act = (overrides.get(name) ?? handlers[name]) as Override<N>;
        return { ok: true, value: await act(input) };
      } catch (thrown) {
        if (!(thrown instanceof BatonError)) throw thrown;
        return { ok: false, error: { code: thrown.code, message: thrown.message } };
      }
    },
    subscribe(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener);
      return () => set.delete(listener);
    },
  };
}
