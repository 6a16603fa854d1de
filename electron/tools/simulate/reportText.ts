import type { ReplayReport } from '../../../shared/ipc/assignment.ts';
import type { Simulation } from './simulateLog.ts';

const SECOND_MS = 1000;
/** From when on a time is told in a larger unit. */
const UNITS: readonly (readonly [fromMs: number, unitMs: number, name: string])[] = [
  [172_800_000, 86_400_000, 'days'],
  [7_200_000, 3_600_000, 'h'],
  [0, 60_000, 'min'],
];
const LABEL_WIDTH = 40;
const VALUE_WIDTH = 26;

/** The two columns for people. `tookMs`: how long the replay ran. */
export function reportText(
  { actual, simulated, leftOut }: Simulation,
  method: string,
  tookMs: number,
): string {
  const rows: (readonly [string, (report: ReplayReport) => string])[] = [
    ['tickets', ({ tickets }) => String(tickets)],
    ['people who were somebody’s first owner', ({ owners }) => String(owners.length)],
    ['most minus fewest tickets per owner', ({ spread }) => String(spread)],
    ['unevenness (standard deviation / mean)', ({ unevenness }) => unevenness.toFixed(2)],
    ['hops per ticket', ({ hopsMean }) => hopsMean.toFixed(2)],
    ['tickets with 0, 1, 2, more hops', ({ hops }) => hops.join(', ')],
    ['solved by the first owner', ({ firstOwnerShare }) => `${(firstOwnerShare * 100).toFixed(1)} %`],
    ['to the first owner, median', ({ waitMedianMs }) => duration(waitMedianMs)],
    ['to the first owner, 95 %', ({ waitP95Ms }) => duration(waitP95Ms)],
    ['tickets nobody ever had', ({ neverOwned }) => String(neverOwned)],
  ];
  const line = (label: string, ...values: string[]): string =>
    label.padEnd(LABEL_WIDTH) + values.map((value) => value.padStart(VALUE_WIDTH)).join('');
  return [
    line('', 'as it was', method),
    ...rows.map(([label, of]) => line(label, of(actual), of(simulated))),
    '',
    ...(leftOut > 0 ? [`Left out: ${String(leftOut)} tickets of the log that no group ever had.`] : []),
    `Replayed in ${(tookMs / SECOND_MS).toFixed(1)} s. Which groups a ticket went through and how long the work took there are as they were;`,
    'who got it and when is decided anew. Whoever had a ticket on a day counts as there from their first to their last deed of it.',
  ].join('\n');
}

function duration(ms: number): string {
  const [, unitMs, name] = UNITS.find(([fromMs]) => ms >= fromMs) ?? [0, SECOND_MS, 's'];
  return `${(ms / unitMs).toFixed(1)} ${name}`;
}
