import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { randomUUID } from 'node:crypto';
import fastify, { LogController } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { BatonError } from '../shared/errors.ts';
import { systemScheduler } from './clock.ts';
import { answerError } from './httpErrors.ts';
import { FactsReader } from './intake/workspaceFacts.ts';
import { createMetrics } from './metrics.ts';
import { createPresence } from './presence/hub.ts';
import type { Limits, ServerDeps, ServerParts } from './parts.ts';
import { administrationRoutes } from './routes/administration.ts';
import { authRoutes } from './routes/auth.ts';
import { requireCaller } from './routes/caller.ts';
import { eventsRoute } from './routes/events.ts';
import { formRoutes } from './routes/form.ts';
import { healthRoutes } from './routes/health.ts';
import { helloRoute } from './routes/hello.ts';
import { intakeRoute } from './routes/intake.ts';
import { metricsRoute } from './routes/metrics.ts';
import { presenceRoute } from './routes/presence.ts';
import { checkProtocol } from './routes/protocol.ts';
import { joinRoute } from './routes/join.ts';
import { ownAccountRoutes } from './routes/ownAccount.ts';
import { searchRoutes } from './routes/search.ts';
import { syncRoutes } from './routes/sync.ts';
import { teamRoutes } from './routes/team.ts';
import { createWrongPasswords } from './security/wrongPasswords.ts';
import { createFanOut } from './sync/fanOut.ts';
import { createStreams, startPulse } from './sync/streams.ts';
import { startWebhookSender } from './webhooks/sender.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** A reply token in a path carries an encoded ticket id and a checksum. */
const MAX_PATH_PART = 500;

/** How often a server that closes looks for connections that have fallen idle. */
const IDLE_SWEEP_MS = 50;

const LIMITS: Limits = {
  auth: { max: 30, timeWindow: '1 minute' },
  intake: { max: 300, timeWindow: '1 minute' },
  form: { max: 60, timeWindow: '1 minute' },
  presence: { max: 240, timeWindow: '1 minute' },
};

/**
 * Builds the sync server; it listens nowhere yet. Closing it ends the streams, waits for running requests and closes the
 * store last.
 */
export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const app = fastify({
    logger: deps.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: deps.trustProxy ?? false,
    routerOptions: { maxParamLength: MAX_PATH_PART },
    forceCloseConnections: 'idle',
    // A path that cannot be decoded has no route, hence no hooks and no error handler.
    frameworkErrors: answerError,
  });
  const onError = (error: unknown): void => app.log.error({ err: error }, 'background work failed');
  const fanOut = createFanOut(deps.store, onError);
  const streams = createStreams(deps.store);
  const presence = createPresence({
    store: deps.store,
    clock: deps.clock,
    scheduler: deps.scheduler ?? systemScheduler,
    processId: randomUUID(),
    onError,
  });
  const parts: ServerParts = {
    ...deps,
    limits: deps.limits ?? LIMITS,
    metrics: deps.metrics ?? createMetrics(),
    fanOut,
    streams,
    presence,
    facts: new FactsReader(),
    wrongPasswords: createWrongPasswords(() => deps.clock.nowMs()),
  };

  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) =>
    answerError(new BatonError('input.notFound', 'there is nothing at this address'), request, reply),
  );
  await app.register(helmet, {
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] }, useDefaults: false },
  });
  await app.register(rateLimit, { global: false });

  metricsRoute(app, parts);
  healthRoutes(app, parts);
  await app.register((api, _options, done) => {
    checkProtocol(api);
    helloRoute(api, parts);
    authRoutes(api, parts);
    intakeRoute(api, parts);
    done();
  });
  await app.register((api, _options, done) => {
    checkProtocol(api);
    requireCaller(api, parts);
    ownAccountRoutes(api, parts);
    teamRoutes(api, parts);
    syncRoutes(api, parts);
    searchRoutes(api, parts);
    eventsRoute(api, parts);
    presenceRoute(api, parts);
    void api.register((administration, _, registered) => {
      administrationRoutes(administration, parts);
      registered();
    });
    done();
  });

  await app.register((pages, _options, done) => {
    formRoutes(pages, parts);
    joinRoute(pages, parts);
    done();
  });

  let sweep: NodeJS.Timeout | undefined;
  const stopPulse = startPulse(streams, fanOut, onError);
  const webhooks = startWebhookSender({
    store: deps.store,
    clock: deps.clock,
    scheduler: deps.scheduler ?? systemScheduler,
    key: deps.secrets.webhookKey,
    allowPrivate: deps.allowPrivateWebhooks ?? false,
    onError,
  });
  app.addHook('preClose', (done) => {
    stopPulse();
    fanOut.close();
    presence.stop();
    streams.endAll();
    // A connection falls idle when its last request is answered, and would keep the server waiting from then on.
    sweep = setInterval(() => app.server.closeIdleConnections(), IDLE_SWEEP_MS);
    done();
  });
  app.addHook('onClose', async () => {
    clearInterval(sweep);
    await webhooks.stop();
    return deps.store.close();
  });
  return app;
}
