import type { DeviceId } from '../../shared/domain/ids.ts';
import { startAlarmRunner, type AlarmRunner } from '../alarms/alarmRunner.ts';
import { startAssignment, type Assignment } from '../assignment/assignment.ts';
import type { DeskNews } from '../deskNews.ts';
import { afterFirstLook } from '../firstLook.ts';
import type { Logger } from '../log.ts';
import { openNoticeDesk, type NoticeDesk, type NoticeHost } from '../notifications/noticeDesk.ts';
import type { Replica } from '../replica/openReplica.ts';
import { startRuleRunner, type RuleRunner } from '../rules/ruleRunner.ts';
import type { RuleSettings } from '../rules/ruleTeam.ts';
import { startRecompute, type Recompute } from '../sla/recompute.ts';
import type { Presence } from '../sync/presence.ts';
import type { Sync } from '../sync/startSync.ts';
import type { Sends } from '../tickets/sends.ts';
import type { TicketService } from '../tickets/ticketService.ts';
import type { Scheduler } from '../time.ts';
import type { TicketWork } from './ticketWork.ts';

/** What a desk does by itself. */
export interface DeskDuties {
  readonly notices: NoticeDesk;
  readonly ruleRunner: RuleRunner;
  readonly alarms: AlarmRunner;
  readonly assignment: Assignment;
  readonly recompute: Recompute;
}

/** Starts all of it; what looks through all tickets waits for the first look at a window. */
export async function startDeskDuties(about: {
  readonly replica: Replica;
  readonly work: TicketWork;
  readonly service: TicketService;
  readonly sends: Sends;
  readonly sync: Sync;
  readonly presence: Presence;
  readonly ruleSettings: RuleSettings;
  readonly noticeHost: NoticeHost;
  readonly deviceId: DeviceId;
  readonly firstLook: Promise<void> | undefined;
  readonly scheduler: Scheduler;
  readonly monotonicMs: () => number;
  readonly tell: DeskNews;
  readonly log: Logger;
}): Promise<DeskDuties> {
  const { replica, service, sends, sync, presence, ruleSettings, scheduler, tell, log } = about;
  const { ports: tickets, directory } = about.work;
  const firstLook = about.firstLook ?? Promise.resolve();
  const background = about.firstLook ? afterFirstLook(scheduler, firstLook) : scheduler;
  const isCurrent = (): boolean =>
    sync.status().name === 'online' && !sync.isInitial() && !sync.isCatchingUp();
  const notices = await openNoticeDesk({
    host: about.noticeHost,
    replica,
    directory,
    tickets,
    service,
    sends,
    scheduler,
    deviceId: about.deviceId,
    isInitial: () => sync.isInitial(),
    // Without a link nothing comes that could be waited for, and deadlines pass all the same.
    isCatchingUp: () => sync.isCatchingUp() && !['offline', 'stopped'].includes(sync.status().name),
    onChange: (unread) => {
      tell('notices.changed', { unread });
    },
    onProblem: (code, detail) => {
      tell('problem.raised', { code, detail });
    },
    log,
  });
  const ruleRunner = startRuleRunner({
    tickets,
    settings: ruleSettings,
    local: replica.local,
    scheduler: background,
    presence: () => presence.state(),
    isCurrent,
    isInitial: () => sync.isInitial(),
    isTicketWaiting: (ticketId) => sync.isTicketWaiting(ticketId),
    log,
  });
  const alarms = startAlarmRunner({
    tickets,
    local: replica.local,
    scheduler: background,
    monotonicMs: about.monotonicMs,
    presence: () => presence.state(),
    ableTo: (agentIds, place) => ruleSettings.ableTo(agentIds, place),
    isCurrent,
    isCatchingUp: () => sync.status().name === 'online' && sync.isCatchingUp(),
    isInitial: () => sync.isInitial(),
    isTicketWaiting: (ticketId) => sync.isTicketWaiting(ticketId),
    onJump: () => {
      sync.renew();
    },
    tell: (told, isCatchUp) => {
      notices.alarm(told, isCatchUp);
    },
    onGiven: (ticket, line) => {
      notices.given(ticket, line);
    },
    log,
  });
  const assignment = startAssignment({
    tickets,
    sync,
    presence: () => presence.state(),
    onMissing: (agentIds) => {
      presence.miss(agentIds);
    },
    scheduler: background,
    mayRead: firstLook,
    onChange: () => {
      tell('assignment.changed', {});
    },
    onGiven: (ticket, line) => {
      notices.given(ticket, line);
    },
    log,
  });
  const recompute = startRecompute({
    stores: replica.stores,
    directory,
    local: replica.local,
    scheduler: background,
    isInitial: () => sync.isInitial(),
    timeZoneData: process.versions['tz'] ?? '',
    log,
  });
  recompute.lookAgain();
  return { notices, ruleRunner, alarms, assignment, recompute };
}
