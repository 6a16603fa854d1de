/** An offered end of a snooze; `key` names its text. */
export interface SnoozeChoice {
  readonly key: 'oneHour' | 'thisAfternoon' | 'tomorrowMorning' | 'nextMonday';
  /** UTC epoch ms. */
  readonly untilMs: number;
}

const MORNING_HOUR = 9;
const AFTERNOON_HOUR = 14;
const MONDAY = 1;
const HOUR_MS = 3_600_000;

/**
 * The ends a snooze is offered, soonest first, in the viewer's local time. "This afternoon" falls away once it is too late
 * for it; "next Monday" falls away on a Sunday, when it is tomorrow morning.
 */
export function snoozeChoices(nowMs: number): SnoozeChoice[] {
  const now = new Date(nowMs);
  const choices: SnoozeChoice[] = [{ key: 'oneHour', untilMs: nowMs + HOUR_MS }];
  const afternoonMs = atHour(now, 0, AFTERNOON_HOUR);
  if (afternoonMs > nowMs + HOUR_MS) choices.push({ key: 'thisAfternoon', untilMs: afternoonMs });
  choices.push({ key: 'tomorrowMorning', untilMs: atHour(now, 1, MORNING_HOUR) });
  const daysToMonday = (MONDAY - now.getDay() + 7) % 7 || 7;
  if (daysToMonday > 1) choices.push({ key: 'nextMonday', untilMs: atHour(now, daysToMonday, MORNING_HOUR) });
  return choices;
}

function atHour(day: Date, daysLater: number, hour: number): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysLater, hour).getTime();
}
