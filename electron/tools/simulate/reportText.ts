import type { ReplayReport, WhatIf } from '../../../shared/ipc/assignment.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1000;
const LABEL_WIDTH = 40;
const VALUE_WIDTH = 26;

/** The two columns for people. `tookMs`: how long the replay ran. */
export function reportText({ actual, simulated }: WhatIf, method: string, tookMs: number): string {
  const rows: (readonly [string, (report: ReplayReport) => string])[] = [
    ['tickets', ({ tickets }) => String(tickets)],
    ['first owners', ({ owners }) => String(owners.length)],
    ['most less fewest tickets of one owner', ({ spread }) => String(spread)],
    ['unevenness (standard deviation / mean)', ({ unevenness }) => unevenness.toFixed(2)],
    ['hops per ticket', ({ hopsMean }) => hopsMean.toFixed(2)],
    ['tickets with 0, 1, 2, more hops', ({ hops }) => hops.join(', ')],
    ['solved by the first owner', ({ firstOwnerShare }) => `${(firstOwnerShare * 100).toFixed(1)} %`],
    ['to the first owner, median', ({ waitMedianMs }) => minutes(waitMedianMs)],
    ['to the first owner, 95 %', ({ waitP95Ms }) => minutes(waitP95Ms)],
    ['never owned', ({ neverOwned }) => String(neverOwned)],
  ];
  const line = (label: string, ...values: string[]): string =>
    label.padEnd(LABEL_WIDTH) + values.map((value) => value.padStart(VALUE_WIDTH)).join('');
  return [
    line('', 'as it was', method),
    ...rows.map(([label, of]) => line(label, of(actual), of(simulated))),
    '',
    `Replayed in ${(tookMs / SECOND_MS).toFixed(1)} s. Which groups a ticket went through and how long the work took there are as they were;`,
    'who got it and when is decided anew. Whoever had a ticket on a day counts as there from their first to their last deed of it.',
  ].join('\n');
}

function minutes(ms: number): string {
  return `${(ms / MINUTE_MS).toFixed(1)} min`;
}
