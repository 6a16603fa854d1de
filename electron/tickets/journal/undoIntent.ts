import { z } from 'zod';
import type { Message } from '../../../shared/domain/message.ts';
import { DoneToTicket, type TakenBack } from '../../../shared/domain/ticket/takeBack.ts';
import type { AnyDocument } from '../../../shared/sync/wire.ts';

/** Taking back as it is noted on disk before the first document is written. */
export const UndoIntent = z.strictObject({
  ids: z.array(z.string()),
  /** Messages that are words of the person again when it is done. */
  words: z.array(z.looseObject({ id: z.string() })),
  tickets: z.array(
    z.strictObject({
      ticketId: z.string(),
      /** The state the ticket is put to, `null`: it is taken away. */
      rev: z.string().nullable(),
      rest: z.array(z.strictObject({ id: z.string(), done: DoneToTicket })),
      dropped: z.array(z.string()),
    }),
  ),
});
export type UndoIntent = z.infer<typeof UndoIntent>;

/** Where it lies; one is taken back at a time. */
export const INTENT_KEY = 'undoing:now';

/** What becomes of one ticket. */
interface PlannedTicket {
  readonly ticketId: string;
  readonly plan: TakenBack;
  readonly master: AnyDocument | 'deleted' | null;
}

/** What the plans come to, as data. */
export function intentOf(
  ids: ReadonlySet<string>,
  words: readonly Message[],
  plans: readonly PlannedTicket[],
): UndoIntent {
  return {
    ids: [...ids],
    words: words.map((message) => ({ ...message })),
    tickets: plans.flatMap(({ ticketId, plan, master }) => {
      if (plan.kind !== 'taken') return [];
      const target = master ?? plan.ticket;
      const rest = plan.rest.map(({ id, done }) => ({ id, done }));
      const rev = target === null || target === 'deleted' ? null : target.rev;
      return [{ ticketId, rev, rest, dropped: [...plan.dropped] }];
    }),
  };
}
