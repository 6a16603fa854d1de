import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AgentId, DepartmentId } from '../../../../shared/domain/ids.ts';
import { MESSAGE_MAX_LENGTH } from '../../../../shared/domain/message.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../../../shared/errors.ts';
import { fakeBridge } from '../../../support/fakeBridge.ts';
import { ME } from '../../../support/fakeWorkspace.ts';
import { openTicket } from './ticketWindow.ts';
import type { TicketWindow } from './ticketWindow.ts';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const support = 'dep_support' as DepartmentId;
let page: TicketWindow;
afterEach(() => page.close());

describe('Sending', () => {
  it('sends the reply with the status it should have afterwards, in one step', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: ME });
    await page.write('Done.');
    await page.click(page.get('button', 'More ways to send'));
    await page.click(page.get('menuitem', 'Send and solve'));
    expect(page.asked('message.send')).toEqual([
      {
        ticketId: page.ticket().id,
        kind: 'reply',
        html: '<p>Done.</p>',
        setStatus: 'solved',
        seenMessageId: page.fake.state.workspace.messages[0]?.id,
        seenAnswers: 0,
      },
    ]);
    expect(page.editor().isEmpty).toBe(true);
  });

  it('brings the words back as the draft when it is undone, before what was typed since', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: ME });
    await page.write('First thought.');
    await page.click(page.get('button', 'Send'));
    await page.write('Second thought.');
    await page.click(page.get('button', 'Undo'));
    expect(page.editor().getHTML()).toBe('<p>First thought.</p><p>Second thought.</p>');
    expect(page.asked('draft.save').at(-1)?.html).toBe('<p>First thought.</p><p>Second thought.</p>');
    expect(page.fake.state.sends).toEqual([]);
  });

  it('can be taken back from another ticket, by the key too, and leads back to the words', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: ME });
    const [first, second] = page.fake.state.workspace.tickets;
    await page.write('Too hasty.');
    await page.click(page.get('button', 'Send'));
    await page.settle(() => page.fake.emit('ticket.openRequested', { ticketId: second!.id }));
    expect(page.all('heading', second!.subject)).not.toEqual([]);
    expect(page.words()).toContain(`Reply to #${String(first!.number)} sent`);
    await page.settle(
      () =>
        void document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true }),
        ),
    );
    await page.settle();
    expect(page.all('heading', first!.subject)).not.toEqual([]);
    expect(page.editor().getText()).toBe('Too hasty.');
    expect(page.fake.state.sends).toEqual([]);
  });

  it('puts words that were refused later before those written since', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: ME });
    await page.write('Written since.');
    await page.settle(() =>
      page.fake.emit('draft.returned', {
        draft: { ticketId: page.ticket().id, kind: 'reply', html: '<p>Refused.</p>', savedAtMs: 1 },
        cause: 'refused',
      }),
    );
    expect(page.editor().getHTML()).toBe('<p>Refused.</p><p>Written since.</p>');
  });

  it('marks exactly the messages that wait for the server', async () => {
    const fake = fakeBridge({ tickets: 3 });
    page = await openTicket(fake, { departmentId: support, assigneeId: ME });
    const detail = await fake.invoke('tickets.get', { ticketId: page.ticket().id });
    if (!detail.ok || !detail.value) throw new Error('no such ticket');
    const { value } = detail;
    expect(page.words()).not.toContain('Waiting for the server');
    fake.answer('tickets.get', () => ({ ...value, waitingMessageIds: [value.messages[0]!.id] }));
    await page.settle(() => fake.emit('tickets.changed', { ticketIds: 'all' }));
    await page.settle();
    expect(page.words().split('Waiting for the server')).toHaveLength(2);
  });

  it('says in plain words when it was refused, and keeps the words', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: ME });
    page.fake.answer('message.send', () => {
      throw new BatonError('storage.full', 'no space');
    });
    await page.write('Precious words.');
    await page.click(page.get('button', 'Send'));
    expect(page.words()).toContain('The disk is full');
    expect(page.editor().getText()).toBe('Precious words.');
  });

  it('offers nothing to send while nothing is written', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: ME });
    expect((page.get('button', 'Send') as HTMLButtonElement).disabled).toBe(true);
  });
});

describe('Responsibility while writing', () => {
  it('says before sending that a reply to a ticket without holder makes the writer responsible', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: '' });
    expect(page.words()).toContain('Your reply makes you responsible');
  });

  it('says that a reply changes nothing for somebody outside the department', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), {
      departmentId: 'dep_tech' as DepartmentId,
      assigneeId: '',
    });
    expect(page.words()).toContain('You are not in Technical');
  });

  it('never claims by a note: it says so, and sends a note and nothing else', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: '' });
    await page.press('n');
    expect(page.words()).not.toContain('makes you responsible');
    await page.write('For us only.');
    await page.click(page.get('button', 'Add note'));
    expect(page.asked('message.send').map(({ kind, setStatus }) => ({ kind, setStatus }))).toEqual([
      { kind: 'note', setStatus: null },
    ]);
    expect([page.asked('ticket.take'), page.asked('ticket.assign'), page.ticket().assigneeId]).toEqual([
      [],
      [],
      '',
    ]);
  });

  it('takes no reply on a closed ticket', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), {
      departmentId: support,
      status: 'closed',
      isOpen: false,
    });
    await page.press('r');
    await page.write('Too late.');
    expect(page.words()).toContain('This ticket is closed');
    expect((page.get('button', 'Send') as HTMLButtonElement).disabled).toBe(true);
  });
});

describe('Drafts', () => {
  it('are there again when the ticket is opened', async () => {
    const fake = fakeBridge({ tickets: 3 });
    const id = fake.state.workspace.tickets[0]!.id;
    fake.state.drafts.push({ ticketId: id, kind: 'note', html: '<p>Half a note</p>', savedAtMs: 1 });
    page = await openTicket(fake, { departmentId: support });
    expect(page.editor().getHTML()).toBe('<p>Half a note</p>');
    expect(page.all('button', 'Add note')).toHaveLength(1);
  });

  it('keep reply and note apart', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support });
    await page.write('A reply.');
    await page.press('n');
    await page.write('A note.');
    await page.press('r');
    expect(page.editor().getText()).toBe('A reply.');
    expect(page.fake.state.drafts.map(({ kind, html }) => ({ kind, html }))).toEqual([
      { kind: 'reply', html: '<p>A reply.</p>' },
      { kind: 'note', html: '<p>A note.</p>' },
    ]);
  });

  it('are saved when the ticket is left', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support });
    const other = page.fake.state.workspace.tickets[1]!.id;
    await page.write('On my way out.');
    await page.settle(() => page.fake.emit('ticket.openRequested', { ticketId: other }));
    expect(page.fake.state.drafts.map(({ html }) => html)).toEqual(['<p>On my way out.</p>']);
  });
});

describe('A very long paste', () => {
  function paste(text: string): void {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(event, {
      clipboardData: { getData: (type: string) => (type === 'text/plain' ? text : '') },
    });
    document.querySelector('.ProseMirror')?.dispatchEvent(event);
  }

  it('is kept beside the editor in full, with its size and the limit, and cannot be sent', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: ME });
    await page.write('See below.');
    const text = 'log line\n'.repeat(MESSAGE_MAX_LENGTH / 8);
    await page.settle(() => paste(text));
    expect(page.words()).toContain('450,000 characters. A message holds at most 400,000');
    expect((page.get('button', 'Send') as HTMLButtonElement).disabled).toBe(true);
    await page.press('n');
    await page.press('r');
    expect(page.fake.state.drafts[0]?.html).toContain('log line');
    expect(page.words()).toContain('450,000 characters.');
    await page.click(page.get('button', 'Remove'));
    expect((page.get('button', 'Send') as HTMLButtonElement).disabled).toBe(false);
  });
});

describe('A transfer', () => {
  async function choose(label: string, option: string): Promise<void> {
    await page.click(page.get('textbox', label));
    const wanted = page.all('option', option).find((element) => element.textContent === option);
    if (!wanted) throw new Error(`no option ${option}`);
    await page.click(wanted);
  }

  it('needs a reason, and words when the reason is none of the known ones', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: ME });
    await page.press('t');
    await choose('Department', 'Billing');
    const submit = (): HTMLElement => page.all('button', 'Transfer').at(-1)!;
    await page.click(submit());
    expect(page.words()).toContain('Choose a reason.');
    await page.click(page.get('radio', 'Other reason'));
    await page.click(submit());
    expect(page.words()).toContain('Say why in a few words.');
    expect(page.asked('ticket.transfer')).toEqual([]);
  });

  it('to another department says that nobody will be responsible, and does so', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: ME });
    await page.press('t');
    await choose('Department', 'Billing');
    expect(page.words()).toContain('Nobody will be responsible until somebody in Billing');
    await page.click(page.get('radio', 'Needs other expertise'));
    await page.click(page.all('button', 'Transfer').at(-1)!);
    expect(page.asked('ticket.transfer')).toEqual([
      {
        ticketId: page.ticket().id,
        departmentId: 'dep_billing',
        assigneeId: '',
        reason: { code: 'expertise', text: '' },
        noteHtml: '',
        tellCustomer: false,
      },
    ]);
    expect(page.get('button', 'Responsible').getAttribute('aria-label')).toBe(
      'Responsible: Billing › Nobody',
    );
  });
});

describe('The header', () => {
  it('says who is responsible at every moment, and lets an agent take and release', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: '' });
    const holder = (): string | null => page.get('button', 'Responsible').getAttribute('aria-label');
    expect(holder()).toBe('Responsible: Support › Nobody');
    await page.press('m');
    expect(holder()).toBe('Responsible: Support › You');
    await page.click(page.get('button', 'Release'));
    expect(holder()).toBe('Responsible: Support › Nobody');
  });

  it('tells a refusal in plain words', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: '' });
    page.fake.answer('ticket.take', () => {
      throw new BatonError('ticket.alreadyHeld', 'held');
    });
    await page.click(page.get('button', 'Take'));
    expect(page.words()).toContain('A colleague was faster');
  });

  it('assigns by a few letters and Enter', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), {
      departmentId: support,
      assigneeId: '' as AgentId | '',
    });
    await page.press('a');
    const search = page.get('textbox', 'Name, department or skill');
    await page.type(search, 'mia');
    const enter = new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true });
    await page.settle(() => void search.dispatchEvent(enter));
    expect(page.ticket().assigneeId).toBe('agt_mia');
  });

  it('does not act on letters typed into a field', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: ME });
    await page.press('e', page.editor().view.dom);
    expect(page.ticket().status).toBe('open');
    await page.press('e');
    expect(page.ticket().status).toBe('solved');
  });
});

describe('A ticket that leaves its agent’s sight', () => {
  const billing = 'dep_billing' as DepartmentId;

  /** The window of an agent of Support, with a ticket open that is then taken off this desk. */
  async function lose(changes: Partial<Ticket>): Promise<void> {
    const fake = fakeBridge({ tickets: 3 });
    const me = fake.state.workspace.settings.find(({ id }) => (id as string) === ME);
    if (me?.kind !== 'agent') throw new Error('nobody is signed in');
    Object.assign(me.value, { role: 'agent', departmentIds: [support] });
    page = await openTicket(fake, { departmentId: support, assigneeId: ME });
    const { id } = page.ticket();
    await page.settle(() => fake.putTicket({ ...page.ticket(), ...changes }));
    await page.settle(() => {
      fake.state.workspace.tickets = fake.state.workspace.tickets.filter((ticket) => ticket.id !== id);
      fake.emit('tickets.changed', { ticketIds: [id] });
    });
    await page.settle();
  }

  it('says to which department it went, and leads back to the list', async () => {
    await lose({ departmentId: billing, assigneeId: '', number: 1042 });
    expect(page.words()).toContain('#1042 is now with Billing');
    expect(page.words()).toContain('You don’t see that department’s tickets.');
    await page.click(page.get('button', 'Back to the list'));
    expect(page.words()).toContain('No ticket selected');
  });

  it('names nothing that it does not know', async () => {
    await lose({});
    expect(page.words()).toContain('This ticket is not here');
  });
});

describe('A message with hostile HTML', () => {
  it('shows its words and nothing else', async () => {
    const fake = fakeBridge({ tickets: 3 });
    const message = fake.state.workspace.messages[0]!;
    message.html =
      '<p>Hello</p><script>window.hacked = 1</script><img src="https://t.example/p.gif" onerror="window.hacked = 1"><form><input name="password"></form>';
    page = await openTicket(fake, { departmentId: support });
    const log = page.get('log');
    expect(log.querySelectorAll('script, img, form, input')).toHaveLength(0);
    expect(log.textContent).toContain('Hello');
    expect(log.textContent).toContain('Image not loaded');
    expect('hacked' in window).toBe(false);
  });
});
