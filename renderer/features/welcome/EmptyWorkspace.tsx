import { Button } from '@mantine/core';
import { IconPencilPlus, IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { invoke } from '../../bridge.ts';
import { Logo } from '../../ui/Logo.tsx';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import classes from './WelcomeScreen.module.css';

interface EmptyWorkspaceProps {
  readonly onCreateTicket: () => void;
  /** Only an administrator may fill a workspace with demo data. */
  readonly canCreateDemo: boolean;
}

/** The first thing in a workspace without tickets: what to do with it. */
export function EmptyWorkspace({ onCreateTicket, canCreateDemo }: EmptyWorkspaceProps): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const [isBusy, setIsBusy] = useState(false);

  async function createDemo(): Promise<void> {
    setIsBusy(true);
    try {
      await invoke('workspace.createDemo', {});
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <div className={classes['inPane']}>
      <div className={classes['card']}>
        <Logo size={40} />
        <h1 className={classes['title']}>{t('session:emptyTitle')}</h1>
        <p className={classes['text']}>{t('session:emptyText')}</p>
        <div className={classes['choices']}>
          {canCreateDemo && (
            <Button
              leftSection={<IconSparkles size={16} stroke={1.7} />}
              loading={isBusy}
              onClick={() => attempt(createDemo)}
            >
              {t('session:createDemo')}
            </Button>
          )}
          <Button
            variant={canCreateDemo ? 'default' : 'filled'}
            leftSection={<IconPencilPlus size={16} stroke={1.7} />}
            disabled={isBusy}
            onClick={onCreateTicket}
          >
            {t('session:createTicket')}
          </Button>
        </div>
        {canCreateDemo && (
          <p className={classes['hint']} role="status">
            {isBusy ? t('session:createDemoBusy') : t('session:demoHint')}
          </p>
        )}
      </div>
    </div>
  );
}
