import type { DeviceId, TicketId } from '../../shared/domain/ids.ts';
import { answersOfOthers } from '../../shared/domain/message.ts';
import { channelsOf, noticeSettingsOf, type NoticeSettings } from '../../shared/domain/noticeSettings.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CommandInput } from '../../shared/ipc/contract.ts';
import type { DeliveryLine, NoticeList, TestOutcome } from '../../shared/ipc/notices.ts';
import { textToHtml } from '../../shared/text/textToHtml.ts';
import type { Notice } from '../engine/notices/noticeEvents.ts';
import type { NoticeDecision, Showing } from '../engine/notices/decideNotices.ts';
import { runDetached, type Logger } from '../log.ts';
import type { Replica } from '../replica/openReplica.ts';
import type { Directory } from '../tickets/directory.ts';
import type { Sends } from '../tickets/sends.ts';
import type { TicketPorts } from '../tickets/ticketChanges.ts';
import type { TicketService } from '../tickets/ticketService.ts';
import type { HostTexts } from '../texts.ts';
import type { Scheduler } from '../time.ts';
import { openDeliveryLog } from './deliveryLog.ts';
import { followMachine } from './machineInUse.ts';
import { openNoticeList } from './noticeList.ts';
import { openNoticeMarks } from './noticeMarks.ts';
import { startNoticeRunner, type NoticeRunner } from './noticeRunner.ts';
import { createNoticeScreen } from './noticeScreen.ts';
import { noticeOffers, noticeWords } from './noticeWords.ts';
import type { NoticeAction, SystemNotices } from './systemNotices.ts';

/** What the computer does for notices. */
export interface NoticeHost {
  readonly system: SystemNotices;
  readonly texts: Pick<HostTexts, 'text' | 'locale'>;
  /** IANA name of the zone this machine is in. */
  readonly timeZone: () => string;
  /** How long nobody has touched this machine. */
  readonly idleMs: () => number;
  /** Lets a window play Baton's sound. False when none is open: then the system makes its own. */
  readonly playSound: () => boolean;
  /** Brings the desk before the person's eyes with this ticket open. */
  readonly openTicket: (ticketId: TicketId) => void;
  /** What was chosen on this machine before the choice was kept with the person; null when nothing was, or it is taken over. */
  readonly oldChoice: { get(): OldChoice | null; forget(): void };
}

/** The two switches notices had at first. */
export interface OldChoice {
  readonly assigned: boolean;
  readonly reopened: boolean;
}

/** One person's notices on this machine. */
export interface NoticeDesk extends Pick<NoticeRunner, 'note' | 'given' | 'alarm'> {
  list(): NoticeList;
  markRead(noticeIds: readonly string[] | 'all'): void;
  /** What a window shows: with the ticket that comes before the person's eyes, what was told of it is read. */
  shows(view: CommandInput<'presence.show'>): void;
  settings(): NoticeSettings;
  /** Throws `input.invalid` for a time zone that does not exist. */
  saveSettings(settings: NoticeSettings): Promise<void>;
  /** Shows a notice now, whatever the settings say. */
  test(): Promise<TestOutcome>;
  deliveries(): readonly DeliveryLine[];
  /** The replica stands otherwise with the server. */
  statusChanged(): void;
  stop(): Promise<void>;
}

const SNOOZE_MS = 60 * 60 * 1000;

/** Builds everything about notices on one workspace. */
export async function openNoticeDesk(ports: {
  readonly host: NoticeHost;
  readonly replica: Replica;
  readonly directory: Directory;
  readonly tickets: TicketPorts;
  readonly service: Pick<TicketService, 'take' | 'snooze' | 'setNotices'>;
  readonly sends: Pick<Sends, 'send'>;
  readonly scheduler: Scheduler;
  readonly deviceId: DeviceId;
  readonly isInitial: () => boolean;
  readonly isCatchingUp: () => boolean;
  /** List or log are other than before. */
  readonly onChange: (unread: number) => void;
  readonly onProblem: (code: ErrorCode, detail: string) => void;
  readonly log: Logger;
}): Promise<NoticeDesk> {
  const { host, directory, scheduler, log } = ports;
  const { meId, clock, newId, nextRev, stores } = ports.tickets;
  const { local } = ports.replica;
  const views = new Map<string, string>();
  const changed = (): void => {
    ports.onChange(list.unread());
  };
  const marks = await openNoticeMarks({
    settings: stores.settings,
    meId,
    nextRev,
    clock,
    scheduler,
    onChange: () => {
      screen.clearRead();
      changed();
    },
    log,
  });
  const list = openNoticeList({ local, isRead: (id) => marks.isRead(id), log });
  const deliveries = openDeliveryLog({ local, scheduler, onChange: changed, log });
  const screen = createNoticeScreen({
    system: host.system,
    scheduler,
    deliveries,
    isRead: (id) => marks.isRead(id),
    log,
  });
  const machine = followMachine({
    deviceId: ports.deviceId,
    marks,
    idleMs: host.idleMs,
    clock,
    scheduler,
  });
  const runner = startNoticeRunner({
    stores,
    local,
    clock,
    scheduler,
    context: () => ({
      meId,
      departmentIds: directory.agent(meId)?.departmentIds ?? [],
      settings: settings(),
      isInUse: machine.isHere(),
      isRead: (id) => marks.isRead(id),
    }),
    isInitial: ports.isInitial,
    isCatchingUp: ports.isCatchingUp,
    onDecision: apply,
    log,
  });

  function settings(): NoticeSettings {
    return noticeSettingsOf(directory.agent(meId)?.notices, host.timeZone());
  }

  function apply({ listed, silent, showings }: NoticeDecision): void {
    list.add(listed);
    const isListed = (notice: Notice): boolean => channelsOf(settings(), notice.event).includes('inApp');
    for (const { notice, why } of silent)
      deliveries.add(lineOf(notice, { delivery: why, isListed: isListed(notice), isHeard: false }));
    for (const showing of showings) show(showing);
    if (listed.length > 0) changed();
  }

  function lineOf(
    about: Notice | null,
    rest: Pick<DeliveryLine, 'delivery' | 'isListed' | 'isHeard'>,
    count = 1,
  ): DeliveryLine {
    const what = about ? about.event : 'group';
    return { id: newId(), atMs: clock.nowMs(), what, number: about?.number ?? 0, count, reason: '', ...rest };
  }

  function show(showing: Showing): void {
    const isHeard = showing.isHeard && host.playSound();
    const notice = showing.kind === 'ticket' ? showing.notice : null;
    const count = showing.kind === 'ticket' ? 1 : showing.noticeIds.length;
    const line = lineOf(
      notice,
      {
        delivery: !showing.isSeen ? 'soundOnly' : host.system.isSupported() ? 'asked' : 'unsupported',
        isListed: notice === null || channelsOf(settings(), notice.event).includes('inApp'),
        isHeard: showing.isHeard,
      },
      count,
    );
    deliveries.add(line);
    if (line.delivery !== 'asked') return;
    const noticeIds = showing.kind === 'ticket' ? [showing.notice.id] : showing.noticeIds;
    const ticketId = showing.kind === 'ticket' ? showing.notice.ticketId : showing.ticketId;
    const seen = async (): Promise<void> => {
      // Asked now, so that an answer typed into the notice is one to what it shows.
      const thread = notice?.messageId ? await answersNow(ticketId) : 0;
      await screen.present(
        {
          id: line.id,
          ...noticeWords(showing, host.texts, clock.nowMs()),
          isSilent: !showing.isHeard || isHeard,
          ...noticeOffers(notice, host.texts),
        },
        {
          onClick: () => {
            open(ticketId, noticeIds);
          },
          onAction: (action) => {
            act(action, ticketId, noticeIds);
          },
          onReply: (text) => {
            marks.markRead(noticeIds);
            run('replying from a notice', reply(ticketId, notice?.messageId ?? '', thread, text));
          },
        },
        noticeIds,
      );
    };
    runDetached(log, 'showing a notice', seen());
  }

  function open(ticketId: TicketId, noticeIds: readonly string[]): void {
    marks.markRead(noticeIds);
    host.openTicket(ticketId);
  }

  function act(action: NoticeAction, ticketId: TicketId, noticeIds: readonly string[]): void {
    switch (action) {
      case 'open':
        open(ticketId, noticeIds);
        return;
      case 'take':
        marks.markRead(noticeIds);
        run('taking a ticket from a notice', ports.service.take({ ticketId }));
        return;
      case 'snooze':
        marks.markRead(noticeIds);
        run(
          'snoozing a ticket from a notice',
          ports.service.snooze({ ticketId, untilMs: clock.nowMs() + SNOOZE_MS }),
        );
        return;
    }
  }

  async function answersNow(ticketId: TicketId): Promise<number> {
    const messages = await stores.messages.query({ selector: { ticketId }, sort: [{ atMs: 'asc' }] });
    return answersOfOthers(messages, meId).length;
  }

  async function reply(
    ticketId: TicketId,
    seenMessageId: Notice['messageId'],
    seenAnswers: number,
    text: string,
  ): Promise<void> {
    const html = textToHtml(text.trim());
    await ports.sends.send({ ticketId, kind: 'reply', html, setStatus: null, seenMessageId, seenAnswers });
  }

  /** What a notice was told to do and could not be done is said in the window. */
  function run(what: string, work: Promise<unknown>): void {
    work.catch((cause: unknown) => {
      log.error(`${what} failed`, cause);
      ports.onProblem(cause instanceof BatonError ? cause.code : 'internal', what);
    });
  }

  /** The two old switches of this machine become the person's grid, once. */
  function takeOldChoice(): void {
    const old = host.oldChoice.get();
    const me = directory.agent(meId);
    if (!old || !me || ports.isInitial()) return;
    host.oldChoice.forget();
    if (me.notices || (old.assigned && old.reopened)) return;
    const grid: NoticeSettings['grid'] = {
      ...(!old.assigned && { assigned: ['inApp'] }),
      ...(!old.reopened && { reopened: ['inApp'] }),
    };
    run('taking over the choice of notices', ports.service.setNotices({ ...settings(), grid }));
  }

  const endDirectory = directory.onChange(() => {
    takeOldChoice();
    runner.lookAgain();
  });
  takeOldChoice();

  return {
    given: (...given) => {
      runner.given(...given);
    },
    alarm: (...raised) => {
      runner.alarm(...raised);
    },
    list: () => list.list(),
    markRead: (ids) => {
      marks.markRead(ids === 'all' ? list.unreadIds() : ids);
    },
    shows: ({ viewId, ticketId, mode }) => {
      // A window repeats itself every minute, whether anybody looks at it or not.
      const shown = ticketId === null ? '' : `${mode} ${ticketId}`;
      if (views.get(viewId) === shown) return;
      views.set(viewId, shown);
      if (ticketId !== null) marks.markRead(list.unreadIds(ticketId));
    },
    settings,
    saveSettings: (wish) => ports.service.setNotices(wish),
    test: async () => {
      const isHeard = host.playSound();
      const isSupported = host.system.isSupported();
      const line: DeliveryLine = {
        ...lineOf(null, { delivery: isSupported ? 'asked' : 'unsupported', isListed: false, isHeard }),
        what: 'test',
      };
      deliveries.add(line);
      if (!isSupported) return { delivery: 'unsupported', reason: '', isHeard };
      const { text } = host.texts;
      const words = { title: text('notices:test.title'), body: text('notices:test.body') };
      const nothing = (): void => undefined;
      const answer = await screen.present(
        { id: line.id, ...words, isSilent: isHeard, buttons: [], reply: null },
        { onClick: nothing, onAction: nothing, onReply: nothing },
        [],
      );
      return { ...answer, isHeard };
    },
    deliveries: () => deliveries.list(),
    note: (change) => {
      marks.note(change);
      runner.note(change);
    },
    statusChanged: takeOldChoice,
    stop: async () => {
      endDirectory();
      runner.stop();
      machine.stop();
      await Promise.all([marks.stop(), deliveries.flush()]);
    },
  };
}
