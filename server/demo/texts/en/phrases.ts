import type { Phrases } from '../phrases.ts';

export const phrases: Phrases = {
  customerHello: ['Hello,', 'Hi there,', 'Good morning,', 'Dear Lumen team,', 'Hi,'],
  customerBye: ['Best regards', 'Thanks in advance', 'Kind regards', 'Cheers', 'Many thanks'],
  aside: {
    fault: [
      'Apart from that I am very happy with the bike.',
      'I need it every day to get to work, so a quick answer would help a lot.',
      'My neighbour has the same model and does not have this problem.',
      'Please tell me if a photo or a video would help.',
    ],
    money: [
      'I am sure that this is just a mistake.',
      'Please get back to me before the end of the month.',
      'I have attached the bank statement.',
      'It is not about the sum, but it should be right.',
    ],
    parcel: [
      'I had taken the morning off for it.',
      'It was meant to be a birthday present.',
      'You can reach me by phone all day.',
      'So far everything has always gone smoothly with you.',
    ],
    question: [
      'There is no hurry.',
      'I looked in the help pages but did not find it.',
      'A short answer is enough.',
      'Thank you for taking the time.',
    ],
  },
  agentHello: ['Hi {first},', 'Hello {first},', 'Dear {first},'],
  agentBye: ['Kind regards', 'Best wishes', 'Have a good ride'],
  agentThanks: [
    'thank you for writing to us.',
    'thanks for getting in touch.',
    'thank you for your message and for the details.',
    'thanks for your patience.',
  ],
  thanks: [
    'That worked, thank you so much!',
    'Perfect, that was quick. Thanks!',
    'Great, everything is fine now. You can close this.',
    'Thank you, that is exactly what I needed.',
    'Brilliant, thanks for your help. Have a nice week!',
    'Wonderful, much appreciated.',
  ],
  chase: [
    'Is there any news? I wrote to you two days ago and have not heard anything yet.',
    'Just a friendly reminder: I am still waiting for an answer.',
    'Could somebody please have a look at this? It is getting a bit urgent.',
    'Hello again, did my message reach you?',
  ],
  hold: {
    fault: [
      'I have sent your data to our engineers and expect their answer by {soon}. You will hear from me that day at the latest.',
      'A part has to be ordered for this; the supplier has promised it for {soon}. I will write as soon as it is here.',
    ],
    money: [
      'I have passed it to our bank for clarification. That takes up to {soon}; I will write to you as soon as I know more.',
      'Our accounts team is checking the booking. I will be back with the result by {soon}.',
    ],
    parcel: [
      'I have opened a search with the carrier. They have until {soon} to answer; if the parcel has not turned up by then, we send a new one.',
      'The depot is looking for it right now. You will hear from me by {soon}, whatever they find.',
    ],
    question: [
      'I have asked a colleague who knows this best. You will have the answer by {soon}.',
      'I need a confirmation from the manufacturer for this and expect it by {soon}.',
    ],
  },
  again: {
    fault: [
      'I am afraid I was too quick: it worked for two days, and since this morning it is exactly the same as before.',
      'The problem is back. I followed all the steps once more, without success.',
      'Sorry to bother you again, but it happened again on the way home yesterday.',
    ],
    money: [
      'I have to come back to this: there is still nothing on my account, and the date you gave has passed.',
      'Unfortunately the amount is still wrong on the new document.',
      'Today I received a reminder for this, although you wrote that it was settled.',
    ],
    parcel: [
      'Sadly nothing came on the day you gave me, and the tracking has not changed.',
      'The parcel arrived, but it is the wrong part. Could you have another look?',
      'Nobody called and nobody came. I am slowly losing patience.',
    ],
    question: [
      'One more question came up: does that also apply if I sell the bike next year?',
      'I am sorry, but in the app it looks different from what you described.',
      'I thought it was settled, but I received an e-mail today that says the opposite.',
    ],
  },
  secondAnswer: {
    fault: [
      'I am sorry that it came back. I have looked at the new log and booked you in with our partner {inCity} for {soon}; they exchange the part at our expense.',
      'Thank you for not giving up. Our engineers found the reason in your second log, and the correction is in the update that was released today. Please install it once more.',
    ],
    money: [
      'You are right, and I am sorry for the extra trouble. I have checked every booking: the correct amount is {amount}, it was sent today, and the reminder is void.',
      'Thank you for telling me. The new document is attached, and I have had a colleague check it as well.',
    ],
    parcel: [
      'I apologise. I have taken it out of the carrier’s hands: our own driver comes on {soon} and calls you beforehand.',
      'That should not have happened. The right one is on its way by express under {tracking} and will be with you on {soon}.',
    ],
    question: [
      'Good that you ask. Yes, that stays as I wrote, and I have noted it in your account so that it cannot get lost.',
      'I have looked at it with your app version: the entry has moved to “My bike, More”. I have also had the help page corrected.',
    ],
  },
};
