import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { BatonError } from '../../../shared/errors.ts';
import { z } from 'zod';
import { KNOWN_LOGS, readEventLog } from './eventLog.ts';
import { reportText } from './reportText.ts';
import { simulateLog, SimulationPolicy } from './simulateLog.ts';
import { unreadable } from './unreadable.ts';

const HELP = `
The log is a CSV file with a row for each event of a ticket, oldest first, and one of these sets of columns:
${KNOWN_LOGS.map(
  ({ ticket, at, group, owner, status }) => `  ${[ticket, at, group, owner, status].join(', ')}`,
).join('\n')}
More columns are used where they are there: priority, topic, customer, when the ticket came in.

A policy file says what differs from the log, all of it optional:
  { "method": "leastLoaded", "capacity": 8, "leastCapacity": 5,
    "distribution": { "limitPerAgent": 20, "filtersOff": ["skills"] },
    "departments": { "Second line": { "method": "bestSkill" } },
    "agents": { "ana": { "capacity": 4, "skills": ["mail"] } }, "onlyNamed": false }

Examples:
  npm run simulate -- incident_event_log.csv.gz
  npm run simulate -- incident_event_log.csv.gz --method roundRobin --policy team.json --json > figures.json`;

const program = new Command('simulate')
  .description('Hands the tickets of a past log out again, and reports beside what really happened.')
  .argument('<events.csv>', 'one row per event of a ticket; .gz may be packed')
  .option('--policy <file>', 'team and rules as JSON; what it leaves out is taken from the log')
  .addOption(
    new Option('--method <name>', 'how tickets are handed out; leastLoaded unless said').choices(
      SimulationPolicy.shape.method.unwrap().options,
    ),
  )
  .option('--json', 'print the figures as JSON, times in milliseconds')
  .addHelpText('after', HELP)
  .action(async (file: string, options: { policy?: string; method?: string; json?: boolean }) => {
    const policy = await readPolicy(options.policy, options.method);
    const startedAt = performance.now();
    const logs = await readEventLog(file);
    const result = simulateLog(logs, policy);
    if (options.json === true) console.log(JSON.stringify(result, null, 2));
    else console.log(reportText(result, policy.method, performance.now() - startedAt));
  });

async function readPolicy(file: string | undefined, method: string | undefined): Promise<SimulationPolicy> {
  let stored: unknown = {};
  try {
    if (file !== undefined) stored = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw unreadable(String(file), cause, 'JSON');
  }
  const base = z.looseObject({}).safeParse(stored);
  const parsed = SimulationPolicy.safeParse({ ...base.data, ...(method !== undefined && { method }) });
  if (base.success && parsed.success) return parsed.data;
  const problem = parsed.error ? z.prettifyError(parsed.error) : 'it is no object';
  throw new BatonError('import.badFile', `the policy in ${String(file)} cannot be used: ${problem}`);
}

program.parseAsync().catch((cause: unknown) => {
  console.error(cause instanceof BatonError ? `error: ${cause.message}` : cause);
  process.exitCode = 1;
});
