/** Every error code Baton can raise, once; codes are never reused or renamed. Messages are for people, codes are what code compares. */
export const ERROR_CODES = [
  'internal',
  'agent.substituteCircle',
  'app.restarted',
  'auth.badCredentials',
  'auth.expired',
  'auth.codeInvalid',
  'auth.forbidden',
  'auth.signedOut',
  'auth.revoked',
  'auth.wrongPassword',
  'auth.weakPassword',
  'auth.emailTaken',
  'auth.lastAdministrator',
  'calendar.inUse',
  'input.invalid',
  'input.tooLarge',
  'input.notFound',
  'intake.badKey',
  'intake.unknownTicket',
  'ipc.forbiddenSender',
  'ipc.badOutput',
  'link.unknown',
  'message.answeredMeanwhile',
  'message.empty',
  'message.tooLong',
  'network.none',
  'rate.limited',
  'server.otherVersion',
  'server.newerVersion',
  'server.olderVersion',
  'server.notBaton',
  'server.badCertificate',
  'server.notListening',
  'server.notSecure',
  'server.portTaken',
  'server.unknownAddress',
  'server.unavailable',
  'server.silent',
  'server.troubled',
  'settings.corrupt',
  'storage.corrupt',
  'storage.full',
  'storage.locked',
  'storage.unwritable',
  'sync.offline',
  'ticket.illegalMove',
  'ticket.alreadyHeld',
  'ticket.notFound',
  'ticket.otherTeam',
  'ticket.reasonMissing',
  'undo.tooLate',
  'update.damaged',
  'workspace.notEmpty',
  'import.badFile',
  'import.badRow',
  'import.missingColumn',
] as const;

/** One of `ERROR_CODES`. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A broken expectation with a code that code can compare and a detail that a log can keep. */
export class BatonError extends Error {
  readonly code: ErrorCode;
  readonly detail: Readonly<Record<string, unknown>>;

  /** `detail` must hold nothing secret: it goes into logs. `options.cause` keeps the original failure. */
  constructor(
    code: ErrorCode,
    message: string,
    detail: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'BatonError';
    this.code = code;
    this.detail = detail;
  }
}

/** True for a string that is one of Baton's error codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && (ERROR_CODES as readonly string[]).includes(value);
}
