import { Command, InvalidArgumentError, Option } from 'commander';
import { ROLES, type AgentValue } from '../shared/domain/settings.ts';
import { BatonError, type ErrorCode } from '../shared/errors.ts';
import { makeAccount, makeChannel, makeCode } from './commands/manage.ts';
import { serve } from './commands/serve.ts';
import { setupWorkspace } from './commands/setupWorkspace.ts';
import { version } from './version.ts';

const DEFAULT_PORT = 4680;
const MAX_PORT = 65_535;

/** What an operator can do about a failure. */
const ADVICE: Readonly<Partial<Record<ErrorCode, string>>> = {
  'storage.locked': 'another Baton server uses this data folder: end it, or choose another --data',
  'storage.unwritable': 'choose a --data folder that this user may write to',
  'storage.full': 'free some disk space and start again; nothing accepted was lost',
  'storage.corrupt': 'restore the data folder from a backup, or choose another --data; nothing was changed',
};

const program = new Command('baton-server')
  .description("Baton's sync server")
  .version(version)
  .showHelpAfterError('(--help shows what there is)');

const dataOption = (): Option => new Option('--data <folder>', 'the data folder').makeOptionMandatory();

program
  .command('serve')
  .description('serve a data folder until stopped')
  .option('--host <host>', 'address to listen on', '127.0.0.1')
  .option('--port <port>', 'port to listen on, 0 for any free one', readPort, DEFAULT_PORT)
  .addOption(dataOption())
  .option('--allow-demo', 'let an administrator fill an empty workspace with the demo', false)
  .action((options: { host: string; port: number; data: string; allowDemo: boolean }) => serve(options));

program
  .command('setup')
  .description('make the workspace of a data folder unless it is there')
  .addOption(dataOption())
  .option('--demo', 'fill it with the demo', false)
  .option('--name <name>', 'name of the workspace')
  .action(async ({ data, demo, name }: { data: string; demo: boolean; name?: string }) =>
    say(await setupWorkspace(data, demo, name)),
  );

program
  .command('code')
  .description('make a sign-in code, good once and for ten minutes')
  .addOption(dataOption())
  .requiredOption('--email <email>', 'whom it signs in')
  .action(async ({ data, email }: { data: string; email: string }) => say(await makeCode(data, email)));

program
  .command('channel')
  .description("make a way in for customers' words and print its key once")
  .addOption(dataOption())
  .requiredOption('--name <name>', 'what the team calls it')
  .addOption(new Option('--kind <kind>').choices(['form', 'api', 'email']).default('api'))
  .requiredOption('--department <department>', 'name or id of the department its tickets go to')
  .action(
    async ({
      data,
      ...wish
    }: {
      data: string;
      name: string;
      kind: 'form' | 'api' | 'email';
      department: string;
    }) => say(await makeChannel(data, wish)),
  );

program
  .command('account')
  .description('add a person and print their first password once')
  .addOption(dataOption())
  .requiredOption('--email <email>', 'their address')
  .addOption(new Option('--role <role>').choices(ROLES).default('agent'))
  .option('--name <name>', 'what colleagues call them')
  .option('--department <department>', 'name or id of their department')
  .action(
    async ({
      data,
      ...wish
    }: {
      data: string;
      email: string;
      role: AgentValue['role'];
      name?: string;
      department?: string;
    }) => say(await makeAccount(data, wish)),
  );

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
}

function say(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

/** One line: the code, what happened, and what to do. */
function describe(error: unknown): string {
  if (!(error instanceof BatonError))
    return `internal: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  const advice = ADVICE[error.code];
  return `${error.code}: ${error.message}${advice === undefined ? '' : `. What to do: ${advice}`}`;
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= MAX_PORT) return port;
  throw new InvalidArgumentError(`a port is a number from 0 to ${MAX_PORT}`);
}
