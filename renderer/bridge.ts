import type {
  BatonBridge,
  CommandInput,
  CommandName,
  CommandOutput,
  EventName,
  EventPayload,
} from '../shared/ipc/contract.ts';
import { BatonError } from '../shared/errors.ts';

declare global {
  interface Window {
    /** Put there by the preload script. */
    baton?: BatonBridge;
  }
}

function bridge(): BatonBridge {
  if (!window.baton) throw new BatonError('internal', 'the page was opened outside Baton');
  return window.baton;
}

/** Asks the main process. Throws the `BatonError` it answers with. */
export async function invoke<N extends CommandName>(
  name: N,
  input: CommandInput<N>,
): Promise<CommandOutput<N>> {
  const answer = await bridge().invoke(name, input);
  if (answer.ok) return answer.value;
  throw new BatonError(answer.error.code, answer.error.message, { command: name });
}

/** Listens to one event of the main process. Returns the function that ends the subscription. */
export function subscribe<N extends EventName>(
  name: N,
  listener: (payload: EventPayload<N>) => void,
): () => void {
  return bridge().subscribe(name, listener);
}

/** Turns anything thrown into a `BatonError`; what is not one becomes `internal` with the original as its cause. */
export function asBatonError(thrown: unknown): BatonError {
  if (thrown instanceof BatonError) return thrown;
  return new BatonError(
    'internal',
    thrown instanceof Error ? thrown.message : String(thrown),
    {},
    { cause: thrown },
  );
}
