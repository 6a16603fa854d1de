import type { Replica } from '../../electron/replica/openReplica.ts';

const LOOK_MS = 20;

/** Resolves when a search finds every ticket that is in the replica now. */
export async function untilSearchable(replica: Replica): Promise<void> {
  for (;;) {
    const { isComplete } = await replica.search({
      words: [{ text: 'searchable', isPrefix: false, isNegated: false, within: 'all' }],
      facets: [],
      createdFromMs: null,
      createdBeforeMs: null,
      due: [],
      onlyTicketIds: null,
      withoutTicketIds: [],
      nowMs: 0,
      offset: 0,
      limit: 1,
    });
    if (isComplete) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
