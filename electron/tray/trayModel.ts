import type { TicketId } from '../../shared/domain/ids.ts';
import { AVAILABILITIES } from '../../shared/domain/settings.ts';
import type { DeskFacts } from '../attention/deskFacts.ts';
import type { HostTexts } from '../texts.ts';

/** What choosing a line of the tray's menu does. */
export type TrayAction =
  | { readonly name: 'openDesk' | 'openWall' | 'openSettings' | 'quit' }
  | { readonly name: 'openTicket'; readonly ticketId: TicketId }
  | { readonly name: 'setAvailability'; readonly availability: (typeof AVAILABILITIES)[number] }
  /** No notices until then, UTC epoch ms; 0 lets them come again. */
  | { readonly name: 'pauseNotices'; readonly untilMs: number };

/** One line of the tray's menu, in the person's language. */
export type TrayItem =
  | { readonly kind: 'line' }
  | { readonly kind: 'words'; readonly label: string }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | {
      readonly kind: 'choice';
      readonly label: string;
      readonly isChosen: boolean;
      readonly action: TrayAction;
    }
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly TrayItem[] };

/** What the tray shows. */
export interface TrayModel {
  /** The picture that says that something is overdue. */
  readonly needsAttention: boolean;
  readonly tooltip: string;
  readonly items: readonly TrayItem[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** When a pause "until tomorrow" ends, on this machine's clock. */
const MORNING_HOUR = 8;

/** The tray for what is known at `nowMs`, UTC epoch ms. */
export function trayModel(
  facts: DeskFacts,
  nowMs: number,
  { text, locale }: Pick<HostTexts, 'text' | 'locale'>,
): TrayModel {
  const language = locale();
  const open: TrayItem = { kind: 'action', label: text('desktop:tray.open'), action: { name: 'openDesk' } };
  const settings: TrayItem = {
    kind: 'action',
    label: text('desktop:tray.settings'),
    action: { name: 'openSettings' },
  };
  const quit: TrayItem = { kind: 'action', label: text('desktop:tray.quit'), action: { name: 'quit' } };
  const line: TrayItem = { kind: 'line' };
  if (facts.name === 'signedOut') {
    const words = text('desktop:tray.signedOut');
    return {
      needsAttention: false,
      tooltip: `Baton: ${words}`,
      items: [{ kind: 'words', label: words }, line, open, settings, line, quit],
    };
  }
  const { next } = facts;
  const due = next && dueWords(next, nowMs, language, text);
  const toSolve = text('desktop:tray.toSolve', { count: facts.toSolve });
  const isPaused = facts.pausedUntilMs > nowMs;
  const pauseUntil = (label: string, untilMs: number): TrayItem => ({
    kind: 'action',
    label,
    action: { name: 'pauseNotices', untilMs },
  });
  const morningMs = tomorrowMorning(nowMs);
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(language, { weekday: 'short', hour: '2-digit', minute: '2-digit' });
  return {
    needsAttention: facts.overdue > 0,
    tooltip: [
      'Baton',
      ...(facts.isOnline ? [] : [text('desktop:tray.offline')]),
      toSolve,
      ...(due ? [due] : []),
    ].join(' · '),
    items: [
      ...(facts.isOnline ? [] : [{ kind: 'words', label: text('desktop:tray.offline') } as const]),
      due === null || next === null
        ? { kind: 'words', label: text('desktop:tray.nothingDue') }
        : { kind: 'action', label: due, action: { name: 'openTicket', ticketId: next.ticketId } },
      { kind: 'words', label: toSolve },
      line,
      {
        kind: 'menu',
        label: text('desktop:tray.availability'),
        items: AVAILABILITIES.map((availability) => ({
          kind: 'choice',
          label: text(`common:availability.${availability}`),
          isChosen: availability === facts.availability,
          action: { name: 'setAvailability', availability },
        })),
      },
      isPaused
        ? {
            kind: 'action',
            label: text(
              isEndless(facts.pausedUntilMs, nowMs) ? 'desktop:tray.resume' : 'desktop:tray.resumeUntil',
              {
                time: (facts.pausedUntilMs - nowMs < 12 * HOUR_MS ? time : day).format(
                  Math.min(facts.pausedUntilMs, nowMs + FAR_MS),
                ),
              },
            ),
            action: { name: 'pauseNotices', untilMs: 0 },
          }
        : {
            kind: 'menu',
            label: text('desktop:tray.pause'),
            items: [
              pauseUntil(text('desktop:tray.pauseMinutes', { count: 30 }), nowMs + 30 * MINUTE_MS),
              pauseUntil(text('desktop:tray.pauseHours', { count: 1 }), nowMs + HOUR_MS),
              pauseUntil(text('desktop:tray.pauseTomorrow', { time: time.format(morningMs) }), morningMs),
            ],
          },
      line,
      open,
      { kind: 'action', label: text('desktop:tray.wall'), action: { name: 'openWall' } },
      settings,
      line,
      quit,
    ],
  };
}

/** A pause that ends later than that has no end a person would wait for. */
const FAR_MS = 31 * 24 * HOUR_MS;

function isEndless(untilMs: number, nowMs: number): boolean {
  return untilMs - nowMs > FAR_MS;
}

function dueWords(
  next: NonNullable<Extract<DeskFacts, { name: 'signedIn' }>['next']>,
  nowMs: number,
  language: string,
  text: HostTexts['text'],
): string {
  const ticket = next.number > 0 ? `#${String(next.number)}` : text('desktop:tray.newTicket');
  const key = next.dueAtMs < nowMs ? 'desktop:tray.overdue' : 'desktop:tray.due';
  return text(key, { ticket, when: relativeWords(next.dueAtMs - nowMs, language) });
}

/** "in 12 min", "2 hr. ago": rounded down to whole minutes, hours or days. */
function relativeWords(lengthMs: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { style: 'short', numeric: 'always' });
  const sign = lengthMs < 0 ? -1 : 1;
  const minutes = Math.floor(Math.abs(lengthMs) / MINUTE_MS);
  if (minutes < 60) return format.format(sign * minutes, 'minute');
  if (minutes < 48 * 60) return format.format(sign * Math.floor(minutes / 60), 'hour');
  return format.format(sign * Math.floor(minutes / (24 * 60)), 'day');
}

function tomorrowMorning(nowMs: number): number {
  const morning = new Date(nowMs);
  morning.setDate(morning.getDate() + 1);
  return morning.setHours(MORNING_HOUR, 0, 0, 0);
}
