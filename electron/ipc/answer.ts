import { BatonError } from '../../shared/errors.ts';
import {
  COMMANDS,
  type Answer,
  type CommandInput,
  type CommandName,
  type CommandOutput,
} from '../../shared/ipc/contract.ts';
import type { Logger } from '../log.ts';

/** The work behind every command, with checked input. */
export type Handlers = {
  readonly [N in CommandName]: (input: CommandInput<N>) => Promise<CommandOutput<N>> | CommandOutput<N>;
};

type Run = (input: unknown) => unknown;

function failed<T>(code: BatonError['code'], message: string): Answer<T> {
  return { ok: false, error: { code, message } };
}

/**
 * Answers one command: checks what came in, runs the handler, checks what goes out. Never throws. A failure without a
 * code answers `internal` and is logged in full on this side only; so is an answer that breaks the contract.
 */
export async function answerCommand<N extends CommandName>(
  handlers: Handlers,
  name: N,
  input: unknown,
  log: Logger,
): Promise<Answer<CommandOutput<N>>> {
  const command = COMMANDS[name];
  const checked = command.input.safeParse(input);
  if (!checked.success) {
    log.warn(`${name}: bad input`, checked.error.issues);
    return failed('input.invalid', `${name} was asked with something else`);
  }
  let value: unknown;
  try {
    value = await (handlers[name] as Run)(checked.data);
  } catch (cause) {
    if (cause instanceof BatonError && cause.code !== 'internal') {
      log.info(`${name}: ${cause.code}`, { message: cause.message, detail: cause.detail });
      return failed(cause.code, cause.message);
    }
    log.error(`${name} failed`, cause);
    return failed('internal', 'something went wrong');
  }
  const output = command.output.safeParse(value);
  if (!output.success) {
    log.error(`${name}: bad output`, output.error.issues);
    return failed('ipc.badOutput', `${name} answered something else`);
  }
  return { ok: true, value: output.data as CommandOutput<N> };
}
