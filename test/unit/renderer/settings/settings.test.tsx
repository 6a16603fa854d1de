// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { renderWindow, type RenderedWindow } from '../../../support/renderWindow.tsx';

let window_: RenderedWindow;
let fake: FakeBridge;

async function openSettings(section: string, options: Parameters<typeof fakeBridge>[0] = {}): Promise<void> {
  fake = fakeBridge(options);
  window_ = await renderWindow(fake);
  await window_.click(window_.get('button', section));
}

beforeEach(() => {
  window.history.replaceState(null, '', '?window=settings');
});
afterEach(async () => {
  await window_.close();
  window.history.replaceState(null, '', '?');
});

describe('Shortcuts', () => {
  it('are changed by pressing the new keys', async () => {
    await openSettings('Shortcuts');
    await window_.click(window_.get('button', 'Change: Write a reply'));
    await window_.press('q', window_.get('button', 'Press the new keys'));
    expect(fake.state.preferences.shortcuts).toEqual({ reply: ['Q'] });
    await window_.click(window_.get('button', 'Reset: Write a reply'));
    expect(fake.state.preferences.shortcuts).toEqual({});
  });

  it('are not given to two things, and say which has them', async () => {
    await openSettings('Shortcuts');
    await window_.click(window_.get('button', 'Change: Write a reply'));
    await window_.press('n', window_.get('button', 'Press the new keys'));
    expect(window_.words()).toContain('N already stands for “Write an internal note”');
    expect(fake.state.preferences.shortcuts).toEqual({});
    await window_.press('Escape', window_.get('button', 'Press the new keys'));
    expect(window_.all('button', 'Press the new keys')).toEqual([]);
  });

  it('get their own keys back, but for those that stand for something else now', async () => {
    await openSettings('Shortcuts', { preferences: { shortcuts: { reply: [], solve: ['R'] } } });
    await window_.click(window_.get('button', 'Reset: Write a reply'));
    expect(fake.state.preferences.shortcuts).toEqual({ reply: [], solve: ['R'] });
  });
});

describe('The settings', () => {
  it('open at the part that was asked for', async () => {
    await openSettings('Appearance');
    await window_.settle(() =>
      fake.emit('desktop.changed', { ...fake.state.desktop, wantedSection: { section: 'about', count: 1 } }),
    );
    expect(window_.words()).toContain('Version 0.1.0');
  });

  it('are there without anybody signed in, and say what is missing', async () => {
    await openSettings('Server', { isSignedIn: false });
    expect(window_.words()).toContain('Nobody is signed in');
    await window_.click(window_.get('button', 'Appearance'));
    await window_.click(window_.get('radio', 'Dark'));
    expect(fake.state.preferences.colorScheme).toBe('dark');
  });

  it('say honestly what closing does where no tray is shown', async () => {
    await openSettings('Window and start');
    expect(window_.words()).toContain('In the background Baton sends your changes');
    await window_.settle(() =>
      fake.emit('desktop.changed', { ...fake.state.desktop, background: 'minimise', globalKey: 'taken' }),
    );
    expect(window_.words()).toContain('This desktop shows no tray');
    expect(window_.words()).toContain('Another program or the system uses these keys');
  });

  it('ask before they fetch a dictionary: nothing is checked until a language is added', async () => {
    await openSettings('Language and spelling');
    expect(window_.words()).toContain('Spelling is not checked.');
    expect(window_.words()).toContain('fetched once, when you add it');
  });
});
