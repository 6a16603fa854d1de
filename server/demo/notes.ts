import type { TransferReason } from '../../shared/domain/ticket/ticket.ts';

/** What colleagues write to each other when a ticket moves. The team's working language is English. */
export const HANDOVER_NOTES: Readonly<Record<TransferReason['code'] | 'back', readonly string[]>> = {
  expertise: [
    'You know this part far better than I do. Nothing promised yet, the customer expects an answer today.',
    'Handing this over: the customer has all the simple steps behind them, now it needs a closer look.',
    'This one is yours, I think. All facts are in the first message.',
  ],
  customerAsked: [
    'The customer asked to be passed on to you, they were happy with your answer last time.',
    'They want to hear it from your side directly. Friendly, but in a hurry.',
  ],
  unavailable: [
    'I am off from noon, so better with you. The order number is checked and correct.',
    'In training until Thursday. Nothing is promised so far, please take over.',
  ],
  other: [
    'Not something that can be decided here. I have told the customer that a colleague will write.',
    'Moved after a look into the order: the booking comes first, then the rest.',
  ],
  back: [
    'Back to you: everything is fine on our side, the open question is the first one.',
    'Checked, nothing to do here. Please answer the customer directly, they have waited long enough.',
  ],
};

export const CHAT_NOTES = [
  'Asked Lucie, she has seen this twice before and will have a look after lunch.',
  'Called the partner, nobody picks up. Trying again at two.',
  'Supplier confirmed by phone, written confirmation follows.',
  'Same customer as last month. Let us make it right this time.',
  'If this is not settled by Friday, offer a voucher.',
  'Checked with the warehouse: stock is there, nothing to order.',
  'Please do not close before the customer has confirmed.',
  'Goodwill approved by Grace up to the full amount.',
] as const;

/** Starts the note that an agent takes while a customer is on the phone. */
export const CALL_INTROS = [
  'Call from {name}:',
  '{name} on the phone:',
  'Phone call, {name}, please answer by e-mail:',
] as const;
