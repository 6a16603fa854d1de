import type { Contact } from '../../../shared/domain/contact.ts';
import type { Setting } from '../../../shared/domain/settings.ts';
import { buildSlaBook } from '../../../shared/domain/sla/slaBook.ts';
import { deriveTicket } from '../../../shared/domain/ticket/derive.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../../shared/errors.ts';
import { DOCUMENT_SCHEMAS, PUSH_MAX_ROWS, type CollectionName } from '../../../shared/sync/wire.ts';
import { expandPaths, fileKind } from './files.ts';
import { mapCsv, type CsvField } from './genericCsv.ts';
import { ImportReport, type ImportSummary } from './importReport.ts';
import type { MappedDocuments } from './mapped.ts';
import type { Progress } from './progress.ts';
import { ServerClient, type ClientDeps, type Credentials } from './serverClient.ts';
import { mapServiceNow } from './serviceNow.ts';
import { timeReader, type DateOrder } from './times.ts';
import { mapZendesk } from './zendesk.ts';

export const SOURCES = ['servicenow', 'zendesk', 'csv'] as const;
export type ImportSource = (typeof SOURCES)[number];

/** What to import, and where to. */
export interface ImportWish {
  readonly source: ImportSource;
  readonly paths: readonly string[];
  /** Zone of times written without one, as an IANA name. */
  readonly timeZone: string;
  readonly dateOrder: DateOrder;
  readonly columns: ReadonlyMap<string, CsvField>;
  /** `null` maps and checks everything and sends nothing. */
  readonly target: { readonly server: string; readonly credentials: Credentials } | null;
}

/** Most characters of one request, well under what the server takes. */
const REQUEST_MAX_LENGTH = 3_000_000;

/**
 * Runs a whole import: read, map, check, send. Safe to repeat: ids come from the source, so what is there stays. Bad rows and
 * refused documents are in the summary; throws `import.badFile`, `import.missingColumn`, `sync.offline` or the server's own
 * code when nothing can be done.
 */
export async function runImport(
  wish: ImportWish,
  deps: ClientDeps,
  progress: Progress,
): Promise<ImportSummary> {
  const report = new ImportReport();
  const mapped = await mapFiles(wish, report);
  const valid = checkAll(mapped, report);
  if (wish.target) {
    const client = new ServerClient(wish.target.server, deps);
    await client.signIn(wish.target.credentials);
    await send(client, 'settings', valid.settings, report, progress);
    await send(client, 'contacts', valid.contacts, report, progress);
    await send(client, 'messages', valid.messages, report, progress);
    const tickets = withSla(valid.tickets, valid.contacts, await client.settings());
    await send(client, 'tickets', tickets, report, progress);
  }
  return report.summary(wish.source, wish.target === null);
}

async function mapFiles(wish: ImportWish, report: ImportReport): Promise<MappedDocuments> {
  const readTime = timeReader(wish.timeZone, wish.dateOrder);
  const files = await expandPaths(wish.paths);
  switch (wish.source) {
    case 'zendesk':
      return mapZendesk(files, readTime, report);
    case 'servicenow':
      await requireCsv(files);
      return mapServiceNow(files, readTime, report);
    case 'csv':
      await requireCsv(files);
      return mapCsv(files, wish.columns, readTime, report);
  }
}

async function requireCsv(files: readonly string[]): Promise<void> {
  for (const file of files) {
    if ((await fileKind(file)) !== 'csv') {
      throw new BatonError('import.badFile', `${file} is JSON; this source is read from CSV`, { file });
    }
  }
}

function checkAll(mapped: MappedDocuments, report: ImportReport): MappedDocuments {
  return {
    settings: checked('settings', mapped.settings, report),
    contacts: checked('contacts', mapped.contacts, report),
    messages: checked('messages', mapped.messages, report),
    tickets: checked('tickets', mapped.tickets, report),
  };
}

function checked<T extends { readonly id: string }>(
  collection: CollectionName,
  documents: readonly T[],
  report: ImportReport,
): T[] {
  const schema = DOCUMENT_SCHEMAS[collection];
  const valid = documents.filter((document) => {
    const outcome = schema.safeParse(document);
    if (outcome.success) return true;
    const [issue] = outcome.error.issues;
    const name =
      'externalId' in document && typeof document.externalId === 'string' ? document.externalId : document.id;
    report.skip(
      'import.badRow',
      `${collection}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'does not fit'}`.trim(),
      name,
    );
    return false;
  });
  report.add(collection, { mapped: valid.length });
  return valid;
}

/** The due instants follow from the workspace's own policies, so they can be known only now. */
function withSla(
  tickets: readonly Ticket[],
  contacts: readonly Contact[],
  settings: readonly Setting[],
): Ticket[] {
  const book = buildSlaBook(settings);
  const contactById = new Map(contacts.map((contact) => [contact.id, contact]));
  return tickets.map((ticket) => deriveTicket(ticket, book, contactById.get(ticket.contactId) ?? null));
}

async function send(
  client: ServerClient,
  collection: CollectionName,
  documents: readonly { readonly id: string }[],
  report: ImportReport,
  progress: Progress,
): Promise<void> {
  if (documents.length === 0) return;
  progress.start(collection, documents.length);
  try {
    for (const batch of batches(documents)) {
      const { refused, ...tally } = await client.importDocuments(collection, batch);
      report.add(collection, { ...tally, refused: refused.length });
      for (const { id, code, message } of refused)
        report.skip(code, `the server refused it: ${message}`, `${collection} ${id}`);
      progress.advance(batch.length);
    }
  } finally {
    progress.stop();
  }
}

function* batches<T>(documents: readonly T[]): Generator<T[]> {
  let batch: T[] = [];
  let length = 0;
  for (const document of documents) {
    const size = JSON.stringify(document).length;
    if (batch.length > 0 && (batch.length >= PUSH_MAX_ROWS || length + size > REQUEST_MAX_LENGTH)) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(document);
    length += size;
  }
  if (batch.length > 0) yield batch;
}
