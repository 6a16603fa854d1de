import type { ReactElement } from 'react';
import { useState } from 'react';
import { noticeSettingsOf } from '../../../shared/domain/noticeSettings.ts';
import type { NoticeSettings } from '../../../shared/domain/noticeSettings.ts';
import { isEqualJson } from '../../../shared/domain/threeWay.ts';
import { invoke } from '../../bridge.ts';
import { useMe } from '../../live/session.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { DeliveryLogSection } from './DeliveryLogSection.tsx';
import { NoticeGrid } from './NoticeGrid.tsx';
import classes from './notices.module.css';
import { ownTimeZone } from './noticeSettingsProps.ts';
import { PauseSection } from './PauseSection.tsx';
import { QuietHoursSection } from './QuietHoursSection.tsx';
import { TestSection } from './TestSection.tsx';

/** What the person wants to hear of and when, whether it reaches them, and what became of the last ones. Stands by itself. */
export function NoticeSettingsPanel(): ReactElement | null {
  const attempt = useAttempt();
  const { setting } = useMe();
  const stored = noticeSettingsOf(setting?.value.notices, ownTimeZone());
  /** What was chosen and is not stored yet: the next choice builds on it. */
  const [chosen, setChosen] = useState<NoticeSettings | null>(null);
  if (chosen && isEqualJson(chosen, stored)) setChosen(null);
  if (!setting) return null;
  const settings = chosen ?? stored;

  function change(changes: Partial<NoticeSettings>): void {
    const next = { ...settings, ...changes };
    setChosen(next);
    attempt(async () => {
      try {
        await invoke('notices.save', next);
      } catch (thrown) {
        setChosen(null);
        throw thrown;
      }
    });
  }

  return (
    <div className={classes['panel']}>
      <NoticeGrid settings={settings} onChange={change} />
      <QuietHoursSection settings={settings} onChange={change} />
      <PauseSection settings={settings} onChange={change} />
      <TestSection />
      <DeliveryLogSection />
    </div>
  );
}
