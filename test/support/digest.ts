import { createHash } from 'node:crypto';

/** The same short text for the same JSON value, whatever the order of its keys. */
export function digest(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
  return createHash('sha1').update(text).digest('base64');
}
