import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { BatonError } from '../../../shared/errors.ts';
import { z } from 'zod';
import { readEventLog } from './eventLog.ts';
import { reportText } from './reportText.ts';
import { simulateLog, SimulationPolicy } from './simulateLog.ts';

const program = new Command('simulate')
  .description('Hands the tickets of a past log out again, and reports beside what really happened.')
  .argument('<events.csv>', 'one row per event of a ticket; .gz may be packed')
  .option('--policy <file>', 'team and rules as JSON; what it leaves out is taken from the log')
  .option('--method <name>', 'leastLoaded, roundRobin or bestSkill')
  .option('--json', 'print the figures as JSON')
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
    throw new BatonError('import.badFile', `${String(file)} cannot be read as JSON`, {}, { cause });
  }
  const base = z.looseObject({}).safeParse(stored);
  const parsed = SimulationPolicy.safeParse({ ...base.data, ...(method !== undefined && { method }) });
  if (base.success && parsed.success) return parsed.data;
  const problem = parsed.error ? z.prettifyError(parsed.error) : 'it is no object';
  throw new BatonError('import.badFile', `the policy cannot be used: ${problem}`);
}

program.parseAsync().catch((cause: unknown) => {
  console.error(cause instanceof BatonError ? cause.message : cause);
  process.exitCode = 1;
});
