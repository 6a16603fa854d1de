import { create } from 'zustand';
import type { TicketId } from '../../../shared/domain/ids.ts';
import type { DueFilter, TicketSort, ViewId } from '../../../shared/domain/views.ts';
import type { Preferences } from '../../../shared/ipc/preferences.ts';
import type { ToSolve } from '../../../shared/ipc/assignment.ts';
import type { WaitingItem } from '../../../shared/ipc/waiting.ts';

/** Which dialog lies over the desk. */
export type DeskDialog =
  | 'newTicket'
  | 'shortcuts'
  | 'introduction'
  | 'team'
  | 'rules'
  | 'serviceLevels'
  | 'queue'
  | 'substitute'
  | 'departments'
  | 'bulk'
  | 'rebalance'
  | 'whatIf'
  | 'notices'
  | null;

/** Something is to be taken back, and these later ones build on it. */
export interface AlsoUndo {
  readonly item: WaitingItem;
  readonly on: readonly WaitingItem[];
}

type NextTicket = NonNullable<ToSolve['next']>;

interface DeskState {
  readonly view: ViewId;
  readonly sort: TicketSort;
  /** Narrows whatever view is shown; `null` does not. */
  readonly dueFilter: DueFilter | null;
  /** What is typed into the search field; the list shows what it finds instead of the view. */
  readonly searchText: string;
  readonly selectedTicketId: TicketId | null;
  /** The reports stand in the place of list and ticket. */
  readonly isReporting: boolean;
  readonly dialog: DeskDialog;
  readonly alsoUndo: AlsoUndo | null;
  /** The ticket that was opened last as the one to do next, and why it was. */
  readonly openedAsNext: NextTicket | null;
  /** Tickets chosen together in the list. */
  readonly marked: ReadonlySet<TicketId>;
  /** False until the desk has taken up where the person left off. */
  readonly isReady: boolean;
  /** Takes up the view and order used last; only the first call counts. */
  readonly takeUp: (preferences: Preferences) => void;
  readonly showView: (view: ViewId) => void;
  readonly search: (text: string) => void;
  readonly sortBy: (sort: TicketSort) => void;
  readonly filterByDue: (dueFilter: DueFilter | null) => void;
  readonly selectTicket: (ticketId: TicketId | null) => void;
  readonly showReports: () => void;
  readonly mark: (marked: ReadonlySet<TicketId>) => void;
  readonly openNext: (next: NextTicket) => void;
  readonly putNextAway: () => void;
  readonly openDialog: (dialog: DeskDialog) => void;
  /** Opens the queue with the question; `null` puts it away. */
  readonly askWhetherAlso: (question: AlsoUndo | null) => void;
  /** Back to the beginning, for the next person who signs in. */
  readonly leave: () => void;
}

const NOTHING_MARKED: ReadonlySet<TicketId> = new Set();

const START = {
  view: 'mine',
  sort: 'due',
  dueFilter: null,
  searchText: '',
  selectedTicketId: null,
  isReporting: false,
  dialog: null,
  alsoUndo: null,
  openedAsNext: null,
  marked: NOTHING_MARKED,
  isReady: false,
} as const;

/** Where a page that had to be loaded again finds the ticket that was open in it. Ends with the window. */
const OPEN_TICKET_KEY = 'baton.openTicket';

function ticketBefore(): TicketId | null {
  return sessionStorage.getItem(OPEN_TICKET_KEY) as TicketId | null;
}

/** What the person is doing at the desk; no ticket data. */
export const useDeskStore = create<DeskState>()((set) => ({
  ...START,
  takeUp: ({ lastView, sort }) =>
    set((state) =>
      state.isReady ? state : { view: lastView, sort, selectedTicketId: ticketBefore(), isReady: true },
    ),
  showView: (view) =>
    set((state) =>
      state.view === view
        ? { searchText: '', isReporting: false }
        : { view, searchText: '', isReporting: false, selectedTicketId: null, marked: NOTHING_MARKED },
    ),
  search: (searchText) => set({ searchText, isReporting: false, marked: NOTHING_MARKED }),
  sortBy: (sort) => set({ sort }),
  filterByDue: (dueFilter) => set({ dueFilter, searchText: '', isReporting: false, marked: NOTHING_MARKED }),
  selectTicket: (selectedTicketId) => set({ selectedTicketId, isReporting: false }),
  showReports: () => set({ isReporting: true }),
  mark: (marked) => set({ marked }),
  openNext: (openedAsNext) =>
    set({ openedAsNext, selectedTicketId: openedAsNext.ticketId, isReporting: false }),
  putNextAway: () => set({ openedAsNext: null }),
  openDialog: (dialog) => set({ dialog, alsoUndo: null }),
  askWhetherAlso: (alsoUndo) => set(alsoUndo ? { alsoUndo, dialog: 'queue' } : { alsoUndo }),
  leave: () => {
    sessionStorage.removeItem(OPEN_TICKET_KEY);
    set(START);
  },
}));

useDeskStore.subscribe(({ selectedTicketId, isReady }) => {
  if (!isReady) return;
  if (selectedTicketId === null) sessionStorage.removeItem(OPEN_TICKET_KEY);
  else sessionStorage.setItem(OPEN_TICKET_KEY, selectedTicketId);
});
