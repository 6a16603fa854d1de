import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Deployment } from '../setup/deployment.ts';

const DEFAULT_PORT = 4680;
const MAX_PORT = 65_535;
const DEFAULT_CONNECTIONS = 10;

/** How much a server says. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What every command's options say about where the server keeps its things. */
export interface DeploymentOptions {
  readonly data?: string;
  readonly database?: string;
  readonly databaseConnections: number;
}

/** What `serve` is told. */
export interface ServeFlags extends DeploymentOptions {
  readonly host: string;
  readonly port: number;
  readonly allowDemo: boolean;
  readonly logLevel: LogLevel;
  readonly trustProxy?: string;
  readonly privateWebhooks: boolean;
}

/** Gives a command the options that say where the server keeps its things. */
export function withDeployment(command: Command): Command {
  return command
    .addOption(
      new Option('--data <folder>', 'the data folder: server.key and, without --database, the database').env(
        'BATON_DATA',
      ),
    )
    .addOption(
      new Option('--database <url>', 'postgres://user:password@host/name, instead of SQLite').env(
        'DATABASE_URL',
      ),
    )
    .addOption(
      new Option('--database-connections <count>', 'most connections of this process to PostgreSQL')
        .env('BATON_DATABASE_CONNECTIONS')
        .argParser(readCount)
        .default(DEFAULT_CONNECTIONS),
    )
    .addHelpText(
      'after',
      '\nEnvironment only:\n  BATON_SERVER_KEY     the content of server.key, instead of the file',
    );
}

/** Gives a command the options of a running server. */
export function withServing(command: Command): Command {
  return withDeployment(command)
    .addOption(new Option('--host <host>', 'address to listen on').env('BATON_HOST').default('127.0.0.1'))
    .addOption(
      new Option('--port <port>', 'port to listen on, 0 for any free one')
        .env('BATON_PORT')
        .argParser(readPort)
        .default(DEFAULT_PORT),
    )
    .addOption(
      new Option(
        '--private-webhooks',
        'let webhooks of rules go to this machine and to private networks, not only to the public internet',
      )
        .env('BATON_PRIVATE_WEBHOOKS')
        .default(false),
    )
    .option('--allow-demo', 'let an administrator fill an empty workspace with the demo', false)
    .addOption(
      new Option('--log-level <level>', 'the least that is logged; debug adds a line per request')
        .env('BATON_LOG_LEVEL')
        .choices(LOG_LEVELS)
        .default('info'),
    )
    .addOption(
      new Option(
        '--trust-proxy <addresses>',
        'addresses or networks of reverse proxies, separated by commas, whose X-Forwarded-For is believed',
      ).env('BATON_TRUST_PROXY'),
    )
    .addHelpText(
      'after',
      '  BATON_METRICS_TOKEN  opens /metrics to who sends it as a bearer token; without it, only this machine\n                       may read them',
    );
}

/** Where the server keeps its things, out of a command's options and the environment. */
export function deploymentOf(options: DeploymentOptions): Deployment {
  return {
    data: options.data,
    databaseUrl: options.database,
    databaseConnections: options.databaseConnections,
    serverKey: process.env['BATON_SERVER_KEY'],
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= MAX_PORT) return port;
  throw new InvalidArgumentError(`a port is a number from 0 to ${MAX_PORT}`);
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('a whole number above 0 is needed');
}
