import type { ReactElement } from 'react';

/** The window's screens. */
export function App(): ReactElement {
  return <main />;
}
