import { Button, Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconServer } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import type { Preferences } from '../../../../shared/ipc/preferences.ts';
import { invoke } from '../../../bridge.ts';
import { usePreferences, useSyncStatus } from '../../../live/session.ts';
import { useCommand } from '../../../live/useCommand.ts';
import { useErrorText } from '../../../ui/useErrorText.ts';
import { useAttempt } from '../../../ui/useAttempt.ts';
import { useText } from '../../../ui/text.ts';
import { TicketRowLine } from '../list/TicketRowLine.tsx';
import classes from './ServerResults.module.css';

/** The server is asked only when somebody has stopped typing: unlike the search here it costs the whole team. */
const ASK_DELAY_MS = 600;

interface ServerResultsProps {
  readonly text: string;
  readonly density: Preferences['density'];
  readonly selectedTicketId: TicketId | null;
  readonly onSelect: (ticketId: TicketId) => void;
  readonly onOpen: () => void;
  /** What was found on this computer. */
  readonly children: ReactNode;
}

/** Below what was found here: closed tickets that only the server has. Choosing one brings it to this computer. */
export function ServerResults({ children, ...props }: ServerResultsProps): ReactElement {
  const isEverythingHere = usePreferences()?.keepClosed === 'all';
  return (
    <div className={classes['results']}>
      <div className={classes['local']}>{children}</div>
      {!isEverythingHere && <OnServer {...props} />}
    </div>
  );
}

function OnServer(props: Omit<ServerResultsProps, 'children'>): ReactElement {
  const t = useText();
  const days = usePreferences()?.keepClosed;
  const isOffline = useSyncStatus()?.name === 'offline';
  const [text] = useDebouncedValue(props.text, ASK_DELAY_MS);
  return (
    <section className={classes['server']} aria-label={t('search:server.title')}>
      {isOffline ? (
        <Heading>{t('search:server.offline')}</Heading>
      ) : (
        <Answer
          {...props}
          key={text}
          text={text}
          idleText={typeof days === 'number' ? t('search:server.since', { count: days }) : ''}
        />
      )}
    </section>
  );
}

function Heading({
  children,
  action,
}: {
  readonly children: ReactNode;
  readonly action?: ReactNode;
}): ReactElement {
  const t = useText();
  return (
    <div className={classes['heading']}>
      <IconServer size={15} stroke={1.8} className={classes['icon']} aria-hidden />
      <h2 className={classes['title']}>{t('search:server.title')}</h2>
      <span className={classes['remark']} role="status">
        {children}
      </span>
      {action}
    </div>
  );
}

interface AnswerProps extends Omit<ServerResultsProps, 'children'> {
  readonly idleText: string;
}

function Answer(props: AnswerProps): ReactElement {
  const { text, idleText, density, selectedTicketId, onSelect, onOpen } = props;
  const t = useText();
  const errorText = useErrorText();
  const attempt = useAttempt();
  const [openingId, setOpeningId] = useState<TicketId | null>(null);
  const { value, error, refresh } = useCommand('archive.search', { text });

  function open(ticketId: TicketId): void {
    setOpeningId(ticketId);
    attempt(async () => {
      try {
        await invoke('archive.open', { ticketId });
        onSelect(ticketId);
        onOpen();
      } finally {
        setOpeningId(null);
      }
    });
  }

  if (error && !value) {
    const again = (
      <Button variant="default" size="compact-xs" onClick={refresh}>
        {t('retry')}
      </Button>
    );
    return <Heading action={again}>{errorText(error)}</Heading>;
  }
  if (!value) {
    return (
      <Heading action={<Loader size={14} mr={8} aria-label={t('search:server.asking')} />}>
        {t('search:server.asking')}
      </Heading>
    );
  }
  const { hits, isMore } = value;
  return (
    <>
      <Heading>
        {hits.length === 0
          ? t('search:server.none')
          : `${t(isMore ? 'search:server.foundMore' : 'search:server.found', { count: hits.length })} · ${idleText}`}
      </Heading>
      {hits.length > 0 && (
        <ul className={classes['hits']}>
          {hits.map(({ row, ...found }) => (
            <li key={row.id}>
              <button
                type="button"
                className={classes['hit']}
                data-compact={density === 'compact' || undefined}
                data-selected={row.id === selectedTicketId || undefined}
                aria-busy={openingId === row.id}
                title={t('search:server.open')}
                disabled={openingId !== null}
                onClick={() => open(row.id)}
              >
                <TicketRowLine row={{ ...row, found }} isCompact={density === 'compact'} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
