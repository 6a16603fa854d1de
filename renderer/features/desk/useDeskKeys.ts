import { spotlight } from '@mantine/spotlight';
import { useEffect, useEffectEvent } from 'react';
import { invoke } from '../../bridge.ts';
import { useShortcuts } from '../../live/shortcuts.ts';
import { useDeskStore } from './deskStore.ts';
import { isUnderDialog } from '../../ui/isTyping.ts';
import { comboOf } from '../../ui/keyCombo.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { useOpenNext } from './toSolve/useOpenNext.ts';
import { useDeskActions } from './useDeskActions.ts';
import { useNamedViews } from './viewNames.ts';

/** The desk's own keys: palette, new ticket, next ticket to solve, notices, help, settings, and the views by their position. */
export function useDeskKeys(): void {
  const views = useNamedViews();
  const openDialog = useDeskStore((state) => state.openDialog);
  const showReports = useDeskStore((state) => state.showReports);
  const { goTo, openSettings } = useDeskActions();
  const openNext = useOpenNext();
  const attempt = useAttempt();

  useShortcuts({
    palette: spotlight.toggle,
    notices: () => openDialog('notices'),
    newTicket: () => openDialog('newTicket'),
    nextToSolve: openNext,
    reports: showReports,
    wall: () => attempt(() => invoke('window.openWall', {})),
    help: () => openDialog('shortcuts'),
    settings: () => openSettings(null),
  });

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const position = event.defaultPrevented ? undefined : /^Mod\+([1-9])$/u.exec(comboOf(event) ?? '')?.[1];
    const view = position === undefined || isUnderDialog() ? undefined : views[Number(position) - 1];
    if (!view) return;
    event.preventDefault();
    goTo(view.id);
  });

  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
