import type { PolicyId } from '../ids.ts';
import type { SlaTarget } from '../settings.ts';

/** `metLate`: met after its due instant. `breached`: past due and still running. */
export type SlaState = 'running' | 'paused' | 'met' | 'breached' | 'metLate';

/** The state of one target at one instant. */
export interface TargetVerdict {
  readonly target: SlaTarget;
  readonly state: SlaState;
  /** UTC epoch ms; `NO_DUE_MS` while paused (the due instant moves on with the pause). */
  readonly dueAtMs: number;
  /** Warning instants that belong to the due instant, ascending, each once, all before it; none without a due instant. */
  readonly warnAtMs: readonly number[];
  /** Wall-clock time to `dueAtMs`, negative when overdue; for `paused` the budget left, for `met` 0. */
  readonly remainingMs: number;
  /** When the target was met, UTC epoch ms; 0 while it is not. */
  readonly metAtMs: number;
  /** True when the due time was set by hand. */
  readonly isManual: boolean;
}

/** All targets of a ticket at one instant. */
export interface SlaVerdict {
  readonly policyId: PolicyId | '';
  readonly targets: readonly TargetVerdict[];
  /** Nearest due instant of the running or breached targets; `NO_DUE_MS` when none runs. Independent of `nowMs`. */
  readonly nextDueAtMs: number;
}
