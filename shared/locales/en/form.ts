import type { Texts } from '../texts.ts';

export const form = {
  title: 'Contact us',
  lead: 'Tell us what happened. We answer by e-mail, and you can follow the conversation on the next page.',
  field: {
    name: 'Name',
    email: 'E-mail',
    subject: 'Subject',
    message: 'Message',
  },
  optional: '(optional)',
  send: 'Send',
  problem: 'Something is missing. Please look at the marked fields; everything you typed is still here.',
  problemTitle: 'Please check',
  wrong: {
    emailMissing: 'Please enter your e-mail address, so that we can answer you.',
    email: 'This does not look like an e-mail address.',
    messageMissing: 'Please write a message.',
    tooLong: 'This text is too long.',
  },
  trap: 'Leave this field empty',
  number: 'Conversation no. {{number}}',
  noSubject: 'Your message',
  status: {
    new: 'We have received your message and will answer soon.',
    open: 'We are working on it.',
    pending: 'We have answered and are waiting to hear from you.',
    onHold: 'We are waiting for something from somebody else and will get back to you.',
    solved: 'We consider this solved. If it is not, just write again.',
    closed: 'This conversation is closed. If you write again, a new one starts.',
  },
  you: 'You',
  writeAgain: 'Write again',
  keepAddress:
    'Keep the address of this page: it brings you back here. Do not share it, since anybody who has it can read along.',
  join: {
    title: 'You are invited to {{workspace}}',
    lead: '{{name}}, you have been invited to work in Baton. Open the link below in the Baton app and choose your password.',
    resetTitle: 'Choose a new password',
    resetLead: '{{name}}, open the link below in the Baton app and choose a new password for {{workspace}}.',
    open: 'Open in Baton',
    byHand: 'If nothing opens',
    stepApp: 'Start Baton on your computer. If it is not installed yet, ask whoever sent you this link.',
    stepScreen: 'On the sign-in screen, choose “Code or invitation”.',
    stepEnter: 'Enter this address and this code:',
    address: 'Server address',
    code: 'Code',
    until: 'The invitation works once, until {{date}}. Keep it to yourself: whoever has it can use it.',
    goneTitle: 'This invitation is not valid any more',
    goneText: 'It was used, taken back or is too old. Ask whoever sent it for a new one.',
  },
  notice: {
    sent: {
      title: 'Thank you',
      text: 'We have received your message.',
    },
    notFound: {
      title: 'There is nothing here',
      text: 'This form or conversation does not exist, or the address is incomplete.',
    },
    tooLarge: {
      title: 'This message is too long',
      text: 'Please go back and shorten it; your browser still has what you typed.',
    },
    tooMany: {
      title: 'One moment, please',
      text: 'Too many messages came from your connection. Please wait a minute, go back and send again.',
    },
    failed: {
      title: 'That did not work',
      text: 'Your message could not be saved. Please go back and try again in a few minutes.',
    },
    unusable: {
      title: 'That did not work',
      text: 'We could not read what your browser sent. Please open the form again.',
    },
  },
} as const satisfies Texts;
