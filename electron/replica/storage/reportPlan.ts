import type { ReportWish, ScannedTicket } from '../../engine/reports/scanTicket.ts';
import type { PackedTickets } from './packedSlice.ts';

/** What a report looks for in the tickets of a replica, from one row on. */
export type ReportScan = ReportWish & {
  /** Where the last slice ended; 0 to begin. */
  readonly afterRow: number;
};

/** The tickets of one slice that have something in the span. */
export type ReportSlice = {
  readonly tickets: readonly ScannedTicket[];
  /** Where the next slice goes on; `null` at the end. */
  readonly nextRow: number | null;
};

/** The same as it crosses the port. */
export type PackedSlice = { readonly packed: PackedTickets; readonly nextRow: number | null };
