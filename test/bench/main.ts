import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { Command, Option } from 'commander';
import { BENCH_AREAS, formatTable, type BenchArea, type BenchRecord } from './record.ts';

type Area = () => Promise<readonly BenchRecord[]>;

const BYTES_PER_GIB = 1024 ** 3;

/** Loaded when they run, so that one area does not pay for another's imports. */
const AREAS: Readonly<Partial<Record<BenchArea, () => Promise<Area>>>> = {
  start: async () => (await import('./areas/start.ts')).benchStart,
  replica: async () => (await import('./areas/replica.ts')).benchReplica,
  sync: async () => (await import('./areas/sync.ts')).benchSync,
  return: async () => (await import('./areas/return.ts')).benchReturn,
  server: async () => (await import('./areas/server.ts')).benchServer,
  assignment: async () => (await import('./areas/assignment.ts')).benchAssignment,
  sla: async () => (await import('./areas/sla.ts')).benchSla,
  reports: async () => (await import('./areas/reports.ts')).benchReports,
  desk: async () => (await import('./areas/desk.ts')).benchDesk,
  wall: async () => (await import('./areas/wall.ts')).benchWall,
  comparison: async () => (await import('./areas/comparison.ts')).benchComparison,
};

const program = new Command('bench')
  .description('Measures Baton on this machine, beside what each figure is compared with.')
  .addOption(new Option('--only <area...>', 'only these areas').choices(BENCH_AREAS))
  .option(
    '--compare',
    'only the comparison with PouchDB, which is installed on its own when it is first needed',
  )
  .option('--json <file>', 'also write the records to this file')
  .parse();

const options = program.opts<{ only?: BenchArea[]; compare?: boolean; json?: string }>();
const wanted = options.only || options.compare ? [...(options.only ?? [])] : undefined;
if (options.compare && !wanted?.includes('comparison')) wanted?.push('comparison');
const [processor] = cpus();
console.log(
  `${processor?.model ?? 'unknown processor'}, ${String(cpus().length)} cores, ` +
    `${(totalmem() / BYTES_PER_GIB).toFixed(0)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}\n`,
);

const records: BenchRecord[] = [];
for (const area of wanted ?? BENCH_AREAS) {
  const load = AREAS[area];
  if (!load) {
    if (wanted) console.log(`${area}: nothing is measured there yet`);
    continue;
  }
  process.stderr.write(`measuring ${area} …\n`);
  records.push(...(await (await load())()));
}
console.log(formatTable(records));
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(records, null, 2)}\n`);
