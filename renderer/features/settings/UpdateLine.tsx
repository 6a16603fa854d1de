import { Button, Group } from '@mantine/core';
import type { ReactElement } from 'react';
import type { UpdateState } from '../../../shared/ipc/updates.ts';
import { invoke } from '../../bridge.ts';
import { useUpdateState } from '../../live/updates.ts';
import { useClock } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { useText, type Translate } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import classes from './settings.module.css';

/** Whether this copy is the newest, and a way to ask now. */
export function UpdateLine(): ReactElement | null {
  const t = useText();
  const format = useFormat();
  const attempt = useAttempt();
  const state = useUpdateState();
  const words = useClock((nowMs) =>
    state ? wordsFor(state, t, (atMs) => format.relative(atMs, nowMs), format.percent) : '',
  );
  if (!state) return null;
  return (
    <Group gap={10}>
      <span className={classes['help']} role="status">
        {words}
      </span>
      {state.name === 'upToDate' && (
        <Button size="xs" variant="default" onClick={() => attempt(() => invoke('update.check', {}))}>
          {t('updates:look')}
        </Button>
      )}
    </Group>
  );
}

function wordsFor(
  state: UpdateState,
  t: Translate,
  relative: (atMs: number) => string,
  percent: (share: number) => string,
): string {
  switch (state.name) {
    case 'off':
      return t('updates:off');
    case 'checking':
      return t('updates:looking');
    case 'downloading':
      return t('updates:fetching', { version: state.version, percent: percent(state.percent / 100) });
    case 'ready':
      return t('updates:readyThere', { version: state.version });
    case 'upToDate':
      if (state.problem !== null) return t(`updates:problems.${state.problem}`);
      if (state.checkedAtMs === 0) return '';
      return `${t('updates:upToDate')} ${t('updates:lastLooked', { time: relative(state.checkedAtMs) })}`;
  }
}
