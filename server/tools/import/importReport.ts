import type { ErrorCode } from '../../../shared/errors.ts';
import type { CollectionName } from '../../../shared/sync/wire.ts';

/** How many row numbers of one reason are worth showing. */
const ROWS_SHOWN = 5;

/** Rows left out for one reason. */
export interface SkippedRows {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly count: number;
  /** Where to look first: `file:line`. */
  readonly firstRows: readonly string[];
}

/** What happened to the documents of one collection. */
export interface CollectionTally {
  readonly mapped: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** The whole outcome of an import, as `--report` writes it. */
export interface ImportSummary {
  readonly source: string;
  readonly isDryRun: boolean;
  readonly rowsRead: number;
  readonly rowsSkipped: number;
  readonly skipped: readonly SkippedRows[];
  readonly collections: Readonly<Record<CollectionName, CollectionTally>>;
  readonly notes: readonly string[];
}

type MutableTally = { -readonly [K in keyof CollectionTally]: number };

/** Collects the outcome of an import while it runs. */
export class ImportReport {
  private rowsRead = 0;
  private readonly skipped = new Map<
    string,
    { code: ErrorCode; reason: string; count: number; firstRows: string[] }
  >();
  private readonly notes = new Set<string>();
  private readonly collections: Record<CollectionName, MutableTally> = {
    settings: emptyTally(),
    contacts: emptyTally(),
    tickets: emptyTally(),
    messages: emptyTally(),
  };

  read(count = 1): void {
    this.rowsRead += count;
  }

  /** `where` is `file:line`; `reason` names the kind of trouble, so that equal troubles are counted together. */
  skip(code: ErrorCode, reason: string, where: string): void {
    const key = `${code} ${reason}`;
    const entry = this.skipped.get(key) ?? { code, reason, count: 0, firstRows: [] };
    entry.count += 1;
    if (entry.firstRows.length < ROWS_SHOWN) entry.firstRows.push(where);
    this.skipped.set(key, entry);
  }

  /** Something worth knowing that is no mistake. Said once, however often it happens. */
  note(text: string): void {
    this.notes.add(text);
  }

  add(collection: CollectionName, tally: Partial<CollectionTally>): void {
    const sum = this.collections[collection];
    for (const key of Object.keys(sum) as (keyof CollectionTally)[]) sum[key] += tally[key] ?? 0;
  }

  summary(source: string, isDryRun: boolean): ImportSummary {
    const skipped = [...this.skipped.values()].sort((a, b) => b.count - a.count);
    return {
      source,
      isDryRun,
      rowsRead: this.rowsRead,
      rowsSkipped: skipped.reduce((sum, { count }) => sum + count, 0),
      skipped,
      collections: this.collections,
      notes: [...this.notes],
    };
  }
}

function emptyTally(): MutableTally {
  return { mapped: 0, created: 0, updated: 0, unchanged: 0, refused: 0 };
}

/** The summary as lines for a person. */
export function summaryText(summary: ImportSummary): string {
  const header = ['', 'mapped', 'created', 'updated', 'unchanged', 'refused'];
  const rows = Object.entries(summary.collections).map(([name, tally]) => [
    name,
    ...[tally.mapped, tally.created, tally.updated, tally.unchanged, tally.refused].map(String),
  ]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  const lines = [
    `Read ${String(summary.rowsRead)} rows from ${summary.source}, skipped ${String(summary.rowsSkipped)}.`,
    line(header),
    ...rows.map(line),
  ];
  for (const { code, reason, count, firstRows } of summary.skipped) {
    lines.push(`Skipped ${String(count)}: ${code}, ${reason} (first: ${firstRows.join(', ')})`);
  }
  for (const note of summary.notes) lines.push(`Note: ${note}`);
  if (summary.isDryRun) lines.push('Dry run: everything was mapped and checked, nothing was sent.');
  return lines.join('\n');
}
