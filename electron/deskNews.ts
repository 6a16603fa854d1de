import type { EventName, EventPayload } from '../shared/ipc/contract.ts';

/** Tells every window a piece of news of the contract. */
export type DeskNews = <N extends EventName>(name: N, payload: EventPayload<N>) => void;
