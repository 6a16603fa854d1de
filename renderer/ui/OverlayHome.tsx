import { MantineThemeProvider } from '@mantine/core';
import { useId, useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';

/**
 * Menus, lists and tips of everything inside open in a node of this place instead of at the end of the page: they stay in
 * the landmark or dialog they belong to, where a screen reader finds them. Put it where nothing around it scrolls, cuts
 * off or contains layout.
 */
export function OverlayHome({ children }: { readonly children: ReactNode }): ReactElement {
  const id = useId();
  const theme = useMemo(
    () => ({ components: { Portal: { defaultProps: { target: `[data-overlay-home="${id}"]` } } } }),
    [id],
  );
  return (
    <MantineThemeProvider theme={theme}>
      {children}
      <div data-overlay-home={id} />
    </MantineThemeProvider>
  );
}
