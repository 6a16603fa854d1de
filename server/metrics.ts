import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CollectionName, PushAnswer } from '../shared/sync/wire.ts';
import type { QueryObserver } from './store/schema.ts';

const MS_PER_SECOND = 1000;
/** Seconds. A page answers in milliseconds, a push of 500 rows in tenths. */
const REQUEST_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const QUERY_BUCKETS = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5];

/** What is asked when somebody reads the figures. */
export interface MetricsSources {
  openStreams(): number;
  /** Number of workspaces and of all writes their logs have seen. */
  logs(): Promise<{ readonly workspaces: number; readonly writes: number }>;
}

/** The figures of one server process. Their labels take few values: never an id, an address or a workspace. */
export interface Metrics {
  readonly contentType: string;
  /** In Prometheus' text format. */
  text(): Promise<string>;
  readonly countQuery: QueryObserver;
  countRequest(method: string, route: string, status: number, durationMs: number): void;
  countPush(
    collection: CollectionName,
    rows: number,
    answer: Pick<PushAnswer, 'conflicts' | 'refused'>,
  ): void;
  /** Says where the figures come from that are read only when asked for. */
  watch(sources: MetricsSources): void;
}

/** Figures at zero. `ofProcess` adds memory, processor time, event loop and garbage collection. */
export function createMetrics({ ofProcess = false } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'baton_http_request_duration_seconds',
    help: 'Time from a request to its answer, event streams left out.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const queries = new Histogram({
    name: 'baton_database_query_duration_seconds',
    help: 'Time of one statement, waiting for a lock included.',
    labelNames: ['kind'],
    buckets: QUERY_BUCKETS,
    registers,
  });
  const pushed = new Counter({
    name: 'baton_push_rows_total',
    help: 'Pushed documents by what became of them; conflicted ones were answered with the state here, new tickets with their number among them.',
    labelNames: ['collection', 'outcome'],
    registers,
  });
  let lookAtLogs = (): Promise<void> => Promise.resolve();
  return {
    contentType: registry.contentType,
    async text() {
      await lookAtLogs();
      return registry.metrics();
    },
    countQuery: (kind, durationMs) => queries.observe({ kind }, durationMs / MS_PER_SECOND),
    countRequest(method, route, status, durationMs) {
      requests.observe({ method, route, status: String(status) }, durationMs / MS_PER_SECOND);
    },
    countPush(collection, rows, { conflicts, refused }) {
      const settled = { conflicted: conflicts.length, refused: refused.length };
      const accepted = rows - settled.conflicted - settled.refused;
      for (const [outcome, count] of Object.entries({ accepted, ...settled }))
        pushed.inc({ collection, outcome }, count);
    },
    watch(sources) {
      new Gauge({
        name: 'baton_event_streams',
        help: 'Event streams open in this process.',
        registers,
        collect() {
          this.set(sources.openStreams());
        },
      });
      const workspaces = new Gauge({
        name: 'baton_workspaces',
        help: 'Workspaces in the database.',
        registers,
      });
      const sequence = new Gauge({
        name: 'baton_log_sequence',
        help: 'Writes accepted since the database was made, of all workspaces; its rate is the write load.',
        registers,
      });
      lookAtLogs = async () => {
        const logs = await sources.logs();
        workspaces.set(logs.workspaces);
        sequence.set(logs.writes);
      };
    },
  };
}
