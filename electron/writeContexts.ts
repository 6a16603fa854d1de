/** Marks writes that only set what follows from the rest of a document: nobody's change, so nothing is sent or waits. */
export const SETTLED_CONTEXT = 'baton-settled-write';

/** RxDB marks with this what replication brings from the server. Source: rxdb, replication-protocol. */
export const DOWNSTREAM_CONTEXT = 'replication-downstream-';
