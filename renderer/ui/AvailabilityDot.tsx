import type { ReactElement } from 'react';
import type { AVAILABILITIES } from '../../shared/domain/settings.ts';

/** Told apart by shape as well: full, barred, half, ring. */
export function AvailabilityDot({
  availability,
}: {
  readonly availability: (typeof AVAILABILITIES)[number];
}): ReactElement {
  return (
    <svg width="8" height="8" viewBox="0 0 10 10" aria-hidden style={{ display: 'block' }}>
      {availability === 'available' && <circle cx="5" cy="5" r="5" fill="var(--mantine-color-green-6)" />}
      {availability === 'busy' && (
        <>
          <circle cx="5" cy="5" r="5" fill="var(--mantine-color-red-6)" />
          <path d="M2.6 5h4.8" stroke="#fff" strokeWidth="1.6" strokeLinecap="round" />
        </>
      )}
      {availability === 'away' && (
        <>
          <circle
            cx="5"
            cy="5"
            r="4.1"
            fill="none"
            stroke="var(--mantine-color-yellow-6)"
            strokeWidth="1.8"
          />
          <path d="M5 0a5 5 0 0 1 0 10Z" fill="var(--mantine-color-yellow-6)" />
        </>
      )}
      {availability === 'off' && (
        <circle cx="5" cy="5" r="4.1" fill="none" stroke="var(--baton-text-quiet)" strokeWidth="1.8" />
      )}
    </svg>
  );
}
