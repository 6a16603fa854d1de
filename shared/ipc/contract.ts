import type { z } from 'zod';
import type { ERROR_CODES } from '../errors.ts';
import { APP_COMMANDS, APP_EVENTS } from './app.ts';
import { ASSIGNMENT_COMMANDS, ASSIGNMENT_EVENTS } from './assignment.ts';
import { BULK_COMMANDS } from './bulk.ts';
import { DESKTOP_COMMANDS, DESKTOP_EVENTS } from './desktop.ts';
import { DIRECTORY_COMMANDS, DIRECTORY_EVENTS } from './directory.ts';
import { IMAGE_COMMANDS, IMAGE_EVENTS } from './images.ts';
import { LIST_COMMANDS, LIST_EVENTS } from './lists.ts';
import { MESSAGE_COMMANDS, MESSAGE_EVENTS } from './messages.ts';
import { NOTICE_CENTRE_COMMANDS, NOTICE_CENTRE_EVENTS } from './notices.ts';
import { PEOPLE_COMMANDS } from './people.ts';
import { PREFERENCE_COMMANDS, PREFERENCE_EVENTS } from './preferences.ts';
import { PRESENCE_COMMANDS, PRESENCE_EVENTS } from './presence.ts';
import { REPORT_COMMANDS } from './reports.ts';
import { RULE_COMMANDS } from './rules.ts';
import { SEARCH_COMMANDS } from './search.ts';
import { SERVICE_LEVEL_COMMANDS } from './serviceLevels.ts';
import { SESSION_COMMANDS, SESSION_EVENTS } from './session.ts';
import { SLA_COMMANDS } from './sla.ts';
import { SYNC_COMMANDS, SYNC_EVENTS } from './sync.ts';
import { TICKET_COMMANDS, TICKET_EVENTS } from './tickets.ts';
import { UPDATE_COMMANDS, UPDATE_EVENTS } from './updates.ts';
import { WAITING_COMMANDS, WAITING_EVENTS } from './waiting.ts';
import { WALL_COMMANDS, WALL_EVENTS } from './wall.ts';
import { WINDOW_COMMANDS, WINDOW_EVENTS } from './windows.ts';
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
import { PolicyOrder } from '../domain/sla/slaImpact.ts';
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

/** Every command the renderer may ask of the main process: name → what goes in, what comes out. Each stands in the file of its area. */
export const COMMANDS = {
  ...APP_COMMANDS,
  ...ASSIGNMENT_COMMANDS,
  ...BULK_COMMANDS,
  ...DESKTOP_COMMANDS,
  ...DIRECTORY_COMMANDS,
  ...IMAGE_COMMANDS,
  ...LIST_COMMANDS,
  ...MESSAGE_COMMANDS,
  ...NOTICE_CENTRE_COMMANDS,
  ...PEOPLE_COMMANDS,
  ...PREFERENCE_COMMANDS,
  ...PRESENCE_COMMANDS,
  ...REPORT_COMMANDS,
  ...RULE_COMMANDS,
  ...SEARCH_COMMANDS,
  ...SERVICE_LEVEL_COMMANDS,
  ...SESSION_COMMANDS,
  ...SLA_COMMANDS,
  ...SYNC_COMMANDS,
  ...TICKET_COMMANDS,
  ...UPDATE_COMMANDS,
  ...WAITING_COMMANDS,
  ...WALL_COMMANDS,
  ...WINDOW_COMMANDS,
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
  'policy.arrange': command(z.strictObject({ policyIds: PolicyOrder }), nothing),
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
  ...APP_EVENTS,
  ...ASSIGNMENT_EVENTS,
  ...DESKTOP_EVENTS,
  ...DIRECTORY_EVENTS,
  ...IMAGE_EVENTS,
  ...LIST_EVENTS,
  ...MESSAGE_EVENTS,
  ...NOTICE_CENTRE_EVENTS,
  ...PREFERENCE_EVENTS,
  ...PRESENCE_EVENTS,
  ...SESSION_EVENTS,
  ...SYNC_EVENTS,
  ...TICKET_EVENTS,
  ...UPDATE_EVENTS,
  ...WAITING_EVENTS,
  ...WALL_EVENTS,
  ...WINDOW_EVENTS,
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
