import type { ReactElement } from 'react';

/** Baton's mark: a baton handed on, on a rounded indigo square. */
export function Logo({ size = 24 }: { readonly size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden style={{ flex: 'none' }}>
      <rect width="24" height="24" rx="6.5" fill="#5e66d8" />
      <path d="M8 16.6 16.2 7.4" stroke="#fff" strokeWidth="3.6" strokeLinecap="round" />
      <path d="m10.9 13.4 2.4-2.7" stroke="#aab0f5" strokeWidth="3.6" />
    </svg>
  );
}
