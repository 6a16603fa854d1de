import type { Preferences } from '../../../shared/ipc/preferences.ts';
import { invoke } from '../../bridge.ts';
import { useAttempt } from '../../ui/useAttempt.ts';

/** Changes preferences; each takes effect in every window at once. */
export function useSetPreferences(): (changes: Partial<Preferences>) => void {
  const attempt = useAttempt();
  return (changes) => attempt(() => invoke('preferences.set', changes));
}
