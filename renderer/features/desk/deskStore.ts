import { create } from 'zustand';
import type { TicketId } from '../../../shared/domain/ids.ts';
import type { TicketSort, ViewId } from '../../../shared/domain/views.ts';

/** Which dialog lies over the desk. */
export type DeskDialog = 'newTicket' | 'preferences' | 'shortcuts' | null;

interface DeskState {
  readonly view: ViewId;
  readonly sort: TicketSort;
  readonly selectedTicketId: TicketId | null;
  readonly dialog: DeskDialog;
  readonly showView: (view: ViewId) => void;
  readonly sortBy: (sort: TicketSort) => void;
  readonly selectTicket: (ticketId: TicketId | null) => void;
  readonly openDialog: (dialog: DeskDialog) => void;
}

/** What the person is doing at the desk; no ticket data. */
export const useDeskStore = create<DeskState>()((set) => ({
  view: 'mine',
  sort: 'due',
  selectedTicketId: null,
  dialog: null,
  showView: (view) => set({ view, selectedTicketId: null }),
  sortBy: (sort) => set({ sort }),
  selectTicket: (selectedTicketId) => set({ selectedTicketId }),
  openDialog: (dialog) => set({ dialog }),
}));
