import { Button, CopyButton } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SessionState } from '../../../shared/ipc/session.ts';
import type { SyncStatus } from '../../../shared/ipc/sync.ts';
import { invoke } from '../../bridge.ts';
import { useMinute } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { useErrorCodeText } from '../../ui/useErrorText.ts';
import { SettingLine, ValueLine } from './SettingLine.tsx';
import classes from './settings.module.css';

interface ServerSectionProps {
  readonly session: Extract<SessionState, { name: 'signedIn' }>;
  readonly sync: SyncStatus;
}

/** Which server this computer works with, and how that goes. */
export function ServerSection({ session, sync }: ServerSectionProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const attempt = useAttempt();
  const codeText = useErrorCodeText();
  const nowMs = useMinute();
  return (
    <>
      <SettingLine id="address" label={t('settings:server.address')}>
        <span className={classes['value']}>{session.server}</span>
        <CopyButton value={session.server}>
          {({ copied, copy }) => (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t(copied ? 'settings:server.copied' : 'settings:server.copy')}
              onClick={copy}
            >
              {t(copied ? 'settings:diagnostics.copied' : 'settings:diagnostics.copy')}
            </Button>
          )}
        </CopyButton>
      </SettingLine>
      <ValueLine id="workspace" label={t('settings:server.workspace')} value={session.workspaceName} />
      <SettingLine
        id="connection"
        label={t('settings:server.state')}
        problem={sync.problem === null ? null : codeText(sync.problem)}
      >
        <span className={classes['value']}>{t(`shell:sync.${sync.name}`)}</span>
        {sync.name !== 'online' && (
          <Button size="compact-xs" variant="default" onClick={() => attempt(() => invoke('sync.retry', {}))}>
            {t('settings:server.tryNow')}
          </Button>
        )}
      </SettingLine>
      <ValueLine
        id="synced"
        label={t('settings:server.lastSynced')}
        value={
          sync.lastSyncedAtMs === 0
            ? t('settings:server.never')
            : format.relative(Math.min(sync.lastSyncedAtMs, nowMs), nowMs)
        }
      />
      <ValueLine
        id="waiting"
        label={t('settings:server.waiting')}
        value={
          sync.waiting === 0 ? t('shell:sync.allSent') : t('shell:sync.waiting', { count: sync.waiting })
        }
      />
      <p className={classes['help']}>{t('settings:server.other')}</p>
    </>
  );
}
