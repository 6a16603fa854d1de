import type { Texts } from '../texts.ts';

/** One sentence on what happened and one on what to do, per error code. A code's dots are the nesting: `errors:auth.expired`. */
export const errors = {
  internal: 'Something went wrong inside Baton. Try again; if it keeps happening, restart Baton.',
  app: {
    restarted:
      'Baton had failed and started again by itself. What you had written is kept. The log says what happened:',
  },
  agent: {
    substituteCircle:
      'This would make somebody stand in for themselves: the chain of substitutes runs in a circle. Choose another person or other dates.',
  },
  calendar: {
    inUse:
      'This calendar is still in use: a policy, a department or a colleague counts by it. Give them another one first, then delete it.',
  },
  auth: {
    badCredentials: 'That e-mail and password do not match. Check both and try again.',
    expired: 'Your sign-in has expired. Sign in again; your work on this computer is kept.',
    codeInvalid: 'This code is wrong, used up or too old. Ask an administrator for a new one.',
    forbidden: 'You are not allowed to do this. Ask an administrator if you should be.',
    signedOut: 'You are signed out. Sign in to go on.',
    revoked:
      'An administrator, or you on another device, has removed this device. Baton has deleted the workspace’s data from this computer. Sign in again if you should have access.',
    wrongPassword: 'That is not your current password. Enter it again.',
    weakPassword:
      'This password is too short. Choose one with at least 10 characters; a few words in a row are good.',
    emailTaken:
      'Somebody with this e-mail can sign in already. Look them up in the team, or enter another address.',
    lastAdministrator: 'This is the last administrator. Make somebody else an administrator first.',
  },
  input: {
    invalid: 'Something in this form is not valid. Check what you entered and try again.',
    tooLarge: 'This is too large to be accepted. Make it smaller and try again.',
    notFound: 'This no longer exists. It may have been removed by somebody else.',
  },
  intake: {
    badKey: 'The key of this channel is wrong. Ask an administrator to check the channel.',
    unknownTicket: 'No ticket belongs to this message. Start a new one instead.',
  },
  ipc: {
    forbiddenSender: 'Baton blocked a request from a page that is not its own. Restart Baton.',
    badOutput: 'Baton got an answer it does not understand. Restart Baton; if it happens again, update it.',
  },
  link: {
    unknown:
      'This link is not one that Baton can open. Nothing was done; ask whoever sent it for the ticket’s number.',
  },
  message: {
    answeredMeanwhile:
      'A colleague answered this ticket before your reply arrived. Read their answer, then send yours anyway, edit it or discard it.',
    empty: 'There is nothing to send yet. Write something first.',
    tooLong: 'This message is too long to send. Shorten it or split it; your text is kept as a draft.',
  },
  network: {
    none: 'This computer has no network at the moment. Connect it, then try again.',
  },
  rate: {
    limited: 'That was too many attempts in a short time. Wait a minute, then try again.',
  },
  server: {
    badCertificate:
      'The server cannot prove that it is the one at this address: its certificate is out of date, made for another name, or from nobody this computer trusts. Nothing was sent. Check the address, or ask an administrator to look at the certificate.',
    notListening:
      'There is a computer at this address, but no server answers on it. Check the number after the colon, or ask an administrator whether the server runs.',
    notSecure:
      'The server at this address does not speak https. Check the address; where your administrator uses no encryption, type http:// in front of it.',
    unknownAddress:
      'There is no computer of this name. Check the address for a typing error; if it is one of your company’s, connect to its network first.',
    otherVersion:
      'The server runs another version of Baton. Update Baton, or ask an administrator to update the server.',
    newerVersion:
      'The server speaks a newer Baton than this one. Update Baton; until then you can go on working, and your changes wait here.',
    olderVersion:
      'The server still runs an older Baton. Ask an administrator to update it; until then you can go on working, and your changes wait here.',
    notBaton: 'There is a server at this address, but it is not a Baton server. Check the address.',
    portTaken: 'Another program already uses this port. Close it or choose another port.',
    unavailable: 'The server cannot be reached. Check the address and your connection, then try again.',
    silent:
      'The server takes too long to answer. What you did is kept here; check your connection, or ask an administrator to look at the server.',
    troubled:
      'The server has a problem and cannot save. Your changes are kept here and sent later; tell an administrator.',
  },
  settings: {
    corrupt: 'The settings file could not be read. It was set aside and Baton started with fresh settings.',
  },
  storage: {
    corrupt: 'The local data could not be read. It was set aside and will be fetched from the server again.',
    full: 'The disk is full, so Baton cannot save. Free some space; what you typed stays in the window.',
    locked: 'Another program holds the data folder. Close other Baton windows and try again.',
    unwritable: 'Baton may not write to its data folder. Check the folder’s permissions.',
  },
  sync: {
    offline: 'You are offline. Your changes are kept and sent as soon as the server answers.',
  },
  ticket: {
    illegalMove:
      'The ticket cannot move to this status from where it is now. Look at its latest state and choose again.',
    alreadyHeld: 'A colleague was faster and holds this ticket now. Look at who has it before you go on.',
    notFound: 'This ticket is not here any more. It may have moved to a department you cannot see.',
    otherTeam: 'Somebody came or went while this ticket was being handed out. It is handed out again.',
    reasonMissing: 'A transfer with “Other” needs a reason. Write a few words and try again.',
  },
  update: {
    damaged: 'The new version arrived damaged and was thrown away.',
  },
  undo: {
    tooLate: 'It is too late to take this back. It has already reached the server or is on its way there.',
  },
  workspace: {
    notEmpty: 'This workspace already holds data. Demo data can only be added to an empty one.',
  },
  import: {
    badFile: 'This file could not be read as an export. Check that it is the right file and format.',
    badRow: 'A line of the import could not be understood. The report names it and says why.',
    missingColumn: 'The file lacks a column that the import needs. The report names it.',
  },
} as const satisfies Texts;
