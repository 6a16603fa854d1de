import { afterEach, describe, expect, it } from 'vitest';
import { BatonError } from '../../../shared/errors.ts';
import { fakeBridge } from '../../support/fakeBridge.ts';
import type { FakeBridge } from '../../support/fakeBridge.ts';
import { FAKE_INVITATION_CODE } from '../../support/fakePeople.ts';
import { ME } from '../../support/fakeWorkspace.ts';
import { renderWindow } from '../../support/renderWindow.tsx';
import type { RenderedWindow } from '../../support/renderWindow.tsx';

let page: RenderedWindow;

afterEach(() => page.close());

async function fillIn(): Promise<void> {
  await page.type(page.get('textbox', 'Server address'), 'https://help.example.com');
  await page.type(page.get('textbox', 'E-mail'), 'ana@example.com');
  const password = document.querySelector<HTMLInputElement>('input[type="password"]');
  await page.type(password!, 'secret');
}

describe('the sign-in screen', () => {
  it('says what is wrong and keeps what was typed when the server refuses', async () => {
    const fake = fakeBridge({ isSignedIn: false });
    fake.answer('session.signIn', () => {
      throw new BatonError('auth.badCredentials', 'no');
    });
    page = await renderWindow(fake);
    await fillIn();
    await page.click(page.get('button', 'Sign in'));
    expect(page.get('alert').textContent).toContain('That e-mail and password do not match');
    expect(document.querySelector<HTMLInputElement>('input[type="email"]')?.value).toBe('ana@example.com');
  });

  it('asks for what is missing instead of asking the server', async () => {
    const fake = fakeBridge({ isSignedIn: false });
    page = await renderWindow(fake);
    await page.click(page.get('button', 'Sign in'));
    expect(page.words()).toContain('Enter your password.');
    expect(fake.calls.some(({ name }) => name === 'session.signIn')).toBe(false);
  });

  it('opens the desk after signing in', async () => {
    page = await renderWindow(fakeBridge({ isSignedIn: false }));
    await fillIn();
    await page.click(page.get('button', 'Sign in'));
    expect(page.all('grid')).toHaveLength(1);
  });

  it('takes a one-time code instead of a password', async () => {
    const fake = fakeBridge({ isSignedIn: false });
    page = await renderWindow(fake);
    await page.click(page.get('radio', 'Code or invitation'));
    await page.type(page.get('textbox', 'Server address'), 'http://127.0.0.1:8787');
    await page.type(page.get('textbox', 'Code or invitation link'), ' code-1 ');
    await page.click(page.get('button', 'Sign in'));
    expect(fake.calls.find(({ name }) => name === 'session.redeem')?.input).toEqual({
      server: 'http://127.0.0.1:8787',
      code: 'code-1',
    });
  });

  it('takes an invitation apart, says what it is for, and lets its person choose a password', async () => {
    const fake = fakeBridge({ isSignedIn: false });
    page = await renderWindow(fake);
    await page.click(page.get('radio', 'Code or invitation'));
    const link = `https://help.example.com/join/${FAKE_INVITATION_CODE}`;
    await page.type(page.get('textbox', 'Code or invitation link'), link);
    await page.click(page.get('button', 'Sign in'));
    expect(page.words()).toContain('Welcome to Northwind Care');
    await page.click(page.get('button', 'Set the password and sign in'));
    expect(fake.calls.some(({ name }) => name === 'session.join')).toBe(false);
    await page.type(
      document.querySelector<HTMLInputElement>('input[type="password"]')!,
      'four words in a row',
    );
    await page.click(page.get('button', 'Set the password and sign in'));
    expect(fake.calls.find(({ name }) => name === 'session.join')?.input).toEqual({
      server: 'https://help.example.com',
      code: FAKE_INVITATION_CODE,
      password: 'four words in a row',
    });
  });

  it('opens the invitation whose link the system has handed over', async () => {
    const fake = fakeBridge({ isSignedIn: false });
    const invitation = `baton://join?server=https%3A%2F%2Fhelp.example.com&code=${FAKE_INVITATION_CODE}`;
    fake.state.session = { name: 'signedOut', server: '', email: '', problem: null, invitation };
    page = await renderWindow(fake);
    await page.settle(() => undefined);
    expect(page.words()).toContain('Welcome to Northwind Care');
    expect(page.words()).toContain('https://help.example.com');
  });

  it('says that a removed device has deleted what it held', async () => {
    const fake = fakeBridge({ isSignedIn: false });
    fake.state.session = { name: 'signedOut', server: 'http://x', email: 'a@b.c', problem: 'auth.revoked' };
    page = await renderWindow(fake);
    expect(page.words()).toContain('Baton has deleted the workspace’s data from this computer');
  });

  it('says why a session has ended', async () => {
    const fake = fakeBridge({ isSignedIn: false });
    fake.state.session = { name: 'signedOut', server: 'http://x', email: 'a@b.c', problem: 'auth.expired' };
    page = await renderWindow(fake);
    expect(page.words()).toContain('Your sign-in has expired');
  });
});

describe('the first sync', () => {
  it('shows how much has arrived, then the desk', async () => {
    const fake = fakeBridge();
    fake.state.sync = { ...fake.state.sync, name: 'initialSync', lastSyncedAtMs: 0, received: 1200 };
    page = await renderWindow(fake);
    const before = page.words();
    await page.settle(() => fake.setSync({ name: 'online', lastSyncedAtMs: Date.now() }));
    expect(before).toContain('1,200 documents received');
    expect(page.all('grid')).toHaveLength(1);
  });

  it('does not keep tickets that are here from a person who starts offline', async () => {
    const fake = fakeBridge();
    fake.state.sync = { ...fake.state.sync, name: 'offline', lastSyncedAtMs: 0 };
    page = await renderWindow(fake);
    expect(page.all('grid')).toHaveLength(1);
  });
});

function asAdministrator(fake: FakeBridge): FakeBridge {
  fake.state.workspace.settings = fake.state.workspace.settings.map((setting) =>
    setting.kind === 'agent' && (setting.id as string) === ME
      ? { ...setting, value: { ...setting.value, role: 'administrator' } }
      : setting,
  );
  return fake;
}

describe('an empty workspace', () => {
  it('offers an administrator demo data, and shows it when it is there', async () => {
    page = await renderWindow(asAdministrator(fakeBridge({ tickets: 0 })));
    await page.click(page.get('button', 'Create a demo workspace'));
    expect(page.all('row').length).toBeGreaterThan(5);
  });

  it('offers everybody to create the first ticket', async () => {
    page = await renderWindow(fakeBridge({ tickets: 0 }));
    expect(page.all('button', 'Create a demo workspace')).toEqual([]);
    await page.click(page.get('button', 'Create the first ticket'));
    expect(page.all('dialog').length).toBe(1);
  });
});

describe('the first start', () => {
  it('lets somebody choose their language before they sign in', async () => {
    const fake = fakeBridge({ isSignedIn: false });
    page = await renderWindow(fake);
    await page.click(page.get('textbox', 'Language'));
    await page.click(page.get('option', 'Română'));
    expect(page.words()).toContain('Conectare');
  });

  it('shows how Baton works once, and not again', async () => {
    const fake = fakeBridge({ preferences: { isIntroduced: false } });
    page = await renderWindow(fake);
    expect(page.words()).toContain('Before you start');
    await page.click(page.get('button', 'Next'));
    expect(page.words()).toContain('One ticket, one holder');
    await page.click(page.get('button', 'Skip the tour'));
    expect(fake.state.preferences.isIntroduced).toBe(true);
    expect(page.words()).not.toContain('A ticket has exactly one person responsible');
  });
});
