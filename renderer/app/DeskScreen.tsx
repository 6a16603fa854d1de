import { spotlight } from '@mantine/spotlight';
import { IconTicket } from '@tabler/icons-react';
import { useCallback, useDeferredValue, useEffect, useRef, useState } from 'react';
import type { CSSProperties, ReactElement } from 'react';
import type { Preferences } from '../../shared/ipc/preferences.ts';
import { asBatonError, invoke, subscribe } from '../bridge.ts';
import { ClosingDialog } from '../features/closing/ClosingDialog.tsx';
import { BulkDialog } from '../features/desk/bulk/BulkDialog.tsx';
import { RebalanceDialog } from '../features/desk/bulk/RebalanceDialog.tsx';
import { useDeskStore } from '../features/desk/deskStore.ts';
import { ListResizer } from '../features/desk/ListResizer.tsx';
import { ListPane } from '../features/desk/list/ListPane.tsx';
import { Navigation } from '../features/desk/navigation/Navigation.tsx';
import { CommandPalette } from '../features/desk/palette/CommandPalette.tsx';
import { QueueDialog } from '../features/desk/queue/QueueDialog.tsx';
import { ShortcutsDialog } from '../features/desk/ShortcutsDialog.tsx';
import { NextStrip } from '../features/desk/toSolve/NextStrip.tsx';
import { UndoBars } from '../features/desk/UndoBars.tsx';
import { useDeskActions } from '../features/desk/useDeskActions.ts';
import { useDeskKeys } from '../features/desk/useDeskKeys.ts';
import { DepartmentsDialog } from '../features/departments/DepartmentsDialog.tsx';
import { WhatIfDialog } from '../features/departments/WhatIfDialog.tsx';
import { NewTicketDialog } from '../features/newTicket/NewTicketDialog.tsx';
import { NoticeBell } from '../features/notices/NoticeBell.tsx';
import { NoticeCentre } from '../features/notices/NoticeCentre.tsx';
import { useNoticeSound } from '../features/notices/noticeSound.ts';
import { SubstituteDialog } from '../features/people/SubstituteDialog.tsx';
import { TeamDialog } from '../features/people/TeamDialog.tsx';
import { ReportsScreen } from '../features/reports/ReportsScreen.tsx';
import { RulesDialog } from '../features/rules/RulesDialog.tsx';
import { ServiceLevelsDialog } from '../features/serviceLevels/ServiceLevelsDialog.tsx';
import { UpdateNotice } from '../features/updates/UpdateNotice.tsx';
import { TicketPane } from '../features/ticket/TicketPane.tsx';
import { Introduction } from '../features/welcome/Introduction.tsx';
import { EmptyWorkspace } from '../features/welcome/EmptyWorkspace.tsx';
import { useMe } from '../live/session.ts';
import { runShortcut } from '../live/shortcuts.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { OverlayHome } from '../ui/OverlayHome.tsx';
import { useText } from '../ui/text.ts';
import { useAttempt } from '../ui/useAttempt.ts';
import classes from './DeskScreen.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useDeskTitle } from './useDeskTitle.ts';

/** Tells the host once that the window shows something of use. */
function useDeskReady(): () => void {
  const isTold = useRef(false);
  return useCallback(() => {
    if (isTold.current) return;
    isTold.current = true;
    invoke('app.deskReady', {}).catch((thrown: unknown) => console.error(asBatonError(thrown).message));
  }, []);
}

interface DeskScreenProps {
  readonly preferences: Preferences;
  /** The workspace holds no ticket at all. */
  readonly isEmpty: boolean;
}

/** The desk: views, list, ticket; and the dialogs over it. */
export function DeskScreen({ preferences, isEmpty }: DeskScreenProps): ReactElement {
  const t = useText();
  const me = useMe();
  const selectedTicketId = useDeskStore((state) => state.selectedTicketId);
  const selectTicket = useDeskStore((state) => state.selectTicket);
  const isReporting = useDeskStore((state) => state.isReporting);
  const dialog = useDeskStore((state) => state.dialog);
  const openDialog = useDeskStore((state) => state.openDialog);
  const { setPreferences, openSettings } = useDeskActions();
  const announceReady = useDeskReady();
  const attempt = useAttempt();
  /** As it was dragged in this window; the preference until then. */
  const [draggedWidth, setDraggedWidth] = useState<number | null>(null);
  const listWidth = draggedWidth ?? preferences.listWidth;
  // Running through the list stays smooth: the ticket follows as soon as there is time.
  const shownTicketId = useDeferredValue(selectedTicketId);
  const listRef = useRef<HTMLDivElement>(null);
  const ticketRef = useRef<HTMLElement>(null);

  const focusList = (): void => listRef.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();

  useDeskKeys();
  useDeskTitle();
  useNoticeSound();
  useEffect(
    () => subscribe('ticket.openRequested', ({ ticketId }) => selectTicket(ticketId)),
    [selectTicket],
  );
  useEffect(
    () =>
      subscribe('menu.chosen', ({ item, window }) => {
        if (window.kind === 'desk') runShortcut(item);
      }),
    [],
  );
  useEffect(() => {
    if (isEmpty) announceReady();
  }, [isEmpty, announceReady]);

  const canCreateDemo = me.setting?.value.role === 'administrator';

  return (
    <div className={classes['desk']} style={{ '--list-width': `${String(listWidth)}px` } as CSSProperties}>
      <div className={classes['navigation']}>
        <ErrorBoundary>
          <Navigation
            onSearch={spotlight.open}
            bell={<NoticeBell onOpen={() => openDialog('notices')} />}
            notice={<UpdateNotice />}
          />
        </ErrorBoundary>
      </div>
      {isEmpty ? (
        <main className={classes['empty']}>
          <EmptyWorkspace canCreateDemo={canCreateDemo} onCreateTicket={() => openDialog('newTicket')} />
        </main>
      ) : isReporting ? (
        <div className={classes['empty']}>
          <ErrorBoundary>
            <ReportsScreen onOpenTicket={selectTicket} />
          </ErrorBoundary>
        </div>
      ) : (
        <>
          <div ref={listRef} className={classes['list']}>
            <ErrorBoundary>
              <ListPane
                onOpen={() => ticketRef.current?.focus()}
                onPainted={announceReady}
                edge={
                  <ListResizer
                    width={listWidth}
                    onResize={setDraggedWidth}
                    onResized={(width) => {
                      setPreferences({ listWidth: width });
                      setDraggedWidth(width);
                    }}
                  />
                }
              />
              <UndoBars />
            </ErrorBoundary>
          </div>
          <main
            ref={ticketRef}
            className={classes['ticket']}
            tabIndex={-1}
            aria-label={t('shell:ticketPane')}
          >
            <OverlayHome>
              <ErrorBoundary resetKey={shownTicketId ?? ''}>
                {shownTicketId === null ? (
                  <EmptyState
                    icon={IconTicket}
                    title={t('shell:noTicket.title')}
                    text={t('shell:noTicket.text')}
                  />
                ) : (
                  <div className={classes['open']}>
                    <NextStrip ticketId={shownTicketId} />
                    <TicketPane
                      ticketId={shownTicketId}
                      onOpenTicket={selectTicket}
                      onBack={focusList}
                      onPopOut={() => attempt(() => invoke('window.openTicket', { ticketId: shownTicketId }))}
                      onClose={() => {
                        selectTicket(null);
                        focusList();
                      }}
                    />
                  </div>
                )}
              </ErrorBoundary>
            </OverlayHome>
          </main>
        </>
      )}
      <CommandPalette />
      <ShortcutsDialog />
      <NewTicketDialog
        isOpen={dialog === 'newTicket'}
        onClose={() => openDialog(null)}
        onCreated={(ticketId) => {
          openDialog(null);
          selectTicket(ticketId);
        }}
      />
      <QueueDialog />
      <BulkDialog />
      <RebalanceDialog />
      <WhatIfDialog isOpen={dialog === 'whatIf'} onClose={() => openDialog(null)} />
      <TeamDialog isOpen={dialog === 'team'} onClose={() => openDialog(null)} />
      <RulesDialog isOpen={dialog === 'rules'} onClose={() => openDialog(null)} onOpenTicket={selectTicket} />
      <ServiceLevelsDialog
        isOpen={dialog === 'serviceLevels'}
        onClose={() => openDialog(null)}
        onOpenTicket={selectTicket}
      />
      <SubstituteDialog isOpen={dialog === 'substitute'} onClose={() => openDialog(null)} />
      <DepartmentsDialog isOpen={dialog === 'departments'} onClose={() => openDialog(null)} />
      <NoticeCentre
        isOpen={dialog === 'notices'}
        onClose={() => openDialog(null)}
        onOpenTicket={selectTicket}
        onSettings={() => {
          openDialog(null);
          openSettings('notifications');
        }}
      />
      <ClosingDialog />
      <Introduction
        isOpen={!preferences.isIntroduced || dialog === 'introduction'}
        isFirst={!preferences.isIntroduced}
        name={me.setting?.value.name ?? ''}
        preferences={preferences}
        onClose={() => {
          if (!preferences.isIntroduced) setPreferences({ isIntroduced: true });
          if (dialog === 'introduction') openDialog(null);
        }}
      />
    </div>
  );
}
