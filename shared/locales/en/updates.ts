import type { Texts } from '../texts.ts';

export const updates = {
  ready: 'Baton {{version}} is ready',
  whenYouLike: 'Restart when it suits you',
  waitsForPause: 'Restarts at your next pause',
  notes: 'What is new',
  promise: 'Drafts stay as they are, and Baton opens in the view you left.',
  restartNow: 'Restart now',
  restartWhenIdle: 'At my next pause',
  look: 'Look for a new version',
  off: 'This copy is kept up to date by whoever installed it.',
  upToDate: 'Baton is up to date.',
  lastLooked: 'Last looked {{time}}',
  looking: 'Looking…',
  fetching: 'Baton {{version}} is being fetched: {{percent}}',
  readyThere: 'Baton {{version}} is ready. It waits in the navigation.',
  problems: {
    unreachable: 'Nobody answered where new versions are published. Baton will ask again later.',
    damaged: 'The new version arrived damaged and was thrown away. Baton will fetch it again later.',
    notInstalled:
      'The system did not let Baton install the new version. Try again, or ask whoever looks after this computer.',
  },
} as const satisfies Texts;
