import { execFileSync } from 'node:child_process';

/** Asks the notification daemon of the desktop these tests run on. */
export function dunst(...args: string[]): string {
  return execFileSync('dunstctl', args, { encoding: 'utf8' }).trim();
}

/** The titles of the notices about something, newest first; all notices on the screen are closed, for the daemon remembers only those. */
export function toldOf(words: string): string[] {
  dunst('close-all');
  const { data } = JSON.parse(dunst('history')) as {
    data: readonly (readonly { summary: { data: string }; body: { data: string } }[])[];
  };
  return (data[0] ?? []).flatMap(({ summary, body }) => (body.data.includes(words) ? [summary.data] : []));
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
