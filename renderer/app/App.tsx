import { useEffect } from 'react';
import type { ReactElement } from 'react';
import type { SyncStatus } from '../../shared/ipc/sync.ts';
import { useDeskStore } from '../features/desk/deskStore.ts';
import { SignInScreen } from '../features/signIn/SignInScreen.tsx';
import { InitialSyncScreen } from '../features/welcome/InitialSyncScreen.tsx';
import { useDirectory } from '../live/directory.ts';
import { usePreferences, useSession, useSyncStatus } from '../live/session.ts';
import { thisWindow } from '../live/thisWindow.ts';
import { useViewCounts } from '../live/tickets.ts';
import { correctClock } from '../ui/clock.ts';
import { DeskScreen } from './DeskScreen.tsx';
import { SettingsWindow } from './SettingsWindow.tsx';
import { TicketWindow } from './TicketWindow.tsx';
import { WallWindow } from './WallWindow.tsx';
import { HostNotices } from './HostNotices.tsx';

/** True until the replica holds something to work with: the first copy is under way, or has not begun. */
function isFilling(status: SyncStatus, hasTickets: boolean): boolean {
  if (status.lastSyncedAtMs > 0) return false;
  return status.name === 'initialSync' || (status.name !== 'online' && !hasTickets);
}

function SignedInScreen(): ReactElement | null {
  const status = useSyncStatus();
  const preferences = usePreferences();
  const directory = useDirectory();
  const counts = useViewCounts(['allOpen', 'snoozed', 'solved']);
  const takeUp = useDeskStore((state) => state.takeUp);
  const leave = useDeskStore((state) => state.leave);
  const isReady = useDeskStore((state) => state.isReady);

  useEffect(() => {
    if (preferences) takeUp(preferences);
  }, [preferences, takeUp]);
  useEffect(() => leave, [leave]);
  const clockOffsetMs = status?.clockOffsetMs ?? 0;
  useEffect(() => {
    correctClock(clockOffsetMs);
  }, [clockOffsetMs]);

  const areCountsKnown = counts['allOpen'] !== undefined;
  const hasTickets = Object.values(counts).some((count) => count > 0);
  if (!status || !preferences || !isReady) return null;
  // Without a replica there is nothing to count; the screen says why and tries again.
  if (!areCountsKnown && status.name === 'stopped') return <InitialSyncScreen status={status} />;
  if (!areCountsKnown) return null;
  if (isFilling(status, hasTickets)) return <InitialSyncScreen status={status} />;
  const subject = thisWindow();
  if (subject.kind === 'wall') return <WallWindow />;
  if (subject.kind === 'ticket') return <TicketWindow ticketId={subject.ticketId} />;
  return <DeskScreen preferences={preferences} isEmpty={directory.isLoaded && !hasTickets} />;
}

/** The window's screens: signed out, first sync, and what the window was opened for. */
export function App(): ReactElement | null {
  const session = useSession();
  // The settings of this computer do not need anybody to be signed in.
  if (thisWindow().kind === 'settings')
    return (
      <>
        <HostNotices />
        <SettingsWindow />
      </>
    );
  return (
    <>
      <HostNotices />
      {session?.name === 'signedOut' && <SignInScreen key={session.invitation} session={session} />}
      {session?.name === 'signedIn' && <SignedInScreen key={`${session.server} ${session.agentId}`} />}
    </>
  );
}
