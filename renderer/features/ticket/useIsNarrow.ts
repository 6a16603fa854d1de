import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

/** True while the element is narrower than `limitPx`; known before the first paint. */
export function useIsNarrow(ref: RefObject<HTMLElement | null>, limitPx: number): boolean {
  const [isNarrow, setIsNarrow] = useState(false);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = (): void => {
      const { width } = element.getBoundingClientRect();
      // What is not laid out has no width.
      setIsNarrow(width > 0 && width < limitPx);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, limitPx]);
  return isNarrow;
}
