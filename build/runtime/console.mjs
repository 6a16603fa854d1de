/** Stops a command with a message a person can act on; shown without a stack. */
export class Halt extends Error {
  /**
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(message, options) {
    super(message, options);
    this.name = 'Halt';
  }
}

/**
 * One line on standard output.
 * @param {string} line
 */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs a command's body and turns its result into the exit code; a `Halt` is shown as its message alone.
 * @param {() => Promise<number | undefined>} body
 */
export async function runCommand(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`\n${error instanceof Halt ? error.message : errorText(error)}\n`);
  }
}

/**
 * The message of an `Error`, with its stack where there is one.
 * @param {unknown} error
 */
function errorText(error) {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
