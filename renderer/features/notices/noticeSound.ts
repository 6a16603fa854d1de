import { useEffect } from 'react';
import { asBatonError, subscribe } from '../../bridge.ts';

/** Two short notes a fourth apart, as Hz and the second at which they begin. Drawn here: no recording is needed. */
const NOTES: readonly (readonly [number, number])[] = [
  [659.26, 0],
  [880, 0.11],
];
const LENGTH_S = 0.45;
/** A fifth of what the system's volume allows. */
const LOUDNESS = 0.2;

/** Plays Baton's sound once, as loud as the system lets it. Rejects where there is nothing to play it on. */
async function playNoticeSound(): Promise<void> {
  const context = new AudioContext();
  try {
    await context.resume();
    const ended = NOTES.map(([frequency, fromS]) => {
      const startS = context.currentTime + fromS;
      const note = new OscillatorNode(context, { type: 'sine', frequency });
      const volume = new GainNode(context, { gain: 0 });
      volume.gain.setValueAtTime(0, startS);
      volume.gain.linearRampToValueAtTime(LOUDNESS, startS + 0.012);
      volume.gain.exponentialRampToValueAtTime(0.0005, startS + LENGTH_S);
      note.connect(volume).connect(context.destination);
      note.start(startS);
      note.stop(startS + LENGTH_S);
      return new Promise<void>((resolve) => {
        note.onended = () => resolve();
      });
    });
    await Promise.all(ended);
  } finally {
    await context.close();
  }
}

/** Lets this window play the sound of notices while it shows the desk. */
export function useNoticeSound(): void {
  useEffect(
    () =>
      subscribe('notices.sounded', () => {
        playNoticeSound().catch((thrown: unknown) => console.error('no sound', asBatonError(thrown).message));
      }),
    [],
  );
}
