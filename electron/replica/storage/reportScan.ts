import type { SlaBook } from '../../../shared/domain/sla/slaBook.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { reportBook, scanTicket, type ScannedTicket } from '../../engine/reports/scanTicket.ts';
import { packTickets } from './packedSlice.ts';
import type { PackedSlice, ReportScan } from './reportPlan.ts';
import { DELETED_PATH } from './schemaColumns.ts';
import type { SqliteFile } from './sqlite.ts';
import type { SqliteTable } from './sqliteTable.ts';

/** A slice takes the storage's thread for about so long; what the desk reads has its turn in between. */
const SLICE_MS = 12;
/** The clock is looked at after so many tickets. */
const TICKETS_A_LOOK = 50;

/** Reads tickets for reports straight from their table: through RxDB whole documents would take several times as long. */
export class ReportScanner {
  readonly #file: SqliteFile;
  #slaBook: SlaBook | undefined;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  /** One slice of a scan. Throws `BatonError` as every read does. */
  scan(table: SqliteTable, scan: ReportScan): PackedSlice {
    const untilMs = performance.now() + SLICE_MS;
    const { slaBook, book } = reportBook(scan.settings, this.#slaBook);
    this.#slaBook = slaBook;
    const tickets: ScannedTicket[] = [];
    let nextRow: number | null = null;
    let read = 0;
    // Nothing happens to a ticket after its last change, unless it is still open. Along the rows: an index would have to be
    // sorted anew for each slice.
    const sql =
      `SELECT rowid, data FROM ${table.name} NOT INDEXED WHERE rowid > ? AND ${table.columnOf(DELETED_PATH)} = 0 ` +
      `AND (${table.columnOf('isOpen')} = 1 OR ${table.columnOf('updatedAtMs')} >= ?) ORDER BY rowid`;
    this.#file.each(sql, [scan.afterRow, scan.fromMs], ([row, text]) => {
      const found = scanTicket(JSON.parse(String(text)) as Ticket, book, scan);
      if (found) tickets.push(found);
      read += 1;
      if (read % TICKETS_A_LOOK !== 0 || performance.now() < untilMs) return true;
      nextRow = Number(row);
      return false;
    });
    return { packed: packTickets(tickets), nextRow };
  }
}
