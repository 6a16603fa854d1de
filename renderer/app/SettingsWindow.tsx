import { useEffect } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { SettingsSection } from '../../shared/ipc/desktop.ts';
import { NoticeSettingsPanel } from '../features/notices/NoticeSettingsPanel.tsx';
import { AccountPanel } from '../features/people/AccountPanel.tsx';
import { AboutSection } from '../features/settings/AboutSection.tsx';
import { AccountFacts } from '../features/settings/AccountFacts.tsx';
import { AppearanceSection } from '../features/settings/AppearanceSection.tsx';
import { DiagnosticsSection } from '../features/settings/DiagnosticsSection.tsx';
import { GeneralSection } from '../features/settings/GeneralSection.tsx';
import { LanguageSection } from '../features/settings/LanguageSection.tsx';
import { ServerSection } from '../features/settings/ServerSection.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { ShortcutsSection } from '../features/settings/ShortcutsSection.tsx';
import { StorageSection } from '../features/settings/StorageSection.tsx';
import { useDesktop } from '../live/desktop.ts';
import { useAppInfo, useMe, usePreferences, useSession, useSyncStatus } from '../live/session.ts';
import { useText } from '../ui/text.ts';

/** The settings in their own window. Everything takes effect at once, in every window. */
export function SettingsWindow(): ReactElement | null {
  const t = useText();
  const info = useAppInfo();
  const preferences = usePreferences();
  const desktop = useDesktop();
  const session = useSession();
  const sync = useSyncStatus();
  const me = useMe();
  const title = t('settings:title');

  useEffect(() => {
    document.title = title;
  }, [title]);

  if (!info || !preferences || !desktop || !session) return null;
  const signedIn = session.name === 'signedIn' ? session : null;
  const signedOut = <p>{t('settings:signedOut')}</p>;

  const contents: Readonly<Record<SettingsSection, () => ReactNode>> = {
    account: () =>
      signedIn && me.id !== undefined ? (
        <>
          <AccountFacts email={signedIn.email} me={me.setting?.value} />
          <AccountPanel agentId={me.id} />
        </>
      ) : (
        signedOut
      ),
    server: () => (signedIn && sync ? <ServerSection session={signedIn} sync={sync} /> : signedOut),
    notifications: () => (signedIn ? <NoticeSettingsPanel /> : signedOut),
    general: () => <GeneralSection preferences={preferences} desktop={desktop} />,
    appearance: () => <AppearanceSection preferences={preferences} />,
    language: () => (
      <LanguageSection preferences={preferences} desktop={desktop} isMac={info.platform === 'darwin'} />
    ),
    shortcuts: () => <ShortcutsSection custom={preferences.shortcuts} />,
    storage: () => <StorageSection keepClosed={preferences.keepClosed} sync={signedIn ? sync : undefined} />,
    diagnostics: () => <DiagnosticsSection />,
    about: () => <AboutSection version={info.version} />,
  };
  return <SettingsScreen contentOf={(section) => contents[section]()} />;
}
