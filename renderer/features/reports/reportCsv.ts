import type { Report, ReportLine, TargetFigures } from '../../../shared/ipc/reports.ts';

/** What the columns are called, and what the line over everything is. */
export interface CsvWords {
  readonly columns: readonly string[];
  readonly total: string;
}

const MS_PER_SECOND = 1000;
const NEW_LINE = '\r\n';
/** A cell that begins so could be taken for a formula. Source: OWASP, CSV injection. */
const FORMULA_START = /^[=+\-@\t\r]/u;
const NEEDS_QUOTES = /[",\r\n]/u;

/**
 * The table of a report, as RFC 4180 has it: every line with its span in ISO dates (both included), shares and numbers with a
 * point, lengths in whole seconds, empty where nothing was measured. Nothing depends on a language but names and headings.
 */
export function reportCsv(
  report: Pick<Report, 'question' | 'total'>,
  lines: readonly ReportLine[],
  nameOf: (key: string) => string,
  { columns, total }: CsvWords,
): string {
  const { fromMs, beforeMs } = report.question;
  const span = [isoDate(fromMs), isoDate(beforeMs - 1)];
  const cells = (name: string, line: ReportLine): string[] => [
    name,
    ...span,
    String(line.tickets),
    ...figureCells(line.firstResponse),
    ...figureCells(line.resolution),
  ];
  return [[...columns], ...lines.map((line) => cells(nameOf(line.key), line)), cells(total, report.total)]
    .map((row) => row.map(cell).join(',') + NEW_LINE)
    .join('');
}

/** The local date of an instant, `YYYY-MM-DD`. */
export function isoDate(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function figureCells(figures: TargetFigures): string[] {
  const { met, breached, done } = figures;
  const share = met + breached === 0 ? '' : (met / (met + breached)).toFixed(4);
  const lengths = [figures.businessMedianMs, figures.businessP90Ms, figures.wallMedianMs, figures.wallP90Ms];
  return [
    ...[met, breached].map(String),
    share,
    String(done),
    ...lengths.map((ms) => (ms === null ? '' : String(Math.round(ms / MS_PER_SECOND)))),
  ];
}

/** One cell: text that a program would compute gets an apostrophe in front, so that it stays text. */
function cell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
