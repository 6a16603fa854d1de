import { execFileSync } from 'node:child_process';

/** Asks the notification daemon of the desktop these tests run on. */
export function dunst(...args: string[]): string {
  return execFileSync('dunstctl', args, { encoding: 'utf8' }).trim();
}

/** Closes the one notice on the screen and says what it was: the daemon's history only holds closed ones, newest first. */
export function closeAndRead(): object | undefined {
  dunst('close-all');
  const { data } = JSON.parse(dunst('history')) as {
    data: readonly (readonly { summary: { data: string }; body: { data: string } }[])[];
  };
  const newest = data[0]?.[0];
  return newest && { summary: newest.summary.data, body: newest.body.data };
}
