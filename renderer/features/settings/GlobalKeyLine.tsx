import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { GlobalShortcut } from '../../../shared/ipc/desktop.ts';
import type { GlobalKeyState } from '../../../shared/ipc/desktop.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { keysOfCombo } from '../../ui/keyCombo.ts';
import { useText } from '../../ui/text.ts';
import { KeyRecorder } from './KeyRecorder.tsx';
import { SettingLine } from './SettingLine.tsx';
import classes from './settings.module.css';
import { useSetPreferences } from './useSetPreferences.ts';

interface GlobalKeyLineProps {
  readonly combo: string;
  readonly state: GlobalKeyState;
}

/** The keys that show and hide Baton from any program. */
export function GlobalKeyLine({ combo, state }: GlobalKeyLineProps): ReactElement {
  const t = useText();
  const set = useSetPreferences();
  const [isRecording, setIsRecording] = useState(false);
  const [isWeak, setIsWeak] = useState(false);
  const problem = isWeak ? t('settings:global.weak') : state === 'taken' ? t('settings:global.taken') : null;

  function record(pressed: string): void {
    const parsed = GlobalShortcut.safeParse(pressed);
    setIsWeak(!parsed.success);
    if (!parsed.success) return;
    setIsRecording(false);
    set({ globalShortcut: parsed.data });
  }

  return (
    <SettingLine
      id="global"
      label={t('settings:global.label')}
      help={t('settings:global.help')}
      problem={problem}
    >
      {isRecording ? (
        <KeyRecorder
          label={t('settings:global.label')}
          onCombo={record}
          onDone={() => {
            setIsRecording(false);
            setIsWeak(false);
          }}
        />
      ) : combo === '' ? (
        <span className={classes['help']}>{t('settings:global.none')}</span>
      ) : (
        <Kbd keys={keysOfCombo(combo)} />
      )}
      {!isRecording && (
        <Button size="compact-xs" variant="default" onClick={() => setIsRecording(true)}>
          {t(combo === '' ? 'settings:global.set' : 'settings:global.change')}
        </Button>
      )}
      {!isRecording && combo !== '' && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => set({ globalShortcut: '' })}>
          {t('settings:global.clear')}
        </Button>
      )}
    </SettingLine>
  );
}
