import { Button, SegmentedControl, Select, Switch } from '@mantine/core';
import {
  IconArrowsExchange,
  IconKeyboard,
  IconPlugConnectedX,
  IconTargetArrow,
  IconUserCheck,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { LOCALES } from '../../../shared/ipc/locales.ts';
import type { Preferences } from '../../../shared/ipc/preferences.ts';
import type { ShortcutId } from '../../../shared/ipc/shortcuts.ts';
import { invoke } from '../../bridge.ts';
import { useShortcutKeys } from '../../live/shortcuts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { keyWords } from '../../ui/Kbd.tsx';
import { LANGUAGE_NAMES } from '../../ui/languageNames.ts';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import classes from './Introduction.module.css';

interface IntroductionProps {
  readonly isOpen: boolean;
  /** Nothing has been chosen on this computer yet: it begins with that. */
  readonly isFirst: boolean;
  readonly name: string;
  readonly preferences: Preferences;
  readonly onClose: () => void;
}

const TOUR = [
  { id: 'holder', icon: IconUserCheck },
  { id: 'nextUp', icon: IconTargetArrow },
  { id: 'passOn', icon: IconArrowsExchange },
  { id: 'offline', icon: IconPlugConnectedX },
  { id: 'keyboard', icon: IconKeyboard },
] as const;

/** How Baton should be on this computer, and in five steps how it works. */
export function Introduction(props: IntroductionProps): ReactElement {
  const { isOpen, isFirst, name, onClose } = props;
  const t = useText();
  const title = isFirst && name !== '' ? t('introduction:hello', { name }) : t('introduction:title');
  return (
    <Dialog opened={isOpen} onClose={onClose} title={title} size={560} centered>
      {isOpen && <Steps {...props} />}
    </Dialog>
  );
}

function Steps({ isFirst, preferences, onClose }: IntroductionProps): ReactElement {
  const t = useText();
  const first = isFirst ? 0 : 1;
  const [step, setStep] = useState(first);
  const isLast = step === TOUR.length;
  const shown = TOUR[step - 1];
  return (
    <>
      <div className={classes['step']} aria-live="polite">
        {shown ? <TourStep id={shown.id} icon={shown.icon} /> : <Choices preferences={preferences} />}
      </div>
      <div className={classes['foot']}>
        <span className={classes['progress']}>
          {t('introduction:step', { step: step - first + 1, count: TOUR.length - first + 1 })}
        </span>
        {!isLast && (
          <Button variant="subtle" color="gray" onClick={onClose}>
            {t('introduction:skip')}
          </Button>
        )}
        {step > first && (
          <Button variant="default" onClick={() => setStep(step - 1)}>
            {t('introduction:back')}
          </Button>
        )}
        <Button data-autofocus onClick={() => (isLast ? onClose() : setStep(step + 1))}>
          {t(isLast ? 'introduction:done' : 'introduction:next')}
        </Button>
      </div>
    </>
  );
}

function useKeyWords(id: ShortcutId): string {
  const [keys] = useShortcutKeys(id);
  return keys ? keyWords(keys) : '–';
}

function TourStep({
  id,
  icon: Sign,
}: {
  readonly id: (typeof TOUR)[number]['id'];
  readonly icon: Icon;
}): ReactElement {
  const t = useText();
  const keys = {
    take: useKeyWords('take'),
    next: useKeyWords('nextToSolve'),
    assign: useKeyWords('assign'),
    transfer: useKeyWords('transfer'),
    palette: useKeyWords('palette'),
    help: useKeyWords('help'),
  };
  return (
    <>
      <span className={classes['sign']} aria-hidden>
        <Sign size={28} stroke={1.6} />
      </span>
      <h3 className={classes['title']}>{t(`introduction:${id}.title`)}</h3>
      <p className={classes['text']}>{t(`introduction:${id}.text`, keys)}</p>
    </>
  );
}

function Choices({ preferences }: { readonly preferences: Preferences }): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const set = (changes: Partial<Preferences>): void => attempt(() => invoke('preferences.set', changes));
  return (
    <>
      <p className={classes['text']}>{t('introduction:setup')}</p>
      <div className={classes['lines']}>
        <div className={classes['line']}>
          <span id="introduction-language">{t('introduction:language')}</span>
          <Select
            size="xs"
            w={210}
            aria-labelledby="introduction-language"
            allowDeselect={false}
            value={preferences.language}
            onChange={(language) => {
              if (language !== null) set({ language });
            }}
            data={[
              { value: 'auto' as const, label: t('shell:language.auto') },
              ...LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
            ]}
          />
        </div>
        <div className={classes['line']}>
          <span id="introduction-theme">{t('introduction:theme')}</span>
          <SegmentedControl<Preferences['colorScheme']>
            size="xs"
            aria-labelledby="introduction-theme"
            value={preferences.colorScheme}
            onChange={(colorScheme) => set({ colorScheme })}
            data={(['light', 'dark', 'auto'] as const).map((value) => ({
              value,
              label: t(`shell:theme.${value}`),
            }))}
          />
        </div>
        <div className={classes['line']}>
          <span className={classes['words']}>
            {t('introduction:notices')}
            <span className={classes['help']}>{t('introduction:noticesText')}</span>
          </span>
          <Button
            size="xs"
            variant="default"
            aria-label={`${t('introduction:notices')}: ${t('introduction:noticesButton')}`}
            onClick={() => attempt(() => invoke('window.openSettings', { section: 'notifications' }))}
          >
            {t('introduction:noticesButton')}
          </Button>
        </div>
        <div className={classes['line']}>
          <span id="introduction-login">{t('introduction:login')}</span>
          <Switch
            aria-labelledby="introduction-login"
            checked={preferences.startAtLogin}
            onChange={(event) => set({ startAtLogin: event.currentTarget.checked })}
          />
        </div>
      </div>
    </>
  );
}
