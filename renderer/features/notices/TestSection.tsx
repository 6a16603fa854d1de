import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import type { TestOutcome } from '../../../shared/ipc/notices.ts';
import { invoke } from '../../bridge.ts';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import classes from './notices.module.css';

/** Shows a notice of the system and says what the system made of it. */
export function TestSection(): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const headingId = useId();
  const [outcome, setOutcome] = useState<TestOutcome | 'running' | null>(null);

  function test(): void {
    setOutcome('running');
    attempt(async () => {
      try {
        setOutcome(await invoke('notices.test', {}));
      } catch (thrown) {
        setOutcome(null);
        throw thrown;
      }
    });
  }

  return (
    <section className={classes['section']} aria-labelledby={headingId}>
      <h3 className={classes['heading']} id={headingId}>
        {t('noticeCentre:test.title')}
      </h3>
      <div>
        <Button size="xs" variant="default" loading={outcome === 'running'} onClick={test}>
          {t('noticeCentre:test.button')}
        </Button>
      </div>
      <p className={classes['hint']} role="status">
        {outcome === 'running' && t('noticeCentre:test.running')}
        {outcome !== null && outcome !== 'running' && (
          <>
            {t(`noticeCentre:test.${outcome.delivery}`, { reason: outcome.reason })}
            {!outcome.isHeard && ` ${t('noticeCentre:test.noSound')}`}
          </>
        )}
      </p>
    </section>
  );
}
