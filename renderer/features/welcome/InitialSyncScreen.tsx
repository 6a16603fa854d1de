import { Button, Loader, Progress } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SyncStatus } from '../../../shared/ipc/sync.ts';
import { invoke } from '../../bridge.ts';
import { useFormat } from '../../ui/format.ts';
import { Logo } from '../../ui/Logo.tsx';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { useErrorCodeText } from '../../ui/useErrorText.ts';
import classes from './WelcomeScreen.module.css';

/** The first copy of the workspace: what happens, how far it is, and what to do when the server is silent. */
export function InitialSyncScreen({ status }: { readonly status: SyncStatus }): ReactElement {
  const t = useText();
  const format = useFormat();
  const attempt = useAttempt();
  const errorCodeText = useErrorCodeText();
  const isSilent = status.name === 'offline' || status.name === 'stopped';
  const isStuck = status.problem?.startsWith('storage.') === true;
  const wait = isStuck
    ? { title: t('session:stuckTitle'), text: t('session:stuckText') }
    : { title: t('session:syncWaitingTitle'), text: t('session:syncWaitingText') };
  const received = t('session:syncReceived', {
    count: status.received,
    formatted: format.number(status.received),
  });

  return (
    <main className={classes['screen']} aria-busy={!isSilent}>
      <div className={classes['card']}>
        <Logo size={40} />
        <h1 className={classes['title']}>{isSilent ? wait.title : t('session:syncTitle')}</h1>
        <p className={classes['text']}>{isSilent ? wait.text : t('session:syncText')}</p>
        {status.problem !== null && (
          <p className={classes['problem']} role="alert">
            {errorCodeText(status.problem)}
          </p>
        )}
        {isSilent ? (
          <Button variant="default" onClick={() => attempt(() => invoke('sync.retry', {}))}>
            {t('retry')}
          </Button>
        ) : (
          <>
            <Progress
              value={100}
              animated
              size="sm"
              radius="xl"
              className={classes['progress']}
              aria-label={t('session:syncTitle')}
            />
            <p className={classes['received']} role="status">
              {status.received > 0 ? received : t('session:syncConnecting')}
              {status.received === 0 && <Loader size={12} color="gray" />}
            </p>
          </>
        )}
      </div>
    </main>
  );
}
