import type { FastifyBaseLogger } from 'fastify';
import { BatonError } from '../../shared/errors.ts';
import { buildServer } from '../app.ts';
import { systemClock } from '../clock.ts';
import { argon2Passwords } from '../security/passwords.ts';
import { createMetrics } from '../metrics.ts';
import { lockDeployment, openDeployment, type Deployment } from '../setup/deployment.ts';
import { version } from '../version.ts';
import type { LogLevel } from './options.ts';

/** How the server listens. */
export interface ServeOptions {
  readonly deployment: Deployment;
  readonly host: string;
  readonly port: number;
  readonly allowDemo: boolean;
  readonly logLevel: LogLevel;
  readonly trustProxy: string | undefined;
  readonly metricsToken: string | undefined;
  readonly privateWebhooks: boolean;
}

/** Requests still running after this are cut off. */
const DRAIN_LIMIT_MS = 10_000;

/**
 * Serves until SIGTERM or SIGINT, then refuses new work, ends the streams, lets running requests finish,
 * closes the database and ends with code 0. Throws `server.portTaken`, `server.unavailable` and `storage.*`.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { deployment, host, port, allowDemo, logLevel, trustProxy, metricsToken, privateWebhooks } = options;
  const release = lockDeployment(deployment);
  const metrics = createMetrics({ ofProcess: true });
  const reporter: { log?: FastifyBaseLogger } = {};
  const { store, secrets } = await openDeployment(deployment, systemClock, {
    onQuery: metrics.countQuery,
    onError: (error) =>
      reporter.log?.warn({ err: error }, 'the connection for other processes’ news is lost'),
  });
  const passwords = argon2Passwords();
  const app = await buildServer({
    store,
    secrets,
    passwords,
    clock: systemClock,
    version,
    allowDemo,
    trustProxy,
    metrics,
    metricsToken,
    allowPrivateWebhooks: privateWebhooks,
    logger: { level: logLevel, base: null },
  });
  reporter.log = app.log;
  try {
    await app.listen({ host, port, listenTextResolver: () => 'accepting connections' });
  } catch (cause) {
    await app.close();
    release();
    throw toListenError(cause, host, port);
  }
  const [address] = app.addresses();
  const shownHost = host.includes(':') ? `[${host}]` : host;
  app.log.info(
    {
      url: `http://${shownHost}:${typeof address === 'object' ? address.port : port}`,
      pid: process.pid,
      version,
      database: deployment.databaseUrl === undefined ? 'sqlite' : 'postgres',
    },
    'listening',
  );

  let isStopping = false;
  function stop(signal: string): void {
    if (isStopping) return;
    isStopping = true;
    app.log.info({ signal }, 'stopping');
    setTimeout(() => {
      app.log.warn('requests were still running; cutting them off');
      app.server.closeAllConnections();
    }, DRAIN_LIMIT_MS).unref();
    app.close().then(
      () => {
        app.log.info('stopped');
        release();
        process.exitCode = 0;
      },
      (error: unknown) => {
        app.log.error({ err: error }, 'stopping failed');
        process.exitCode = 1;
      },
    );
  }
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function toListenError(cause: unknown, host: string, port: number): unknown {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new BatonError(
      'server.portTaken',
      `port ${port} is taken; end the other program or choose another --port`,
    );
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new BatonError(
      'server.unavailable',
      `cannot listen on ${host}:${port}: ${message}`,
      {},
      { cause },
    );
  }
  return cause;
}
