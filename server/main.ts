import { Command, Option } from 'commander';
import { ROLES, type AgentValue } from '../shared/domain/settings.ts';
import { BatonError, type ErrorCode } from '../shared/errors.ts';
import { backUp, restore } from './commands/backup.ts';
import { makeAccount, makeChannel, makeCode, showWebhookSecret } from './commands/manage.ts';
import {
  deploymentOf,
  withDeployment,
  withServing,
  type DeploymentOptions,
  type ServeFlags,
} from './commands/options.ts';
import { serve } from './commands/serve.ts';
import { addAnotherWorkspace, setupWorkspace } from './commands/setupWorkspace.ts';
import { version } from './version.ts';

/** What an operator can do about a failure. */
const ADVICE: Readonly<Partial<Record<ErrorCode, string>>> = {
  'storage.locked': 'another Baton server uses this data folder: end it, or choose another --data',
  'storage.unwritable': 'choose a --data folder that this user may write to',
  'server.unavailable': 'start PostgreSQL, and look at the address, name and password in --database',
  'storage.full': 'free some disk space and start again; nothing accepted was lost',
  'workspace.notEmpty': 'choose an empty --data folder or database; nothing was changed',
  'storage.corrupt': 'restore the data folder from a backup, or choose another --data; nothing was changed',
};

const program = new Command('baton-server')
  .description("Baton's sync server")
  .version(version)
  .showHelpAfterError('(--help shows what there is)');

withServing(program.command('serve').description('serve until stopped')).action(
  ({ host, port, allowDemo, logLevel, trustProxy, privateWebhooks, ...where }: ServeFlags) =>
    serve({
      deployment: deploymentOf(where),
      host,
      port,
      allowDemo,
      logLevel,
      trustProxy,
      privateWebhooks,
      metricsToken: process.env['BATON_METRICS_TOKEN'],
    }),
);

withDeployment(program.command('setup').description('make the workspace unless it is there'))
  .option('--demo', 'fill it with the demo', false)
  .option('--name <name>', 'name of the workspace')
  .action(async ({ demo, name, ...where }: DeploymentOptions & { demo: boolean; name?: string }) =>
    say(await setupWorkspace(deploymentOf(where), demo, name)),
  );

withDeployment(program.command('workspace').description('add another workspace, apart from those there are'))
  .requiredOption('--name <name>', 'name of the workspace')
  .requiredOption('--email <email>', 'address of its first administrator')
  .action(async ({ name, email, ...where }: DeploymentOptions & { name: string; email: string }) =>
    say(await addAnotherWorkspace(deploymentOf(where), { name, email })),
  );

withDeployment(program.command('code').description('make a sign-in code, good once and for ten minutes'))
  .requiredOption('--email <email>', 'whom it signs in')
  .action(async ({ email, ...where }: DeploymentOptions & { email: string }) =>
    say(await makeCode(deploymentOf(where), email)),
  );

withDeployment(
  program.command('channel').description("make a way in for customers' words and print its key once"),
)
  .requiredOption('--name <name>', 'what the team calls it')
  .addOption(new Option('--kind <kind>').choices(['form', 'api', 'email']).default('api'))
  .requiredOption('--department <department>', 'name or id of the department its tickets go to')
  .option('--workspace <id>', 'its workspace, where there are several')
  .action(
    async ({
      name,
      kind,
      department,
      workspace,
      ...where
    }: DeploymentOptions & {
      name: string;
      kind: 'form' | 'api' | 'email';
      department: string;
      workspace?: string;
    }) => say(await makeChannel(deploymentOf(where), { name, kind, department, workspace })),
  );

withDeployment(
  program
    .command('webhook-secret')
    .description('print the secret by which a receiver knows messages of rules'),
)
  .option('--workspace <id>', 'its workspace, where there are several')
  .action(async ({ workspace, ...where }: DeploymentOptions & { workspace?: string }) =>
    say(await showWebhookSecret(deploymentOf(where), workspace)),
  );

withDeployment(program.command('account').description('add a person and print their first password once'))
  .requiredOption('--email <email>', 'their address')
  .addOption(new Option('--role <role>').choices(ROLES).default('agent'))
  .option('--name <name>', 'what colleagues call them')
  .option('--department <department>', 'name or id of their department')
  .option('--workspace <id>', 'its workspace, where there are several')
  .action(
    async ({
      email,
      role,
      name,
      department,
      workspace,
      ...where
    }: DeploymentOptions & {
      email: string;
      role: AgentValue['role'];
      name?: string;
      department?: string;
      workspace?: string;
    }) => say(await makeAccount(deploymentOf(where), { email, role, name, department, workspace })),
  );

withDeployment(
  program.command('backup').description('write everything into one file, while the server goes on serving'),
)
  .requiredOption('--to <file>', 'the file to make; keep it as safe as the server: its key is inside')
  .action(async ({ to, ...where }: DeploymentOptions & { to: string }) =>
    say(await backUp(deploymentOf(where), to)),
  );

withDeployment(
  program
    .command('restore')
    .description('fill an empty data folder or database from a backup, also one of the other database'),
)
  .requiredOption('--from <file>', 'the backup')
  .action(async ({ from, ...where }: DeploymentOptions & { from: string }) =>
    say(await restore(deploymentOf(where), from)),
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
