import { describe, expect, test } from 'vitest';
import {
  readPlaces,
  readPreferences,
  readSettingsFile,
  SETTINGS_VERSION,
} from '../../../../electron/settings/settingsFile.ts';

const PLACE = { x: 10, y: 20, width: 900, height: 700, isMaximised: false };

describe('a settings file', () => {
  test('of the first version keeps its preferences, and the place of its one window', () => {
    const file = readSettingsFile({
      version: 1,
      preferences: { colorScheme: 'dark', listWidth: 420 },
      windowPlace: PLACE,
    });
    expect(file?.version).toBe(SETTINGS_VERSION);
    expect(file && readPreferences(file)).toMatchObject({
      colorScheme: 'dark',
      listWidth: 420,
      onClose: 'ask',
    });
    expect(file && readPlaces(file)).toEqual([
      { kind: 'desk', screens: '', place: { ...PLACE, isFullScreen: false } },
    ]);
  });

  test('of the first version without a place has none', () => {
    const file = readSettingsFile({ version: 1, preferences: {}, windowPlace: null });
    expect(file && readPlaces(file)).toEqual([]);
  });

  test('of this version is read as it is, but for what is damaged in it', () => {
    const file = readSettingsFile({
      version: 2,
      preferences: { density: 'compact', language: 'klingon', zoomPercent: 9000 },
      windowPlaces: [{ kind: 'wall', screens: 'a', place: PLACE }, { kind: 'cupboard' }, 7],
    });
    expect(file && readPreferences(file)).toMatchObject({
      density: 'compact',
      language: 'auto',
      zoomPercent: 100,
    });
    expect(file && readPlaces(file).map(({ kind }) => kind)).toEqual(['wall']);
  });

  test('of a newer Baton keeps what this one does not know', () => {
    const file = readSettingsFile({
      version: 9,
      preferences: { colorScheme: 'light', telepathy: true },
      windowPlaces: [],
    });
    expect(file?.preferences).toEqual({ colorScheme: 'light', telepathy: true });
  });

  test.each([
    ['no object', 'hello'],
    ['a list', []],
    ['no preferences', { version: 2 }],
    ['no version', { preferences: {} }],
  ])('that is %s holds no settings', (_what, stored) => {
    expect(readSettingsFile(stored)).toBeNull();
  });

  test('whose shortcuts contradict each other falls back to Baton’s own', () => {
    const file = readSettingsFile({
      version: 2,
      preferences: { shortcuts: { reply: ['Q'], note: ['Q'] } },
      windowPlaces: [],
    });
    expect(file && readPreferences(file).shortcuts).toEqual({});
  });
});
