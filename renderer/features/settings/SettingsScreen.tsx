import {
  IconBell,
  IconDatabase,
  IconInfoCircle,
  IconKeyboard,
  IconLanguage,
  IconPalette,
  IconServer,
  IconStethoscope,
  IconUser,
  IconWindow,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { SETTINGS_SECTIONS } from '../../../shared/ipc/desktop.ts';
import type { SettingsSection } from '../../../shared/ipc/desktop.ts';
import { useDesktop } from '../../live/desktop.ts';
import { OverlayHome } from '../../ui/OverlayHome.tsx';
import { useText } from '../../ui/text.ts';
import classes from './settings.module.css';

const SIGNS: Readonly<Record<SettingsSection, Icon>> = {
  account: IconUser,
  server: IconServer,
  notifications: IconBell,
  general: IconWindow,
  appearance: IconPalette,
  language: IconLanguage,
  shortcuts: IconKeyboard,
  storage: IconDatabase,
  diagnostics: IconStethoscope,
  about: IconInfoCircle,
};

interface SettingsScreenProps {
  readonly contentOf: (section: SettingsSection) => ReactNode;
}

/** The settings: their parts on the left, the chosen one on the right. */
export function SettingsScreen({ contentOf }: SettingsScreenProps): ReactElement {
  const t = useText();
  const wanted = useDesktop()?.wantedSection ?? null;
  const [chosen, setChosen] = useState<{ section: SettingsSection; after: number }>({
    section: 'account',
    after: 0,
  });
  // What was asked for from elsewhere counts until the person chooses here.
  const section = wanted && wanted.count > chosen.after ? wanted.section : chosen.section;
  return (
    <div className={classes['window']}>
      <nav className={classes['side']} aria-label={t('settings:sections.label')}>
        <h1 className={classes['title']}>{t('settings:title')}</h1>
        {SETTINGS_SECTIONS.map((one) => {
          const Sign = SIGNS[one];
          return (
            <button
              key={one}
              type="button"
              className={classes['entry']}
              aria-current={one === section ? 'page' : undefined}
              onClick={() => setChosen({ section: one, after: wanted?.count ?? 0 })}
            >
              <Sign size={16} stroke={1.7} aria-hidden />
              {t(`settings:sections.${one}`)}
            </button>
          );
        })}
      </nav>
      {/* Each part begins at its top. */}
      <main key={section} className={classes['main']} aria-labelledby="settings-heading" tabIndex={-1}>
        <OverlayHome>
          <div className={classes['content']}>
            <h2 id="settings-heading" className={classes['heading']}>
              {t(`settings:sections.${section}`)}
            </h2>
            {contentOf(section)}
          </div>
        </OverlayHome>
      </main>
    </div>
  );
}
