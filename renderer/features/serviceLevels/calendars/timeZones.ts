/** Every IANA time zone this platform knows, `UTC` among them, and the one that is set even if it is not. */
export function timeZones(current: string): string[] {
  const known = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return known.includes(current) || current === '' ? known : [current, ...known];
}
