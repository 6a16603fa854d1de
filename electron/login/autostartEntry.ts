/** The switch of a start that nobody has asked for: Baton comes up without its window. */
export const BACKGROUND_SWITCH = '--background';

/** Where Linux desktops look for programs to start with the session. Source: Desktop Application Autostart Specification 0.5. */
export const AUTOSTART_FILE = 'autostart/baton.desktop';

/** The desktop entry that starts Baton with the session. `command` is the program and its arguments. */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Baton',
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=baton',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * One argument of `Exec`: inside quotes four signs are escaped, and as the value is a string, each backslash once more; a
 * percent sign is doubled. Source: Desktop Entry Specification 1.5, The Exec key.
 */
function quoted(argument: string): string {
  const inQuotes = argument.replaceAll(/["`$\\]/gu, (sign) => `\\${sign}`).replaceAll('%', '%%');
  return `"${inQuotes.replaceAll('\\', '\\\\')}"`;
}
