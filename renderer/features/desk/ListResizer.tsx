import { useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { useText } from '../../ui/text.ts';
import classes from './ListResizer.module.css';

/** Limits of the list's width in px; the contract keeps the same. */
const MIN_WIDTH = 260;
const MAX_WIDTH = 760;
const KEY_STEP = 16;

interface ListResizerProps {
  readonly width: number;
  /** While dragging: show it. */
  readonly onResize: (width: number) => void;
  /** Dragging has ended, or a key was pressed: keep it. */
  readonly onResized: (width: number) => void;
}

function clamp(width: number): number {
  return Math.round(Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width)));
}

/** The edge between list and ticket: drag it, or move it with the arrow keys. */
export function ListResizer({ width, onResize, onResized }: ListResizerProps): ReactElement {
  const t = useText();
  const [drag, setDrag] = useState<{ fromX: number; fromWidth: number } | null>(null);

  function widthAt(event: PointerEvent): number {
    return drag ? clamp(drag.fromWidth + event.clientX - drag.fromX) : width;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onResize(clamp(width + step));
    onResized(clamp(width + step));
  }

  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('list:resize')}
      aria-valuenow={width}
      aria-valuemin={MIN_WIDTH}
      aria-valuemax={MAX_WIDTH}
      tabIndex={0}
      className={classes['resizer']}
      data-dragging={drag !== null || undefined}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        // What is on the screen may be narrower than what was asked for.
        const shown = event.currentTarget.parentElement?.getBoundingClientRect().width;
        setDrag({ fromX: event.clientX, fromWidth: shown ?? width });
      }}
      onPointerMove={(event) => {
        if (drag) onResize(widthAt(event));
      }}
      onPointerUp={(event) => {
        if (drag) onResized(widthAt(event));
        setDrag(null);
      }}
    />
  );
}
