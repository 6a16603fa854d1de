import path from 'node:path';
import { parseArgs } from 'node:util';
import { Halt } from './console.mjs';
import { DEMO_ACCOUNT, FIRST_ACCOUNT } from './syncServer.mjs';

/**
 * @typedef {object} StartOptions
 * @property {boolean} demo
 * @property {string | undefined} as e-mail address of the account that signs in
 * @property {number | undefined} port
 * @property {string | undefined} data absolute path
 * @property {boolean} reset
 * @property {boolean} window false: the server alone
 * @property {boolean} keep stay open after the screenshot on a virtual display
 * @property {boolean} dev pages straight from their sources, renewed as these change
 * @property {boolean} help
 */

export const START_HELP = `npm start [-- options]      builds what is missing, starts a sync server and opens Baton signed in to it

  --demo             a workspace with 3 departments, 10 people and 2,000 tickets; made where there is none yet
  --as <email>       which account signs in (default: ${FIRST_ACCOUNT}; in the demo ${DEMO_ACCOUNT});
                     a second start with another one joins the same server
  --data <folder>    where server and profiles keep their files (default: a folder of this user)
  --port <number>    port of the server on this machine (default: a free one, remembered)
  --reset            start over: deletes the data folder first
  --no-window        the server alone, until Ctrl-C
  --keep             without a display: stay open after the screenshot
  --dev              for work on the window: pages come from their sources and renew themselves
  --help             this text`;

/**
 * Reads the command line. Throws `Halt` for anything it does not know.
 * @param {readonly string[]} args
 * @param {string} cwd relative folders start here
 * @returns {StartOptions}
 */
export function readStartOptions(args, cwd) {
  const values = parse(args);
  return {
    demo: values.demo,
    as: values.as === undefined ? undefined : readEmail(values.as),
    port: values.port === undefined ? undefined : readPort(values.port),
    data: values.data === undefined ? undefined : path.resolve(cwd, values.data),
    reset: values.reset,
    window: !values['no-window'],
    keep: values.keep,
    dev: values.dev,
    help: values.help,
  };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        demo: { type: 'boolean', default: false },
        as: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        reset: { type: 'boolean', default: false },
        'no-window': { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Halt(`${message}\n\n${START_HELP}`, { cause });
  }
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Halt(`--port takes a number from 1 to 65535, not "${text}".`);
  return port;
}

/** @param {string} text */
function readEmail(text) {
  if (!/^[^@\s]+@[^@\s]+$/.test(text)) throw new Halt(`--as takes an e-mail address, not "${text}".`);
  return text.toLowerCase();
}
