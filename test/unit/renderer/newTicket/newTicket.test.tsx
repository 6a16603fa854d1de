import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  contactFromSearch,
  EMPTY_FORM,
  formProblems,
  toNewTicket,
} from '../../../../renderer/features/newTicket/newTicketForm.ts';
import { useNewTicketStore } from '../../../../renderer/features/newTicket/newTicketStore.ts';
import type { DepartmentId } from '../../../../shared/domain/ids.ts';
import { COMMANDS } from '../../../../shared/ipc/contract.ts';
import { aContact } from '../../../support/builders.ts';
import { fakeBridge } from '../../../support/fakeBridge.ts';
import { renderWindow } from '../../../support/renderWindow.tsx';
import type { RenderedWindow } from '../../../support/renderWindow.tsx';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const FILLED = {
  ...EMPTY_FORM,
  contact: { kind: 'existing', contact: aContact() },
  subject: ' Broken ',
  words: 'It <b>broke</b>.\nTwice.',
  departmentId: 'dep_support' as DepartmentId,
} as const;

describe('The new ticket form', () => {
  it('names everything that is missing', () => {
    expect(formProblems(EMPTY_FORM)).toEqual({
      contact: 'contact',
      subject: 'subject',
      words: 'words',
      department: 'department',
    });
  });

  it('wants a name and a complete address of a new customer, and neither address nor number', () => {
    const contact = { kind: 'new', name: ' ', email: 'nobody@', phone: '' } as const;
    expect(formProblems({ ...FILLED, contact })).toEqual({ name: 'name', email: 'email' });
    expect(formProblems({ ...FILLED, contact: { ...contact, name: 'X', email: '' } })).toEqual({});
  });

  it('becomes a command the contract accepts, its words as HTML text', () => {
    const ticket = toNewTicket(FILLED);
    expect(COMMANDS['tickets.create'].input.safeParse(ticket).success).toBe(true);
    expect([ticket?.subject, ticket?.html]).toEqual([
      'Broken',
      '<p>It &lt;b&gt;broke&lt;/b&gt;.<br>Twice.</p>',
    ]);
  });

  it('is no command while something is wrong', () => {
    expect(toNewTicket({ ...FILLED, subject: '' })).toBeUndefined();
  });

  it('starts a new customer from a name, an address or a number', () => {
    expect(['Eva Malá', 'eva@example.com', '+420 555 010'].map(contactFromSearch)).toEqual([
      { kind: 'new', name: 'Eva Malá', email: '', phone: '' },
      { kind: 'new', name: '', email: 'eva@example.com', phone: '' },
      { kind: 'new', name: '', email: '', phone: '+420 555 010' },
    ]);
  });
});

describe('The new ticket dialog', () => {
  let page: RenderedWindow;
  afterEach(async () => {
    await page.close();
    useNewTicketStore.getState().startOver();
  });

  it('says beside the fields what is missing, and creates nothing', async () => {
    const fake = fakeBridge({ tickets: 3 });
    page = await renderWindow(fake);
    await page.press('c');
    await page.click(page.get('button', 'Create ticket'));
    expect(page.words()).toContain('Choose a customer or enter a new one.');
    expect(page.words()).toContain('Enter a subject.');
    expect(fake.calls.filter(({ name }) => name === 'tickets.create')).toEqual([]);
  });

  it('keeps what was typed when it is closed by mistake', async () => {
    page = await renderWindow(fakeBridge({ tickets: 3 }));
    await page.press('c');
    await page.type(page.get('textbox', 'Subject'), 'Printer on fire');
    await page.click(page.get('button', 'Close'));
    // It fades away first.
    await vi.waitFor(() => page.settle().then(() => expect(page.all('dialog')).toEqual([])));
    await page.press('c');
    expect((page.get('textbox', 'Subject') as HTMLInputElement).value).toBe('Printer on fire');
  });

  it('creates the ticket for a known customer and opens it', async () => {
    const fake = fakeBridge({ tickets: 3 });
    page = await renderWindow(fake);
    await page.press('c');
    await page.settle(() =>
      useNewTicketStore.getState().change({
        ...FILLED,
        contact: { kind: 'existing', contact: fake.state.workspace.contacts[0]! },
      }),
    );
    await page.click(page.get('button', 'Create ticket'));
    await page.settle();
    expect(
      fake.calls.filter(({ name }) => name === 'tickets.create').map(({ input }) => input),
    ).toMatchObject([
      {
        subject: 'Broken',
        departmentId: 'dep_support',
        assigneeId: '',
        channel: 'phone',
        priority: 'normal',
      },
    ]);
    expect(page.get('heading', 'Broken').tagName).toBe('H1');
  });
});
