/** An offered due time; `key` names its text. */
export interface DueChoice {
  readonly key: 'oneHour' | 'endOfToday' | 'endOfTomorrow' | 'inAWeek';
  /** UTC epoch ms. */
  readonly dueAtMs: number;
}

/** When a day's work ends, local time. */
const EVENING_HOUR = 17;
const HOUR_MS = 3_600_000;

/** The due times that are offered, soonest first, in the viewer's local time. Today's end falls away once it is too late for it. */
export function dueChoices(nowMs: number): DueChoice[] {
  const now = new Date(nowMs);
  const evening = (daysLater: number): number =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysLater, EVENING_HOUR).getTime();
  const choices: DueChoice[] = [{ key: 'oneHour', dueAtMs: nowMs + HOUR_MS }];
  if (evening(0) > nowMs + HOUR_MS) choices.push({ key: 'endOfToday', dueAtMs: evening(0) });
  choices.push({ key: 'endOfTomorrow', dueAtMs: evening(1) }, { key: 'inAWeek', dueAtMs: evening(7) });
  return choices;
}
