import { z } from 'zod';
import { Contact } from '../domain/contact.ts';
import {
  AgentId,
  CalendarId,
  ContactId,
  DepartmentId,
  HistoryId,
  MessageId,
  PolicyId,
  SettingId,
  TicketId,
} from '../domain/ids.ts';
import { Message } from '../domain/message.ts';
import { NoticeSettings } from '../domain/noticeSettings.ts';
import { AVAILABILITIES, DepartmentValue, Setting, SLA_TARGETS } from '../domain/settings.ts';
import {
  CHANNELS,
  Instant,
  NOBODY,
  Priority,
  Status,
  SUBJECT_MAX_LENGTH,
  Ticket,
  TransferReason,
} from '../domain/ticket/ticket.ts';
import { DueFilter, TicketSort, ViewId } from '../domain/views.ts';
import { SEARCH_MAX_LENGTH } from '../domain/search/parseSearch.ts';
import { ERROR_CODES } from '../errors.ts';
import { LostChange } from '../domain/ticket/lostChanges.ts';
import { AssignmentExplanation, ToSolve, WhatIf, WhatIfQuestion } from './assignment.ts';
import {
  CLOSE_CHOICES,
  DesktopState,
  GlobalShortcut,
  Licence,
  SettingsSection,
  SpellLanguage,
  ZoomPercent,
} from './desktop.ts';
import { DryRunPart, DryRunQuestion, RuleCount, RuleLogLine, RuleWish } from './rules.ts';
import { CalendarRemoval, CalendarWish, ImpactPart, ImpactQuestion, PolicyWish } from './serviceLevels.ts';
import { AgentWork, BULK_MAX, BulkLine, BulkMove, BulkOutcome, BulkWish, Rebalance } from './bulk.ts';
import { DeliveryLine, NoticeList, TestOutcome } from './notices.ts';
import { Report, ReportNumber, ReportQuestion, ReportTicketFacts } from './reports.ts';
import { CustomShortcuts, SHORTCUT_IDS } from './shortcuts.ts';
import { SlaExplanation } from './sla.ts';
import { ImageGrants, ImageWish } from './images.ts';
import { UpdateState } from './updates.ts';
import { UndoOutcome, WaitingItem, WhatWasDone } from './waiting.ts';
import { WallChanged, WallLine, WallQuestion, WallShown } from './wall.ts';
import { WindowSubject } from './windows.ts';
import {
  DeviceEntry,
  InvitationFacts,
  InviteBody,
  PasswordBody,
  PersonChanges,
  TeamAnswer,
} from '../sync/people.ts';
import { PRESENCE_MODES } from '../sync/presence.ts';

/** A draft may be longer than a message may: what was pasted is kept even when it cannot be sent. */
export const DRAFT_MAX_LENGTH = 12_000_000;

/** Seconds a sent message can still be taken back. */
export const UNDO_SECONDS = 10;

const nothing = z.strictObject({});
const ticketRef = z.strictObject({ ticketId: TicketId });
/** What a change answers: the ticket's new stamp. */
const changed = z.strictObject({ rev: z.string() });

export const LOCALES = ['en', 'pt-BR', 'cs', 'ro'] as const;

export const SessionState = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('signedOut'),
    /** Address used last, or `''`. */
    server: z.string(),
    email: z.string(),
    /** Why the session ended, when it did not end by the person's own wish. */
    problem: z.enum(ERROR_CODES).nullable(),
    /** An invitation link that the system has opened in Baton. */
    invitation: z.string().max(2000).optional(),
  }),
  z.strictObject({
    name: z.literal('signedIn'),
    server: z.string(),
    agentId: AgentId,
    email: z.string(),
    workspaceName: z.string(),
  }),
]);
export type SessionState = z.infer<typeof SessionState>;

export const SyncStatus = z.strictObject({
  name: z.enum(['starting', 'initialSync', 'online', 'offline', 'stopped']),
  /** Since when the server has not answered; 0 while it does. */
  offlineSinceMs: Instant,
  /** Local changes the server has not accepted yet. */
  waiting: z.int().min(0),
  /** Last time everything was exchanged; 0 when never. */
  lastSyncedAtMs: Instant,
  /** Documents received so far in the initial sync. */
  received: z.int().min(0),
  /** What keeps it from syncing, when a person must act. */
  problem: z.enum(ERROR_CODES).nullable(),
  /** Changes the server refused and that wait for a decision. */
  held: z.int().min(0),
  /** What this device's clock lacks to the server's time, ms: windows show time with it added. */
  clockOffsetMs: z.int(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

/** One line of the ticket list. */
export const TicketRow = Ticket.pick({
  id: true,
  number: true,
  subject: true,
  status: true,
  priority: true,
  departmentId: true,
  assigneeId: true,
  tags: true,
  channel: true,
  language: true,
  snoozedUntilMs: true,
  createdAtMs: true,
  updatedAtMs: true,
  awaitingReplySinceMs: true,
  nextDueAtMs: true,
  lastMessageBy: true,
  lastMessageAtMs: true,
  preview: true,
  messageCount: true,
  reopenCount: true,
}).extend({
  contactName: z.string(),
  isVip: z.boolean(),
  /** Budget left of a clock that stands still while no other runs, ms in the target's own mode; `null` when none does. */
  pausedLeftMs: z.number().min(0).nullable(),
  /** `nextDueAtMs` was set by hand. */
  isDueByHand: z.boolean(),
  /** A local change of this ticket still waits for the server. */
  isWaiting: z.boolean(),
  hasDraft: z.boolean(),
});
export type TicketRow = z.infer<typeof TicketRow>;

const TargetVerdictShape = z.strictObject({
  target: z.enum(SLA_TARGETS),
  state: z.enum(['running', 'paused', 'met', 'breached', 'metLate']),
  dueAtMs: z.number(),
  warnAtMs: z.array(z.number()).readonly(),
  remainingMs: z.number(),
  metAtMs: z.number(),
  isManual: z.boolean(),
});

/** A message on its way: sent by the agent, still in its undo time. */
export const PendingSend = z.strictObject({
  sendId: z.string(),
  ticketId: TicketId,
  kind: z.enum(['reply', 'note']),
  html: z.string(),
  setStatus: Status.nullable(),
  /** When it leaves for good. */
  dueAtMs: Instant,
});
export type PendingSend = z.infer<typeof PendingSend>;

export const TicketDetail = z.strictObject({
  ticket: Ticket,
  contact: Contact.nullable(),
  organisation: Contact.nullable(),
  messages: z.array(Message),
  /** Earlier and other tickets of the same contact, newest first, at most 20. */
  otherTickets: z.array(
    Ticket.pick({
      id: true,
      number: true,
      subject: true,
      status: true,
      createdAtMs: true,
      updatedAtMs: true,
    }),
  ),
  sla: z.strictObject({ policyName: z.string(), targets: z.array(TargetVerdictShape).readonly() }),
  hops: z.int().min(0),
  isPingPong: z.boolean(),
  isWaiting: z.boolean(),
  /** Messages the server has not accepted yet. */
  waitingMessageIds: z.array(MessageId),
  pendingSends: z.array(PendingSend),
  /** Changes of this agent that another's has overtaken, until they have settled it; oldest first. */
  lostChanges: z.array(LostChange),
});
export type TicketDetail = z.infer<typeof TicketDetail>;

export const Draft = z.strictObject({
  ticketId: TicketId,
  kind: z.enum(['reply', 'note']),
  html: z.string().max(DRAFT_MAX_LENGTH),
  savedAtMs: Instant,
});
export type Draft = z.infer<typeof Draft>;

export const HeldChange = z.strictObject({
  id: z.string(),
  collection: z.string(),
  documentId: z.string(),
  /** The ticket it belongs to, `''` when none. */
  ticketId: z.string(),
  code: z.enum(ERROR_CODES),
  atMs: Instant,
  /** What was typed, as plain text; empty for changes without words. */
  text: z.string(),
  /** What it would have done. */
  changes: z.array(WhatWasDone),
  /** It can be tried again as it is. */
  canRetry: z.boolean(),
});
export type HeldChange = z.infer<typeof HeldChange>;

/** Who else is there, oneself left out. Nobody while it is not known, which is while the desk is offline. */
export const PresenceState = z.strictObject({
  isKnown: z.boolean(),
  online: z.array(AgentId).readonly(),
  tickets: z
    .array(z.strictObject({ ticketId: TicketId, agentId: AgentId, mode: z.enum(PRESENCE_MODES) }))
    .readonly(),
});
export type PresenceState = z.infer<typeof PresenceState>;

const MarkedParts = z.array(z.strictObject({ text: z.string(), isMatch: z.boolean() })).readonly();

/** What a search has found of a ticket: marked words, never markup. */
export const FoundWords = z.strictObject({
  subject: MarkedParts,
  /** `message`: from the conversation; `contact`: name and addresses; `key`: tags and outside numbers; `preview`: no word is in the text itself. */
  kind: z.enum(['message', 'contact', 'key', 'preview']),
  snippet: MarkedParts,
});
export type FoundWords = z.infer<typeof FoundWords>;

/** How many days after their last change closed tickets stay on this computer. */
export const KeepClosed = z.union([z.int().min(30).max(3650), z.literal('all')]);
export type KeepClosed = z.infer<typeof KeepClosed>;

export const Preferences = z.strictObject({
  colorScheme: z.enum(['light', 'dark', 'auto']),
  /** `auto` follows the system. */
  language: z.enum(['auto', ...LOCALES]),
  density: z.enum(['comfortable', 'compact']),
  lastView: ViewId,
  sort: TicketSort,
  listWidth: z.int().min(240).max(900),
  isSidePanelOpen: z.boolean(),
  wallGrouping: z.enum(['department', 'agent', 'policy']),
  keepClosed: KeepClosed,
  /** The size of everything in the windows. */
  zoomPercent: ZoomPercent,
  onClose: z.enum(CLOSE_CHOICES),
  startAtLogin: z.boolean(),
  globalShortcut: GlobalShortcut,
  /** Whose spelling is checked; none until the person chooses one. A Mac checks by its own settings. */
  spellLanguages: z.array(SpellLanguage).max(20).readonly(),
  shortcuts: CustomShortcuts,
  /** The person has seen how Baton works, or does not want to. */
  isIntroduced: z.boolean(),
});
export type Preferences = z.infer<typeof Preferences>;

const NewTicket = z.strictObject({
  contact: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('existing'), contactId: ContactId }),
    z.strictObject({
      kind: z.literal('new'),
      name: z.string().trim().min(1).max(200),
      email: z.union([z.email().max(320), z.literal('')]),
      phone: z.string().max(60),
    }),
  ]),
  subject: z.string().trim().min(1).max(SUBJECT_MAX_LENGTH),
  /** What the customer said; becomes the first message of the thread. */
  html: z.string().max(DRAFT_MAX_LENGTH),
  departmentId: DepartmentId,
  assigneeId: z.union([AgentId, z.literal(NOBODY)]),
  priority: Priority,
  channel: z.enum(CHANNELS),
  tags: z.array(z.string().min(1).max(60)).max(50),
});
export type NewTicket = z.infer<typeof NewTicket>;

/** A link for somebody else, and the code in it. */
export const IssuedInvitation = z.strictObject({ link: z.string(), code: z.string(), expiresAtMs: Instant });
export type IssuedInvitation = z.infer<typeof IssuedInvitation>;

function command<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): { input: I; output: O } {
  return { input, output };
}

/** Every command the renderer may ask of the main process: name → what goes in, what comes out. */
export const COMMANDS = {
  'app.info': command(
    nothing,
    z.strictObject({
      version: z.string(),
      platform: z.string(),
      /** The language the system prefers among Baton's own. */
      systemLocale: z.enum(LOCALES),
      /** False where the system has no key store: the sign-in then rests in a file. */
      hasKeyStore: z.boolean(),
      /** Things to tell the person once: a file that had to be set aside, for example. */
      startupNotices: z.array(z.strictObject({ code: z.enum(ERROR_CODES), path: z.string() })),
    }),
  ),
  /** The desk shows data (or its empty state): the first paint that is of use. */
  'app.deskReady': command(nothing, nothing),
  'session.get': command(nothing, SessionState),
  'session.signIn': command(
    z.strictObject({
      server: z.string().max(500),
      email: z.string().max(320),
      password: z.string().max(1000),
    }),
    SessionState,
  ),
  'session.redeem': command(
    z.strictObject({ server: z.string().max(500), code: z.string().max(200) }),
    SessionState,
  ),
  /** Refused with unsent changes unless `discardWaiting` is set. */
  'session.signOut': command(z.strictObject({ discardWaiting: z.boolean() }), SessionState),
  /** What an invitation is for, before anybody uses it. */
  'session.invitation': command(
    z.strictObject({ server: z.string().max(500), code: z.string().max(200) }),
    InvitationFacts,
  ),
  'session.join': command(
    z.strictObject({
      server: z.string().max(500),
      code: z.string().max(200),
      password: z.string().max(1000),
    }),
    SessionState,
  ),
  /** Ends the sessions of all devices, this one included. */
  'session.signOutEverywhere': command(nothing, SessionState),
  'account.changePassword': command(PasswordBody, nothing),
  'account.devices': command(z.strictObject({ agentId: AgentId }), z.array(DeviceEntry)),
  /** The device deletes what it holds at its next contact. */
  'account.removeDevice': command(z.strictObject({ deviceId: z.string() }), nothing),
  'team.get': command(nothing, TeamAnswer),
  'team.invite': command(InviteBody, IssuedInvitation),
  'team.revokeInvitation': command(z.strictObject({ id: z.string() }), nothing),
  'team.change': command(z.strictObject({ agentId: AgentId, changes: PersonChanges }), nothing),
  'team.resetPassword': command(z.strictObject({ agentId: AgentId }), IssuedInvitation),
  'sync.status': command(nothing, SyncStatus),
  'sync.retry': command(nothing, SyncStatus),
  'held.list': command(nothing, z.array(HeldChange)),
  'held.dismiss': command(z.strictObject({ id: z.string() }), nothing),
  /** Does it again on what is there now. For a reply: sends it, `seenAnswers` colleagues' answers having been seen. */
  'held.retry': command(z.strictObject({ id: z.string(), seenAnswers: z.int().min(0).nullable() }), nothing),
  /** Makes a refused message a draft again. */
  'held.edit': command(z.strictObject({ id: z.string() }), Draft),
  /** What waits for the server, oldest first. */
  'waiting.list': command(nothing, z.array(WaitingItem)),
  /** Takes actions back as if they had never been. Throws `undo.tooLate` when the server may have one of them. */
  'waiting.undo': command(z.strictObject({ ids: z.array(z.string()).min(1).max(500) }), UndoOutcome),
  /** The agent has read that this change of theirs was overtaken; `redo` sets it again. */
  'lost.settle': command(
    z.strictObject({ ticketId: TicketId, entryId: HistoryId, redo: z.boolean() }),
    nothing,
  ),
  /** Everything the team has configured. */
  'directory.get': command(nothing, z.array(Setting)),
  /** Stores a rule, a new one at the end of the order. Throws `input.invalid` for one that `checkRule` objects to. */
  'rules.save': command(RuleWish, z.strictObject({ ruleId: SettingId })),
  'rules.remove': command(z.strictObject({ ruleId: SettingId }), nothing),
  /** Puts the rules in this order. */
  'rules.arrange': command(z.strictObject({ ruleIds: z.array(SettingId).max(1000) }), nothing),
  'rules.counts': command(nothing, z.array(RuleCount)),
  /** The last 100 runs of a rule in the last 30 days, newest first. */
  'rules.log': command(z.strictObject({ ruleId: SettingId }), z.array(RuleLogLine)),
  /** What a rule would do to the tickets that are here, had its trigger come up now. Changes nothing. */
  'rules.dryRun': command(DryRunQuestion, DryRunPart),
  /** For supervisors, as the six that follow. Throws `auth.forbidden`; `input.invalid` for one that `checkCalendar` objects to. */
  'calendar.save': command(CalendarWish, z.strictObject({ calendarId: CalendarId })),
  'calendar.remove': command(z.strictObject({ calendarId: CalendarId }), CalendarRemoval),
  /** A new policy goes to the end of the order. Throws `input.invalid` for one that `checkPolicy` objects to. */
  'policy.save': command(PolicyWish, z.strictObject({ policyId: PolicyId })),
  'policy.remove': command(z.strictObject({ policyId: PolicyId }), nothing),
  /** Puts the policies in this order. */
  'policy.arrange': command(z.strictObject({ policyIds: z.array(PolicyId).max(1000) }), nothing),
  /** What a change would do to the open tickets that are here. Changes nothing. */
  'sla.impact': command(ImpactQuestion, ImpactPart),
  'workspace.createDemo': command(nothing, nothing),
  /** `views.counted` tells from then on what changes. */
  'views.counts': command(z.strictObject({ views: z.array(ViewId).max(60) }), z.record(z.string(), z.int())),
  'tickets.page': command(
    z.strictObject({
      view: ViewId,
      sort: TicketSort,
      offset: z.int().min(0),
      limit: z.int().min(1).max(300),
    }),
    z.strictObject({ total: z.int(), rows: z.array(TicketRow) }),
  ),
  /**
   * Opens a live list, or moves the part of it that is shown; `listId` is the window's own. `list.changed` tells what
   * changes there until the list is closed. `offset` may be answered smaller when the list has become shorter.
   */
  'list.show': command(
    z.strictObject({
      listId: z.string().min(1).max(64),
      view: ViewId,
      due: DueFilter.optional(),
      sort: TicketSort,
      offset: z.int().min(0),
      limit: z.int().min(1).max(300),
    }),
    z.strictObject({ version: z.int(), total: z.int(), offset: z.int(), rows: z.array(TicketRow) }),
  ),
  'list.close': command(z.strictObject({ listId: z.string().min(1).max(64) }), nothing),
  'tickets.get': command(ticketRef, TicketDetail.nullable()),
  /** Opens by number (`#1234` or `1234`) or by what `tickets.search` finds; at most 20, best first. */
  'tickets.find': command(z.strictObject({ text: z.string().max(200) }), z.array(TicketRow)),
  /** Full-text search, best first; how it is written: `shared/domain/search/parseSearch.ts`. */
  'tickets.search': command(
    z.strictObject({
      text: z.string().max(SEARCH_MAX_LENGTH),
      offset: z.int().min(0),
      limit: z.int().min(1).max(300),
    }),
    z.strictObject({
      total: z.int(),
      /** There are more than `total`. */
      isMore: z.boolean(),
      /** False while the index is being built: tickets may be missing. */
      isComplete: z.boolean(),
      /** Filters whose value is not understood, as typed. */
      ignored: z.array(z.string()).readonly(),
      hits: z.array(FoundWords.extend({ row: TicketRow })),
    }),
  ),
  /** Looks through tickets closed so long ago that only the server has them. Throws `sync.offline`. */
  'archive.search': command(
    z.strictObject({ text: z.string().max(SEARCH_MAX_LENGTH) }),
    z.strictObject({
      hits: z.array(FoundWords.extend({ row: TicketRow })),
      /** The server has found more than these. */
      isMore: z.boolean(),
    }),
  ),
  /** Brings such a ticket to this computer, so that it can be opened like any other. */
  'archive.open': command(ticketRef, nothing),
  /** What the workspace's data takes on this computer's disk. */
  'storage.size': command(nothing, z.strictObject({ bytes: z.number().min(0) })),
  'tickets.create': command(NewTicket, z.strictObject({ ticketId: TicketId })),
  'ticket.assign': command(
    z.strictObject({ ticketId: TicketId, assigneeId: z.union([AgentId, z.literal(NOBODY)]) }),
    changed,
  ),
  'ticket.transfer': command(
    z.strictObject({
      ticketId: TicketId,
      departmentId: DepartmentId,
      assigneeId: z.union([AgentId, z.literal(NOBODY)]),
      reason: TransferReason,
      /** Handover note, HTML; `''` for none. */
      noteHtml: z.string().max(DRAFT_MAX_LENGTH),
      /** Write to the customer who looks after their request now, in their language. */
      tellCustomer: z.boolean(),
    }),
    changed,
  ),
  'ticket.take': command(ticketRef, changed),
  'ticket.release': command(ticketRef, changed),
  /** Says that one is on a ticket one was given. */
  'ticket.accept': command(ticketRef, changed),
  /** Gives a ticket back with a reason: to its department, or to whoever had it before. It is not handed to this agent again by itself. */
  'ticket.giveBack': command(
    z.strictObject({ ticketId: TicketId, to: z.enum(['pool', 'sender']), reason: TransferReason }),
    changed,
  ),
  'ticket.setStatus': command(z.strictObject({ ticketId: TicketId, status: Status }), changed),
  'ticket.setPriority': command(z.strictObject({ ticketId: TicketId, priority: Priority }), changed),
  'ticket.setTags': command(
    z.strictObject({ ticketId: TicketId, tags: z.array(z.string().trim().min(1).max(60)).max(50) }),
    changed,
  ),
  'ticket.setSubject': command(
    z.strictObject({ ticketId: TicketId, subject: z.string().trim().min(1).max(SUBJECT_MAX_LENGTH) }),
    changed,
  ),
  'ticket.snooze': command(z.strictObject({ ticketId: TicketId, untilMs: Instant }), changed),
  /** Sets a due time by hand; 0 takes it away. Throws `input.invalid` for the past, `ticket.illegalMove` when it is solved. */
  'ticket.setDue': command(z.strictObject({ ticketId: TicketId, dueAtMs: Instant }), changed),
  /** Figures of a span of time, from what this computer holds; an agent gets their own only. Throws `input.invalid`. */
  'reports.make': command(ReportQuestion, Report),
  /** The tickets behind a number. Throws `input.notFound` when the report is too long ago. */
  'reports.tickets': command(
    ReportNumber,
    z.strictObject({ total: z.int(), tickets: z.array(ReportTicketFacts.extend({ row: TicketRow })) }),
  ),
  /** Saves a table where the person says. */
  'reports.save': command(
    z.strictObject({ suggestedName: z.string().min(1).max(120), csv: z.string().max(5_000_000) }),
    z.strictObject({ outcome: z.enum(['saved', 'cancelled', 'failed']) }),
  ),
  /** Why the ticket is due when it is due. Throws `ticket.notFound`. */
  'sla.explain': command(ticketRef, SlaExplanation),
  /** Why the ticket is with whom it is, and every agent's verdict; `departmentId`: as if it were in that department. */
  'assignment.explain': command(
    z.strictObject({ ticketId: TicketId, departmentId: DepartmentId.optional() }),
    AssignmentExplanation,
  ),
  'assignment.toSolve': command(nothing, ToSolve),
  /** For supervisors: moves that would level a department's load. Throws `auth.forbidden`. */
  'assignment.rebalance': command(z.strictObject({ departmentId: DepartmentId }), Rebalance),
  /** What would become of these tickets; nothing is done. */
  'bulk.preview': command(
    z.strictObject({ ticketIds: z.array(TicketId).max(BULK_MAX), wish: BulkWish }),
    z.array(BulkLine),
  ),
  /** Throws `input.invalid` when a move passes somebody's work on without a reason; what takes a bulk back needs none. */
  'bulk.run': command(
    z.strictObject({
      moves: z.array(BulkMove).max(BULK_MAX),
      reason: TransferReason.nullable(),
      takesBack: z.boolean(),
    }),
    BulkOutcome,
  ),
  /** For supervisors: saves a department; `''` makes a new one. Throws `auth.forbidden`, `input.invalid`. */
  'department.save': command(
    z.strictObject({ departmentId: z.union([DepartmentId, z.literal('')]), value: DepartmentValue }),
    z.strictObject({ departmentId: DepartmentId }),
  ),
  /** For supervisors: what distribution goes by in an agent. Throws `auth.forbidden`. */
  'work.save': command(z.strictObject({ agentId: AgentId, work: AgentWork }), nothing),
  /** For supervisors: the department's own history under another method. Throws `auth.forbidden`. */
  'assignment.whatIf': command(WhatIfQuestion, WhatIf),
  'message.send': command(
    z.strictObject({
      ticketId: TicketId,
      kind: z.enum(['reply', 'note']),
      html: z.string().max(DRAFT_MAX_LENGTH),
      setStatus: Status.nullable(),
      seenMessageId: z.union([MessageId, z.literal('')]),
      /** How many answers of colleagues stood in the thread; left out, nobody asks. */
      seenAnswers: z.int().min(0).optional(),
    }),
    PendingSend,
  ),
  /** Takes a send back while its undo time lasts and makes it a draft again. Throws `undo.tooLate` after that. */
  'message.undo': command(z.strictObject({ sendId: z.string() }), Draft),
  /** Everything that can still be taken back, on whatever ticket, oldest first. */
  'message.pending': command(
    nothing,
    z.array(PendingSend.extend({ number: Ticket.shape.number, subject: Ticket.shape.subject })),
  ),
  'draft.get': command(ticketRef, z.array(Draft)),
  'draft.save': command(
    z.strictObject({
      ticketId: TicketId,
      kind: z.enum(['reply', 'note']),
      html: z.string().max(DRAFT_MAX_LENGTH),
      /** The window's own, as for `presence.show`: other windows with this ticket follow what is written here. */
      viewId: z.string().min(1).max(64).optional(),
    }),
    nothing,
  ),
  'contacts.search': command(z.strictObject({ text: z.string().max(200) }), z.array(Contact)),
  'me.setAvailability': command(z.strictObject({ availability: z.enum(AVAILABILITIES) }), nothing),
  /** Who takes over while this agent is not there; `''` nobody, 0 leaves an end open. Throws `agent.substituteCircle`. */
  'me.setSubstitute': command(
    z.strictObject({
      substituteId: z.union([AgentId, z.literal(NOBODY)]),
      fromMs: Instant,
      untilMs: Instant,
    }),
    nothing,
  ),
  'notices.list': command(nothing, NoticeList),
  /** Here and on the person's other machines. */
  'notices.markRead': command(
    z.strictObject({ ids: z.union([z.array(z.string().max(300)).max(1000), z.literal('all')]) }),
    nothing,
  ),
  /** Throws `input.invalid` for a time zone that does not exist. */
  'notices.save': command(NoticeSettings, nothing),
  /** Shows a notice and plays the sound, whatever the settings say; answers within five seconds. */
  'notices.test': command(nothing, TestOutcome),
  /** What became of the latest notices, newest first. */
  'notices.deliveries': command(nothing, z.array(DeliveryLine)),
  'presence.get': command(nothing, PresenceState),
  /** What one window shows, `null` for no ticket; said again every minute while it does. `viewId` is the window's own. */
  'presence.show': command(
    z.strictObject({
      viewId: z.string().min(1).max(64),
      ticketId: TicketId.nullable(),
      mode: z.enum(PRESENCE_MODES),
    }),
    nothing,
  ),
  /** Opens the wall's feed; `wall.changed` tells what changes until it is closed. Asked again, it answers the whole again. */
  'wall.show': command(nothing, WallShown),
  'wall.close': command(nothing, nothing),
  /** The tickets that a figure of the wall counts, at most 1000. */
  'wall.list': command(WallQuestion, z.array(WallLine)),
  /** Opens the SLA wall, or brings it forward. Throws `auth.signedOut`. */
  'window.openWall': command(nothing, nothing),
  /** Opens a ticket in a window of its own, or brings that window forward. Throws `auth.signedOut`. */
  'window.openTicket': command(ticketRef, nothing),
  /** Brings the desk forward and opens a ticket there. */
  'window.showInDesk': command(ticketRef, nothing),
  'window.setFullScreen': command(
    z.strictObject({ window: WindowSubject, isFullScreen: z.boolean() }),
    nothing,
  ),
  'window.isFullScreen': command(z.strictObject({ window: WindowSubject }), z.boolean()),
  /** Whose pictures from elsewhere are shown. */
  'images.grants': command(nothing, ImageGrants),
  'images.allow': command(ImageWish, ImageGrants),
  'update.get': command(nothing, UpdateState),
  /** Looks for a newer version; the answer is where that stands, fetching goes on afterwards. */
  'update.check': command(nothing, UpdateState),
  /** Restarts into a version that is ready; `whenIdle` waits until nobody is in the middle of something. */
  'update.restart': command(z.strictObject({ when: z.enum(['now', 'whenIdle']) }), UpdateState),
  'desktop.state': command(nothing, DesktopState),
  /** Opens the settings, at one of their parts or where they were. */
  'window.openSettings': command(z.strictObject({ section: SettingsSection.nullable() }), nothing),
  /** The answer to `closing.asked`; `stay` leaves the window open. */
  'closing.answer': command(
    z.strictObject({ choice: z.enum(['background', 'quit', 'stay']), isRemembered: z.boolean() }),
    nothing,
  ),
  /** A report for whoever helps, without anything that a customer or a colleague has written. */
  'diagnostics.get': command(nothing, z.strictObject({ text: z.string() })),
  /** Saves that report and the log of the last days into one file, where the person says. */
  'diagnostics.save': command(nothing, z.strictObject({ outcome: z.enum(['saved', 'cancelled', 'failed']) })),
  /** Makes the replica anew from the server and keeps what waits to be sent. Throws `sync.offline`, `auth.signedOut`. */
  'storage.rebuild': command(nothing, nothing),
  /** Every package that is in Baton. */
  'app.licences': command(nothing, z.array(Licence)),
  'preferences.get': command(nothing, Preferences),
  'preferences.set': command(Preferences.partial(), Preferences),
} as const;

/** Everything the main process tells its windows. */
export const EVENTS = {
  'session.changed': SessionState,
  'sync.changed': SyncStatus,
  /** Tickets or their messages changed; `all` after a bulk. The window asks again for what it shows. */
  'tickets.changed': z.strictObject({ ticketIds: z.union([z.array(TicketId), z.literal('all')]) }),
  /** The shown part of a list is other than at `version - 1`: its tickets in order, and those of its rows that are new. */
  'list.changed': z.strictObject({
    listId: z.string(),
    version: z.int(),
    total: z.int(),
    offset: z.int(),
    ids: z.array(TicketId),
    rows: z.array(TicketRow),
  }),
  /** All counts that were asked for, whenever one of them has changed. */
  'views.counted': z.strictObject({ counts: z.record(z.string(), z.int()) }),
  'directory.changed': nothing,
  'preferences.changed': Preferences,
  'images.changed': ImageGrants,
  'update.changed': UpdateState,
  'desktop.changed': DesktopState,
  /** The desk is being closed for the first time: the window explains what can go on without it. */
  'closing.asked': z.strictObject({ hasTray: z.boolean() }),
  /** Nobody can see the screen any more, or somebody can again. */
  'machine.changed': z.strictObject({ isAway: z.boolean() }),
  'held.changed': nothing,
  'waiting.changed': nothing,
  /** What `assignment.toSolve` and `assignment.explain` answer may have changed; at most once a second. */
  'assignment.changed': nothing,
  'presence.changed': PresenceState,
  /** The list of notices, or what became of them, is other than before. */
  'notices.changed': z.strictObject({ unread: z.int().min(0) }),
  /** Whoever shows the desk plays Baton's sound. */
  'notices.sounded': nothing,
  /** The person clicked a notice (or a deep link). */
  'ticket.openRequested': ticketRef,
  /** The person chose something from the native menu that `window` does. */
  'menu.chosen': z.strictObject({
    item: z.enum(SHORTCUT_IDS),
    window: WindowSubject,
  }),
  'wall.changed': WallChanged,
  'window.fullScreenChanged': z.strictObject({ window: WindowSubject, isFullScreen: z.boolean() }),
  /** A send's undo time is over, or it was taken back. */
  'sends.changed': z.strictObject({ ticketId: TicketId }),
  /** A window has saved what is being written there; empty when nothing is left of it. */
  'draft.saved': z.strictObject({ draft: Draft, viewId: z.string() }),
  /** Words that had been sent are a draft again: taken back, or refused when they should have left. */
  'draft.returned': z.strictObject({ draft: Draft, cause: z.enum(['undone', 'refused']) }),
  /** The main process could not do something it started by itself; the window tells the person. */
  'problem.raised': z.strictObject({ code: z.enum(ERROR_CODES), detail: z.string() }),
} as const;

export type CommandName = keyof typeof COMMANDS;
export type CommandInput<N extends CommandName> = z.infer<(typeof COMMANDS)[N]['input']>;
export type CommandOutput<N extends CommandName> = z.infer<(typeof COMMANDS)[N]['output']>;
export type EventName = keyof typeof EVENTS;
export type EventPayload<N extends EventName> = z.infer<(typeof EVENTS)[N]>;

/** What every command answers: a value, or a code and a message. An unknown failure answers `internal`. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly error: { readonly code: (typeof ERROR_CODES)[number]; readonly message: string };
    };

/** What the preload exposes as `window.baton`. */
export interface BatonBridge {
  invoke<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Answer<CommandOutput<N>>>;
  /** Returns the function that ends the subscription. */
  subscribe<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}
