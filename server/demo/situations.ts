/** Which of the company's three departments a situation belongs to. */
export type DemoDepartment = 'support' | 'billing' | 'service';

/** What kind of trouble it is; decides how a customer sounds when it comes back. */
export type Trouble = 'fault' | 'money' | 'parcel' | 'question';

/** The words of one situation in one language. `{slots}` hold facts, `[m|f]` follows the writer's grammatical gender. */
export interface SituationText {
  readonly subjects: readonly [string, string, string];
  /** What the customer writes first. */
  readonly open: string;
  /** What the agent needs to know. */
  readonly ask: string;
  /** The customer's answer to that. */
  readonly info: string;
  /** The answer that settles it. */
  readonly fix: string;
}

interface Situation {
  readonly department: DemoDepartment;
  readonly trouble: Trouble;
  readonly tags: readonly string[];
  readonly priority: 'urgent' | 'high' | 'normal' | 'low' | '';
  /** What agents tell each other about it; the team's working language is English. */
  readonly note: string;
}

const support = {
  appPairing: {
    department: 'support',
    trouble: 'fault',
    tags: ['app', 'bluetooth'],
    priority: 'normal',
    note: 'Serial {serial}. Pairing log shows the bike answering on the old key. Removing the bond on the phone side fixes this every time.',
  },
  firmwareStuck: {
    department: 'support',
    trouble: 'fault',
    tags: ['firmware'],
    priority: 'high',
    note: 'Stuck at {percent} % again, third one this week with app {version}. Linked to the known bootloader problem, release planned for {soon}.',
  },
  rangeDrop: {
    department: 'support',
    trouble: 'fault',
    tags: ['battery'],
    priority: 'normal',
    note: 'Telemetry: {km} km, 94 % state of health, average 3 bar under recommended tyre pressure. Not a warranty case so far.',
  },
  displayError: {
    department: 'support',
    trouble: 'fault',
    tags: ['display', 'error-code'],
    priority: 'high',
    note: '{error} is the torque sensor calibration. If the restart does not help, the workshop has to recalibrate; do not send a new display.',
  },
  accountLogin: {
    department: 'support',
    trouble: 'fault',
    tags: ['account'],
    priority: 'normal',
    note: 'Reset mails bounce at the customer’s provider (greylisting). Changed the address by hand after checking the order {order}.',
  },
  transferOwner: {
    department: 'support',
    trouble: 'question',
    tags: ['account', 'second-hand'],
    priority: 'normal',
    note: 'Serial {serial} is not on the stolen list. Previous owner has confirmed the sale by e-mail, safe to release.',
  },
  stolenBike: {
    department: 'support',
    trouble: 'fault',
    tags: ['theft', 'safety'],
    priority: 'urgent',
    note: 'Set {serial} to stolen. Tracker pinged at 02:40, battery at {percent} %. Position goes to the police only, never to the customer.',
  },
  gpsWrong: {
    department: 'support',
    trouble: 'fault',
    tags: ['app', 'gps'],
    priority: 'low',
    note: 'Last fix is {days} days old, SIM is active. Looks like the antenna cable after the last service.',
  },
  rideNotSynced: {
    department: 'support',
    trouble: 'fault',
    tags: ['app', 'sync'],
    priority: 'low',
    note: 'The rides are on the bike ({km} km counter matches). The sync queue hangs on one file without an end time.',
  },
  assistWeak: {
    department: 'support',
    trouble: 'fault',
    tags: ['motor'],
    priority: 'high',
    note: 'Thermal cut-off in the log, four times on long climbs. Firmware before 4.2 derates too early.',
  },
  chargerLight: {
    department: 'support',
    trouble: 'fault',
    tags: ['battery', 'charger'],
    priority: 'high',
    note: 'Red blinking = cell temperature out of range or contact. Ask where it is charged before sending a new charger.',
  },
  lightNotWorking: {
    department: 'support',
    trouble: 'fault',
    tags: ['lights'],
    priority: 'normal',
    note: 'Batch from February has a weak connector under the head tube. Send the repair video first.',
  },
  keyLost: {
    department: 'support',
    trouble: 'question',
    tags: ['keys', 'accessory'],
    priority: 'normal',
    note: 'Key code found in the delivery record of {order}. Locksmith needs 3 working days.',
  },
  theftAlarm: {
    department: 'support',
    trouble: 'fault',
    tags: ['alarm', 'app'],
    priority: 'normal',
    note: 'Sensitivity is on 5 of 5 and the bike is parked next to a tram line. Level 3 is enough.',
  },
  manualRequest: {
    department: 'support',
    trouble: 'question',
    tags: ['documentation'],
    priority: 'low',
    note: 'The torque table is in the workshop manual, chapter 6. We may send that page, not the whole manual.',
  },
  speedReading: {
    department: 'support',
    trouble: 'fault',
    tags: ['display'],
    priority: 'low',
    note: 'Wheel circumference still set for 29 inch, the customer rides 27.5.',
  },
  accessoryFit: {
    department: 'support',
    trouble: 'question',
    tags: ['accessory'],
    priority: '',
    note: 'Rack is rated for 27 kg including the seat. Fits from model year 2024, older frames need the adapter.',
  },
  appCrash: {
    department: 'support',
    trouble: 'fault',
    tags: ['app', 'bug'],
    priority: 'high',
    note: 'Crash report matches the map tiles bug in {version}. Developers confirmed, fixed build is in review.',
  },
  familySharing: {
    department: 'support',
    trouble: 'question',
    tags: ['account', 'app'],
    priority: '',
    note: 'Plan allows four riders. The invitation was accepted with another address.',
  },
} as const satisfies Readonly<Record<string, Situation>>;

const billing = {
  doubleCharge: {
    department: 'billing',
    trouble: 'money',
    tags: ['payment', 'refund'],
    priority: 'high',
    note: 'Two captures for {order}, {amount} each, same minute. One is an uncleared retry of the gateway. Refund approved.',
  },
  invoiceCopy: {
    department: 'billing',
    trouble: 'question',
    tags: ['invoice'],
    priority: 'normal',
    note: 'Invoice {invoice} exists, was sent to the old address in the account.',
  },
  refundPending: {
    department: 'billing',
    trouble: 'money',
    tags: ['refund'],
    priority: 'high',
    note: 'Refund of {amount} left us on {date}. The bank shows it as returned: the card has been replaced since.',
  },
  cancelSubscription: {
    department: 'billing',
    trouble: 'question',
    tags: ['subscription', 'cancellation'],
    priority: 'normal',
    note: 'Offered the winter pause first, as agreed. If they still want out, cancel without further questions.',
  },
  paymentFailed: {
    department: 'billing',
    trouble: 'money',
    tags: ['payment', 'subscription'],
    priority: 'normal',
    note: 'Decline code 51 from the issuer, nothing we can change. Order {order} is held until {soon}.',
  },
  companyDetails: {
    department: 'billing',
    trouble: 'question',
    tags: ['invoice', 'company'],
    priority: 'normal',
    note: 'VAT number checks out in the register. {invoice} needs a credit note and a new invoice, not an edit.',
  },
  discountCode: {
    department: 'billing',
    trouble: 'money',
    tags: ['discount'],
    priority: 'low',
    note: 'Code {code} excludes batteries. It was not clear on the landing page, so give it as goodwill.',
  },
  upgradePlan: {
    department: 'billing',
    trouble: 'question',
    tags: ['subscription', 'upgrade'],
    priority: '',
    note: 'Pro rata from today: {amount} for the rest of the period. Do the change only after they say yes.',
  },
  instalments: {
    department: 'billing',
    trouble: 'question',
    tags: ['instalments'],
    priority: 'normal',
    note: 'Third instalment was paid, the finance partner books it with two days of delay.',
  },
  unexpectedRenewal: {
    department: 'billing',
    trouble: 'money',
    tags: ['subscription', 'refund'],
    priority: 'high',
    note: 'Reminder went out 14 days before, opened on a phone. First time for this customer: refund {amount} as goodwill.',
  },
  bankTransfer: {
    department: 'billing',
    trouble: 'money',
    tags: ['payment'],
    priority: 'normal',
    note: 'Money arrived with the wrong reference. Matched {amount} to {order} by hand.',
  },
  giftCard: {
    department: 'billing',
    trouble: 'money',
    tags: ['gift-card'],
    priority: 'low',
    note: 'Card {code} was activated in the shop but never synced. Balance set by hand.',
  },
  priceDrop: {
    department: 'billing',
    trouble: 'money',
    tags: ['discount', 'goodwill'],
    priority: 'low',
    note: 'Bought {days} days before the sale. Policy: difference as credit within 14 days, otherwise a voucher.',
  },
  fleetInvoice: {
    department: 'billing',
    trouble: 'money',
    tags: ['fleet', 'invoice'],
    priority: 'high',
    note: 'They returned three bikes in the middle of the month, the fleet system billed them in full. {amount} too much on {invoice}.',
  },
} as const satisfies Readonly<Record<string, Situation>>;

const service = {
  deliveryLate: {
    department: 'service',
    trouble: 'parcel',
    tags: ['delivery'],
    priority: 'high',
    note: 'Parcel {tracking} has not moved since {date}. Opened a search with the carrier, answer expected on {soon}.',
  },
  damagedParcel: {
    department: 'service',
    trouble: 'parcel',
    tags: ['delivery', 'damage'],
    priority: 'high',
    note: 'Photos show the fork side crushed. Claim with the carrier filed, replacement part is in stock.',
  },
  wrongSize: {
    department: 'service',
    trouble: 'question',
    tags: ['exchange', 'sizing'],
    priority: 'normal',
    note: 'Ridden less than 10 km according to the app. Exchange {size} to {size2} is fine, two left in stock.',
  },
  returnRequest: {
    department: 'service',
    trouble: 'question',
    tags: ['return'],
    priority: 'normal',
    note: 'Within 14 days, return {claim} opened. Charger and both keys must be in the box.',
  },
  brakeNoise: {
    department: 'service',
    trouble: 'fault',
    tags: ['brakes', 'safety'],
    priority: 'high',
    note: 'Sounds like contaminated pads. If the lever comes to the bar, tell them to stop riding.',
  },
  brokenSpoke: {
    department: 'service',
    trouble: 'fault',
    tags: ['wheels', 'warranty'],
    priority: 'normal',
    note: 'Second spoke on the same wheel: rebuild under warranty, claim {claim}.',
  },
  batteryWarranty: {
    department: 'service',
    trouble: 'fault',
    tags: ['battery', 'warranty'],
    priority: 'high',
    note: 'Diagnosis file: {percent} % of nominal capacity after {km} km. Below 70 % within two years, so it is ours.',
  },
  serviceBooking: {
    department: 'service',
    trouble: 'question',
    tags: ['appointment'],
    priority: '',
    note: 'Partner {inCity} has a slot on {soon}. First service, 1 hour.',
  },
  partMissing: {
    department: 'service',
    trouble: 'parcel',
    tags: ['delivery', 'spare-part'],
    priority: 'normal',
    note: 'Packing photo of {order}: pedal box is not in the picture. Sent from the spare stock.',
  },
  motorNoise: {
    department: 'service',
    trouble: 'fault',
    tags: ['motor', 'warranty'],
    priority: 'normal',
    note: 'Video sounds like the freewheel clutch, not the motor. Ask the partner to check before we swap anything.',
  },
  recallQuestion: {
    department: 'service',
    trouble: 'question',
    tags: ['recall', 'safety'],
    priority: 'urgent',
    note: '{serial} is in the affected range for the stem. Free swap, do not ride. Partner list attached in the wiki.',
  },
  repairStatus: {
    department: 'service',
    trouble: 'fault',
    tags: ['repair'],
    priority: 'normal',
    note: '{claim}: the controller is on back order, supplier says {soon}. Offer a loan bike if it slips again.',
  },
  changeAddress: {
    department: 'service',
    trouble: 'parcel',
    tags: ['delivery', 'address'],
    priority: 'normal',
    note: 'Not handed to the carrier yet, changed the address of {order} in the warehouse system.',
  },
  batteryShipping: {
    department: 'service',
    trouble: 'question',
    tags: ['battery', 'shipping'],
    priority: 'normal',
    note: 'Damaged or swollen? Then the special box and pickup, never the normal parcel. Asked for a photo.',
  },
  pickupMissed: {
    department: 'service',
    trouble: 'parcel',
    tags: ['return', 'pickup'],
    priority: 'normal',
    note: 'Driver scanned “nobody home” at 07:12. Booked a new pickup for {soon}, afternoon.',
  },
} as const satisfies Readonly<Record<string, Situation>>;

/** The language-independent plan of everything customers of the demo company write about. */
export const SITUATIONS = { ...support, ...billing, ...service };

export type SupportKey = keyof typeof support;
export type BillingKey = keyof typeof billing;
export type ServiceKey = keyof typeof service;
export type SituationKey = SupportKey | BillingKey | ServiceKey;

/** Every situation, in a fixed order. */
export const SITUATION_KEYS = Object.keys(SITUATIONS) as SituationKey[];

/** Situations that really happen to everybody come more often; the rest weigh 2. */
export const FREQUENT: readonly SituationKey[] = [
  'appPairing',
  'rangeDrop',
  'displayError',
  'accountLogin',
  'invoiceCopy',
  'refundPending',
  'deliveryLate',
  'serviceBooking',
  'repairStatus',
  'returnRequest',
];
