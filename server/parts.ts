import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyServerOptions } from 'fastify';
import type { Clock, Scheduler } from './clock.ts';
import type { FactsReader } from './intake/workspaceFacts.ts';
import type { Metrics } from './metrics.ts';
import type { Presence } from './presence/hub.ts';
import type { Passwords } from './security/passwords.ts';
import type { Secrets } from './security/secrets.ts';
import type { WrongPasswords } from './security/wrongPasswords.ts';
import type { Store } from './store/store.ts';
import type { FanOut } from './sync/fanOut.ts';
import type { Streams } from './sync/streams.ts';

/** How many requests one asker may make in a while. */
export interface Limits {
  readonly auth: RateLimitOptions;
  readonly intake: RateLimitOptions;
  readonly form: RateLimitOptions;
  readonly presence: RateLimitOptions;
}

/** What a server is built from. */
export interface ServerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly passwords: Passwords;
  readonly version: string;
  /** Lets an administrator fill an empty workspace with the demo. */
  readonly allowDemo: boolean;
  readonly limits?: Limits;
  /** When presence gathers, beats and forgets; real time when left out. */
  readonly scheduler?: Scheduler;
  readonly logger?: FastifyServerOptions['logger'];
  /** Proxies whose word on who asks is taken; absent, nobody's is. */
  readonly trustProxy?: string | undefined;
  /** Lets webhooks of rules go to loopback and private addresses; without it, only to the public internet. */
  readonly allowPrivateWebhooks?: boolean;
  /** Figures begun before the server was built; new ones when left out. */
  readonly metrics?: Metrics;
  /** Opens `/metrics` to who sends it; without it, only this machine may read them. */
  readonly metricsToken?: string | undefined;
}

/** What the routes work with. */
export interface ServerParts extends ServerDeps {
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly fanOut: FanOut;
  readonly streams: Streams;
  readonly presence: Presence;
  readonly facts: FactsReader;
  readonly wrongPasswords: WrongPasswords;
}
