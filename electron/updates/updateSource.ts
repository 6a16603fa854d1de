/** A newer version that may be fetched. */
export interface NewerVersion {
  readonly version: string;
  /** Plain text; `''` for none. */
  readonly notes: string;
}

/** Where newer versions come from. */
export interface UpdateSource {
  /** The newer version meant for this copy, or `null`; a staged rollout may leave this copy out for now. Rejects when nobody answers. */
  readonly find: () => Promise<NewerVersion | null>;
  /** Fetches what was found and checks it. Rejects with a `BatonError`: `update.damaged` when it is not what was announced. */
  readonly fetch: (onPercent: (percent: number) => void) => Promise<void>;
  /** Ends Baton, installs what was fetched and starts it again. Throws when the system refuses. */
  readonly install: () => void;
}
