/** The scheme of links that open Baton: `baton://join?…` in an invitation. */
export const LINK_SCHEME = 'baton';

/** No invitation is longer. */
const LINK_MAX_LENGTH = 2000;

/** The first invitation link among a program's arguments, or `null`. The system hands links over as an argument. */
export function invitationAmong(args: readonly string[]): string | null {
  return (
    args.find(
      (arg) => arg.length <= LINK_MAX_LENGTH && arg.toLowerCase().startsWith(`${LINK_SCHEME}://join`),
    ) ?? null
  );
}
