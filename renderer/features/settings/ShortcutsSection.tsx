import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { combosOf, SHORTCUT_IDS, shortcutProblem, SHORTCUTS } from '../../../shared/ipc/shortcuts.ts';
import type { CustomShortcuts, ShortcutId, ShortcutProblem } from '../../../shared/ipc/shortcuts.ts';
import { Kbd, keyWords } from '../../ui/Kbd.tsx';
import { keysOfCombo } from '../../ui/keyCombo.ts';
import { SHORTCUT_NAMES } from '../../ui/shortcutNames.ts';
import { useText } from '../../ui/text.ts';
import { KeyRecorder } from './KeyRecorder.tsx';
import classes from './settings.module.css';
import { useSetPreferences } from './useSetPreferences.ts';

const GROUPS = ['general', 'list', 'ticket', 'composer'] as const;

/** Every shortcut that can be changed, with the way to do it. */
export function ShortcutsSection({ custom }: { readonly custom: CustomShortcuts }): ReactElement {
  const t = useText();
  const set = useSetPreferences();
  const [recording, setRecording] = useState<ShortcutId | null>(null);
  const [problem, setProblem] = useState<{ combo: string; what: ShortcutProblem } | null>(null);

  function stop(): void {
    setRecording(null);
    setProblem(null);
  }

  /** `undefined` gives a shortcut its own keys back; others may have taken them meanwhile, and keep them. */
  function change(id: ShortcutId, combos: readonly string[] | undefined): void {
    const { [id]: _, ...others } = custom;
    const own = combos ?? SHORTCUTS[id].combos.filter((combo) => !shortcutProblem(id, combo, others));
    const isOwn = own.length === SHORTCUTS[id].combos.length && combos === undefined;
    set({ shortcuts: isOwn ? others : { ...others, [id]: [...own] } });
    stop();
  }

  function record(id: ShortcutId, combo: string): void {
    const what = shortcutProblem(id, combo, custom);
    if (what) setProblem({ combo, what });
    else change(id, [combo]);
  }

  function problemWords({ combo, what }: NonNullable<typeof problem>): string {
    const keys = keyWords(keysOfCombo(combo));
    if (what.kind === 'taken')
      return t('settings:shortcuts.taken', { keys, name: t(SHORTCUT_NAMES[what.by]) });
    return what.kind === 'reserved'
      ? t('settings:shortcuts.reserved', { keys })
      : t('settings:shortcuts.needsModifier');
  }

  return (
    <>
      <p className={classes['intro']}>
        {t('settings:shortcuts.help')}{' '}
        {t('settings:shortcuts.unchanged', { views: keyWords(['mod', '1…9']) })}
      </p>
      {GROUPS.map((group) => (
        <section key={group} aria-labelledby={`shortcuts-${group}`}>
          <h3 id={`shortcuts-${group}`} className={classes['subheading']}>
            {t(`settings:shortcuts.group.${group}`)}
          </h3>
          {SHORTCUT_IDS.filter((id) => SHORTCUTS[id].area === group).map((id) => {
            const name = t(SHORTCUT_NAMES[id]);
            return (
              <div key={id}>
                <div className={classes['shortcut']}>
                  <span className={classes['shortcutName']}>{name}</span>
                  {recording === id ? (
                    <KeyRecorder label={name} onCombo={(combo) => record(id, combo)} onDone={stop} />
                  ) : (
                    <ShortcutControls
                      id={id}
                      name={name}
                      custom={custom}
                      onRecord={() => {
                        setProblem(null);
                        setRecording(id);
                      }}
                      onRemove={() => change(id, [])}
                      onReset={() => change(id, undefined)}
                    />
                  )}
                </div>
                {recording === id && problem && (
                  <div role="alert" className={classes['problem']}>
                    {problemWords(problem)}
                  </div>
                )}
              </div>
            );
          })}
        </section>
      ))}
      <Button
        mt={18}
        size="xs"
        variant="default"
        disabled={Object.keys(custom).length === 0}
        onClick={() => {
          set({ shortcuts: {} });
          stop();
        }}
      >
        {t('settings:shortcuts.resetAll')}
      </Button>
    </>
  );
}

interface ShortcutControlsProps {
  readonly id: ShortcutId;
  readonly name: string;
  readonly custom: CustomShortcuts;
  readonly onRecord: () => void;
  readonly onRemove: () => void;
  readonly onReset: () => void;
}

function ShortcutControls(props: ShortcutControlsProps): ReactElement {
  const { id, name, custom } = props;
  const t = useText();
  const combos = combosOf(id, custom);
  return (
    <>
      <span className={classes['shortcutKeys']}>
        {combos.length === 0 && <span className={classes['help']}>{t('settings:shortcuts.off')}</span>}
        {combos.map((combo) => (
          <Kbd key={combo} keys={keysOfCombo(combo)} />
        ))}
      </span>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={t('settings:shortcuts.changeOf', { name })}
        onClick={props.onRecord}
      >
        {t('settings:shortcuts.change')}
      </Button>
      {custom[id] === undefined ? (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label={t('settings:shortcuts.removeOf', { name })}
          onClick={props.onRemove}
        >
          {t('settings:shortcuts.remove')}
        </Button>
      ) : (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label={t('settings:shortcuts.resetOf', { name })}
          onClick={props.onReset}
        >
          {t('settings:shortcuts.reset')}
        </Button>
      )}
    </>
  );
}
