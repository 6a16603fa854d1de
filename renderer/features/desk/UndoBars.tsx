import { Button, VisuallyHidden } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { UNDO_SECONDS } from '../../../shared/ipc/messages.ts';
import type { CommandOutput } from '../../../shared/ipc/contract.ts';
import { invoke } from '../../bridge.ts';
import { useSyncStatus } from '../../live/session.ts';
import { ShortcutKeys } from '../../live/ShortcutKeys.tsx';
import { useShortcutKeys, useShortcuts } from '../../live/shortcuts.ts';
import { useCommand } from '../../live/useCommand.ts';
import { useWaiting } from '../../live/waiting.ts';
import { useClock } from '../../ui/clock.ts';
import { keyWords } from '../../ui/Kbd.tsx';
import { useText } from '../../ui/text.ts';
import type { Translate } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { useDeskStore } from './deskStore.ts';
import { useUndo } from './queue/useUndo.ts';
import { useWhatWords } from './queue/useWhatWords.ts';
import classes from './UndoBars.module.css';

type Pending = CommandOutput<'message.pending'>[number];

/** So long after an action without a link the bar offers to take it back; the queue does for as long as it waits. */
const OFFER_MS = 10_000;

/** Every message that can still be taken back, and the last action that waits without a link, from wherever the person has gone since; the latest of all also by its key. */
export function UndoBars(): ReactElement | null {
  const t = useText();
  const attempt = useAttempt();
  const undoWaiting = useUndo();
  const wordsOf = useWhatWords();
  const isOnline = useSyncStatus()?.name === 'online';
  const [undoKeys = []] = useShortcutKeys('undo');
  const sends = useCommand('message.pending', {}, { refreshOn: { 'sends.changed': true } }).value ?? [];
  const waiting = useWaiting();
  const latest = sends.at(-1);
  const latestAction = waiting.findLast(({ state, canUndo }) => state === 'waiting' && canUndo);
  const isFresh = useClock((nowMs) => latestAction !== undefined && nowMs - latestAction.sinceMs < OFFER_MS);
  // With a link an action is gone before anybody could reach for the button.
  const offered = !isOnline && isFresh ? latestAction : undefined;
  const isActionLatest = !latest || (latestAction?.sinceMs ?? 0) > latest.dueAtMs - UNDO_SECONDS * 1000;

  function undo({ sendId }: Pending): void {
    attempt(async () => {
      const { ticketId } = await invoke('message.undo', { sendId });
      // The words stand in their ticket's editor again.
      useDeskStore.getState().selectTicket(ticketId);
    });
  }
  useShortcuts(
    latestAction && isActionLatest
      ? { undo: () => undoWaiting(latestAction) }
      : latest
        ? { undo: () => undo(latest) }
        : {},
  );

  return (
    <section className={classes['bars']} aria-label={t('shell:undo.label')}>
      <VisuallyHidden role="status">
        {latest &&
          t('shell:undo.announced', {
            what: whatWasSent(latest, t),
            keys: keyWords(undoKeys),
            seconds: UNDO_SECONDS,
          })}
        {offered &&
          t('waiting:announced', { what: wordsOf(offered.what, offered), keys: keyWords(undoKeys) })}
      </VisuallyHidden>
      {offered && (
        <div className={classes['bar']}>
          <span className={classes['text']}>{wordsOf(offered.what, offered)}</span>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            rightSection={isActionLatest && <ShortcutKeys id="undo" />}
            onClick={() => undoWaiting(offered)}
          >
            {t('undo')}
          </Button>
        </div>
      )}
      {sends.map((send) => (
        <UndoBar
          key={send.sendId}
          send={send}
          hasKey={send === latest && !(offered && isActionLatest)}
          onUndo={() => undo(send)}
        />
      ))}
    </section>
  );
}

function whatWasSent({ kind, setStatus, number, subject }: Pending, t: Translate): string {
  const ticket = number > 0 ? `#${String(number)}` : `“${subject || t('noSubject')}”`;
  return setStatus === null
    ? t(`shell:undo.${kind}`, { ticket })
    : t(`shell:undo.${kind}And`, { ticket, status: t(`status.${setStatus}`) });
}

interface UndoBarProps {
  readonly send: Pending;
  readonly hasKey: boolean;
  readonly onUndo: () => void;
}

function UndoBar({ send, hasKey, onUndo }: UndoBarProps): ReactElement | null {
  const t = useText();
  const seconds = useClock((nowMs) => Math.max(0, Math.ceil((send.dueAtMs - nowMs) / 1000)));
  if (seconds === 0) return null;
  return (
    <div className={classes['bar']}>
      <span className={classes['text']}>{whatWasSent(send, t)}</span>
      <span className={classes['seconds']} aria-hidden>
        {seconds}
      </span>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconArrowBackUp size={15} aria-hidden />}
        rightSection={hasKey && <ShortcutKeys id="undo" />}
        onClick={onUndo}
      >
        {t('undo')}
      </Button>
      <span
        className={classes['progress']}
        style={{ transform: `scaleX(${String(Math.min(1, seconds / UNDO_SECONDS))})` }}
      />
    </div>
  );
}
