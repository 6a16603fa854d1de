/**
 * True for an id or rev that every database stores as it came: no NUL (PostgreSQL refuses it) and no half of a surrogate
 * pair (UTF-8 cannot hold it).
 */
export function isStorableKey(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
}
