import { BatonError } from '../../shared/errors.ts';
import { buildServer } from '../app.ts';
import { systemClock } from '../clock.ts';
import { argon2Passwords } from '../security/passwords.ts';
import { lockDataFolder, openDataFolder } from '../setup/dataFolder.ts';
import { version } from '../version.ts';

/** How the server listens. */
export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly data: string;
  readonly allowDemo: boolean;
}

/** Requests still running after this are cut off. */
const DRAIN_LIMIT_MS = 10_000;

/**
 * Serves a data folder until SIGTERM or SIGINT, then refuses new work, ends the streams, lets running requests finish,
 * closes the database and ends with code 0. Throws `server.portTaken` and `storage.*`.
 */
export async function serve({ host, port, data, allowDemo }: ServeOptions): Promise<void> {
  const release = lockDataFolder(data);
  const { store, secrets } = await openDataFolder(data, systemClock);
  const passwords = argon2Passwords();
  const logger = { level: 'info', base: null };
  const app = await buildServer({
    store,
    secrets,
    passwords,
    clock: systemClock,
    version,
    allowDemo,
    logger,
  });
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
