import { Button, Group, Popover } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { invoke } from '../../bridge.ts';
import { useUpdateState } from '../../live/updates.ts';
import { FootDetails, FootLine } from '../../ui/FootLine.tsx';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import classes from './UpdateNotice.module.css';

/** One quiet line when a newer Baton is ready, with what is new and when to restart. Nothing restarts by itself unasked. */
export function UpdateNotice(): ReactElement | null {
  const t = useText();
  const attempt = useAttempt();
  const state = useUpdateState();
  const [isOpen, setIsOpen] = useState(false);
  if (state?.name !== 'ready') return null;
  const { version, notes, restartsWhenIdle, problem } = state;
  const title = t('updates:ready', { version });
  const restart = (when: 'now' | 'whenIdle'): void => {
    if (when === 'whenIdle') setIsOpen(false);
    attempt(() => invoke('update.restart', { when }));
  };
  return (
    <Popover position="right-end" width={360} offset={6} opened={isOpen} onChange={setIsOpen} trapFocus>
      <Popover.Target>
        <FootLine
          tone="news"
          sign={IconSparkles}
          headline={title}
          quiet={t(restartsWhenIdle ? 'updates:waitsForPause' : 'updates:whenYouLike')}
          title={title}
          onClick={() => setIsOpen(!isOpen)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>
        <FootDetails title={title} problem={problem && t(`updates:problems.${problem}`)}>
          {notes !== '' && (
            <div className={classes['notes']} tabIndex={0} role="region" aria-label={t('updates:notes')}>
              {notes}
            </div>
          )}
          <p className={classes['promise']}>{t('updates:promise')}</p>
          <Group gap="xs">
            <Button size="xs" onClick={() => restart('now')}>
              {t('updates:restartNow')}
            </Button>
            {!restartsWhenIdle && (
              <Button size="xs" variant="default" onClick={() => restart('whenIdle')}>
                {t('updates:restartWhenIdle')}
              </Button>
            )}
          </Group>
        </FootDetails>
      </Popover.Dropdown>
    </Popover>
  );
}
