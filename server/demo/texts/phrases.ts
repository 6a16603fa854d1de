import type { Trouble } from '../situations.ts';

type ByTrouble = Readonly<Record<Trouble, readonly string[]>>;

/** What people say around the facts, in one language. Same markup as `SituationText`. */
export interface Phrases {
  /** How customers begin; no comma at the end where the language goes on in a new sentence. */
  readonly customerHello: readonly string[];
  readonly customerBye: readonly string[];
  /** A sentence more, which many customers add. */
  readonly aside: ByTrouble;
  readonly agentHello: readonly string[];
  readonly agentBye: readonly string[];
  /** First sentence of a first answer. */
  readonly agentThanks: readonly string[];
  readonly thanks: readonly string[];
  /** "Is anybody there?" */
  readonly chase: readonly string[];
  /** The agent must wait for somebody else. */
  readonly hold: ByTrouble;
  /** The customer is back after it was solved. */
  readonly again: ByTrouble;
  readonly secondAnswer: ByTrouble;
}
