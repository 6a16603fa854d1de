import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

/** Asks where, and writes. `cancelled`: the person chose nowhere; `failed`: it could not be written there. */
export type SaveText = (suggestedName: string, text: string) => Promise<'saved' | 'cancelled' | 'failed'>;

/** Handlers about reports. */
export function reportHandlers(
  desk: Desk,
  saveText: SaveText,
): Pick<Handlers, 'reports.make' | 'reports.tickets' | 'reports.save'> {
  return {
    'reports.make': (question) => desk.workspace().reports.make(question),
    'reports.tickets': (number) => desk.workspace().reports.tickets(number),
    'reports.save': async ({ suggestedName, csv }) => ({ outcome: await saveText(suggestedName, csv) }),
  };
}
