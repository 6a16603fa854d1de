import { create } from 'zustand';
import { EMPTY_FORM } from './newTicketForm.ts';
import type { NewTicketForm } from './newTicketForm.ts';

interface NewTicketState {
  readonly form: NewTicketForm;
  readonly change: (changes: Partial<NewTicketForm>) => void;
  readonly startOver: () => void;
}

/** The unfinished new ticket. It outlives its dialog, so that closing by mistake loses nothing. */
export const useNewTicketStore = create<NewTicketState>()((set) => ({
  form: EMPTY_FORM,
  change: (changes) => set((state) => ({ form: { ...state.form, ...changes } })),
  startOver: () => set({ form: EMPTY_FORM }),
}));
