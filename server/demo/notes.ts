/** What colleagues write to each other when a ticket moves. The team's working language is English. */
export const HANDOVER_NOTES = [
  'Handing this over: the customer has all the steps behind them, what is missing is a look into the order.',
  'This one is yours, I think. Nothing promised yet, the customer expects an answer today.',
  'Please take over from here. I have told the customer that a colleague will write.',
  'Moved after a short call with the customer. They are friendly, but in a hurry.',
  'Not something we can decide here. All facts are in the first message.',
  'I am off from noon, so better with you. The order number is checked and correct.',
  'Back to you: the booking is fine on our side, the open question is the technical one.',
  'Customer asked for somebody who speaks their language. Summary: see the note above.',
] as const;

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
