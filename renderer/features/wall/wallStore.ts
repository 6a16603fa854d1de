import { create } from 'zustand';
import type { SlaTarget } from '../../../shared/domain/settings.ts';
import type { WallQuestion, WallTicket } from '../../../shared/ipc/wall.ts';
import type { ClockState, LineGroup, WallGrouping } from './clockLines.ts';

/** A figure whose tickets are looked at: one the host counts, or one that the wall counts from what it shows. */
export type Drill =
  | { readonly kind: 'counted'; readonly question: WallQuestion }
  | { readonly kind: 'running'; readonly target: SlaTarget }
  /** Without a group: on the whole wall. */
  | {
      readonly kind: 'state';
      readonly state: ClockState;
      readonly group: { readonly grouping: WallGrouping; readonly id: LineGroup['id'] } | null;
    }
  | { readonly kind: 'unowned' };

interface WallStore {
  readonly drill: Drill | null;
  /** The ticket that is being dragged. */
  readonly dragged: WallTicket | null;
  readonly look: (drill: Drill | null) => void;
  readonly drag: (ticket: WallTicket | null) => void;
}

/** What the person is doing at the wall; no ticket data of its own. */
export const useWallStore = create<WallStore>()((set) => ({
  drill: null,
  dragged: null,
  look: (drill) => set({ drill }),
  drag: (dragged) => set({ dragged }),
}));
