import { contextBridge, ipcRenderer } from 'electron';
import type { Answer, BatonBridge, CommandName, EventName } from '../shared/ipc/contract.ts';
import { commandChannel, eventChannel } from './ipc/channels.ts';

/** The commands that exist. Written out, because the contract's schemas would make this file a hundred times larger; the compiler checks that none is missing. */
const COMMAND_NAMES: Readonly<Record<CommandName, true>> = {
  'app.info': true,
  'app.deskReady': true,
  'session.get': true,
  'session.signIn': true,
  'session.redeem': true,
  'session.signOut': true,
  'session.invitation': true,
  'session.join': true,
  'session.signOutEverywhere': true,
  'account.changePassword': true,
  'account.devices': true,
  'account.removeDevice': true,
  'team.get': true,
  'team.invite': true,
  'team.revokeInvitation': true,
  'team.change': true,
  'team.resetPassword': true,
  'sync.status': true,
  'sync.retry': true,
  'held.list': true,
  'held.dismiss': true,
  'held.retry': true,
  'held.edit': true,
  'waiting.list': true,
  'waiting.undo': true,
  'lost.settle': true,
  'directory.get': true,
  'calendar.save': true,
  'calendar.remove': true,
  'policy.save': true,
  'policy.remove': true,
  'policy.arrange': true,
  'sla.impact': true,
  'rules.save': true,
  'rules.remove': true,
  'rules.arrange': true,
  'rules.counts': true,
  'rules.log': true,
  'rules.dryRun': true,
  'workspace.createDemo': true,
  'views.counts': true,
  'tickets.page': true,
  'list.show': true,
  'list.close': true,
  'tickets.get': true,
  'tickets.find': true,
  'tickets.search': true,
  'archive.search': true,
  'archive.open': true,
  'storage.size': true,
  'tickets.create': true,
  'ticket.assign': true,
  'ticket.transfer': true,
  'ticket.take': true,
  'ticket.release': true,
  'ticket.accept': true,
  'ticket.giveBack': true,
  'ticket.setStatus': true,
  'ticket.setPriority': true,
  'ticket.setTags': true,
  'ticket.setSubject': true,
  'ticket.snooze': true,
  'ticket.setDue': true,
  'sla.explain': true,
  'reports.make': true,
  'reports.tickets': true,
  'reports.save': true,
  'assignment.explain': true,
  'assignment.toSolve': true,
  'assignment.rebalance': true,
  'bulk.preview': true,
  'bulk.run': true,
  'department.save': true,
  'work.save': true,
  'assignment.whatIf': true,
  'message.send': true,
  'message.undo': true,
  'message.pending': true,
  'draft.get': true,
  'draft.save': true,
  'contacts.search': true,
  'me.setAvailability': true,
  'me.setSubstitute': true,
  'presence.get': true,
  'presence.show': true,
  'window.openTicket': true,
  'window.showInDesk': true,
  'window.setFullScreen': true,
  'window.isFullScreen': true,
  'images.grants': true,
  'images.allow': true,
  'update.get': true,
  'update.check': true,
  'update.restart': true,
  'preferences.get': true,
  'preferences.set': true,
};

/** The events that exist. */
const EVENT_NAMES: Readonly<Record<EventName, true>> = {
  'session.changed': true,
  'sync.changed': true,
  'tickets.changed': true,
  'list.changed': true,
  'views.counted': true,
  'directory.changed': true,
  'preferences.changed': true,
  'images.changed': true,
  'update.changed': true,
  'held.changed': true,
  'waiting.changed': true,
  'assignment.changed': true,
  'presence.changed': true,
  'ticket.openRequested': true,
  'menu.chosen': true,
  'window.fullScreenChanged': true,
  'sends.changed': true,
  'draft.saved': true,
  'draft.returned': true,
  'problem.raised': true,
};

const bridge: BatonBridge = {
  invoke: (name, input) =>
    Object.hasOwn(COMMAND_NAMES, name)
      ? ipcRenderer.invoke(commandChannel(name), input)
      : Promise.resolve<Answer<never>>({
          ok: false,
          error: { code: 'input.invalid', message: 'no such command' },
        }),
  subscribe: (name, listener) => {
    if (!Object.hasOwn(EVENT_NAMES, name)) return () => undefined;
    const channel = eventChannel(name);
    const onEvent = (_event: unknown, payload: Parameters<typeof listener>[0]): void => {
      listener(payload);
    };
    ipcRenderer.on(channel, onEvent);
    return () => {
      ipcRenderer.removeListener(channel, onEvent);
    };
  },
};

contextBridge.exposeInMainWorld('baton', bridge);
