import type { ReactElement } from 'react';
import { comboOf } from '../../ui/keyCombo.ts';
import { useText } from '../../ui/text.ts';
import classes from './settings.module.css';

interface KeyRecorderProps {
  /** What the keys are for. */
  readonly label: string;
  /** Keys that make a combination were pressed. */
  readonly onCombo: (combo: string) => void;
  /** Esc, or the focus has gone elsewhere. */
  readonly onDone: () => void;
}

/** Waits for a person to press the keys they want. */
export function KeyRecorder({ label, onCombo, onDone }: KeyRecorderProps): ReactElement {
  const t = useText();
  return (
    <button
      type="button"
      autoFocus
      className={classes['recording']}
      aria-label={`${label}: ${t('settings:shortcuts.recording')}`}
      onBlur={onDone}
      onKeyDown={(event) => {
        // Tab goes on as everywhere, so that nobody is caught here.
        if (event.key === 'Tab') return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Escape') onDone();
        else {
          const combo = comboOf(event.nativeEvent);
          if (combo !== null) onCombo(combo);
        }
      }}
    >
      {t('settings:shortcuts.recording')}
    </button>
  );
}
