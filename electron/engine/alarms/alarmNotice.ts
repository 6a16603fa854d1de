import type { TicketId } from '../../../shared/domain/ids.ts';
import type { NoticeEvent } from '../../../shared/domain/noticeSettings.ts';
import type { SlaTarget } from '../../../shared/domain/settings.ts';

/** What alarms tell of, the most telling first: of several about one ticket the first is shown. */
export const ALARM_EVENTS = [
  'escalated',
  'slaBreach',
  'teamSlaBreach',
  'slaWarning',
  'teamSlaWarning',
] as const satisfies readonly NoticeEvent[];
export type AlarmEvent = (typeof ALARM_EVENTS)[number];

/** Something an alarm has to tell the person at this desk. Alarms tell each thing once; nobody else tells of these events. */
export interface AlarmNotice {
  readonly event: AlarmEvent;
  /** Names it within its ticket: the same key is the same alarm, however often it is raised. */
  readonly key: string;
  readonly ticketId: TicketId;
  /** 0 while the server has given none. */
  readonly number: number;
  readonly subject: string;
  readonly target: SlaTarget;
  /** UTC epoch ms. */
  readonly dueAtMs: number;
  /** The policy wants it told in quiet hours as well. */
  readonly ignoresQuietHours: boolean;
}
