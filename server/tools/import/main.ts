import { Command, InvalidArgumentError, Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { BatonError } from '../../../shared/errors.ts';
import { CSV_FIELDS, type CsvField } from './genericCsv.ts';
import { summaryText } from './importReport.ts';
import { progressOn } from './progress.ts';
import { runImport, SOURCES, type ImportSource, type ImportWish } from './runImport.ts';
import type { Credentials } from './serverClient.ts';
import type { DateOrder } from './times.ts';

const DEFAULT_SERVER = 'http://127.0.0.1:4680';

interface Options {
  readonly from: ImportSource;
  readonly server: string;
  readonly email?: string;
  readonly password?: string;
  readonly code?: string;
  readonly dryRun: boolean;
  readonly timeZone: string;
  readonly dateOrder: DateOrder;
  readonly map: ReadonlyMap<string, CsvField>;
  readonly report?: string;
}

function addMapping(text: string, known: ReadonlyMap<string, CsvField>): ReadonlyMap<string, CsvField> {
  const at = text.lastIndexOf('=');
  const column = text.slice(0, at).trim();
  const field = text.slice(at + 1).trim();
  if (at < 1 || !isCsvField(field)) {
    throw new InvalidArgumentError(`write column=field; fields are ${Object.keys(CSV_FIELDS).join(', ')}`);
  }
  return new Map([...known, [column, field]]);
}

function isCsvField(name: string): name is CsvField {
  return Object.hasOwn(CSV_FIELDS, name);
}

function credentialsOf({ code, email, password }: Options): Credentials {
  if (code !== undefined) return { code };
  const secret = password ?? process.env['BATON_PASSWORD'];
  if (email !== undefined && secret !== undefined) return { email, password: secret };
  throw new BatonError(
    'auth.badCredentials',
    'name an administrator with --email and --password, or give a --code',
  );
}

async function main(paths: readonly string[], options: Options): Promise<void> {
  const wish: ImportWish = {
    source: options.from,
    paths,
    timeZone: options.timeZone,
    dateOrder: options.dateOrder,
    columns: options.map,
    target: options.dryRun ? null : { server: options.server, credentials: credentialsOf(options) },
  };
  const deps = { fetch: globalThis.fetch, wait: (ms: number) => wait(ms), nowMs: () => Date.now() };
  const summary = await runImport(wish, deps, progressOn(process.stderr));
  process.stdout.write(`${summaryText(summary)}\n`);
  if (options.report !== undefined) await writeFile(options.report, `${JSON.stringify(summary, null, 2)}\n`);
  if (Object.values(summary.collections).some(({ refused }) => refused > 0)) process.exitCode = 1;
}

const program = new Command('baton-import')
  .description(
    'Loads an export of another help desk into a Baton workspace. Run twice, it creates nothing new.',
  )
  .argument('<files...>', 'CSV or JSON files, also .gz, or folders of them')
  .addOption(
    new Option('--from <source>', 'where the files come from').choices(SOURCES).makeOptionMandatory(),
  )
  .option('--server <url>', 'address of the Baton server', DEFAULT_SERVER)
  .option('--email <email>', 'an administrator of the workspace')
  .option('--password <password>', 'their password; better in the variable BATON_PASSWORD')
  .option('--code <code>', 'a sign-in code instead of e-mail and password')
  .option('--dry-run', 'map and check everything, send nothing', false)
  .option('--time-zone <zone>', 'zone of times written without one', 'UTC')
  .addOption(
    new Option('--date-order <order>', 'how 3/4/2026 is read').choices(['dmy', 'mdy']).default('dmy'),
  )
  .option(
    '--map <column=field>',
    'csv: which column fills which field; may be repeated',
    addMapping,
    new Map(),
  )
  .option('--report <file>', 'also write the outcome as JSON')
  .action((paths: string[], options: Options) => main(paths, options));

try {
  await program.parseAsync();
} catch (error) {
  const text = error instanceof BatonError ? `${error.code}: ${error.message}` : `internal: ${String(error)}`;
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
