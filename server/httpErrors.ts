import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { BatonError, type ErrorCode } from '../shared/errors.ts';

/** What a failed request answers. */
export interface Failure {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

const DEFAULT_STATUS = 400;
const SERVER_FAULT = 500;

/** HTTP status of each code that is not simply bad input (400). */
const STATUSES: Readonly<Partial<Record<ErrorCode, number>>> = {
  internal: SERVER_FAULT,
  'auth.badCredentials': 401,
  'auth.expired': 401,
  'auth.codeInvalid': 401,
  'auth.revoked': 401,
  'auth.wrongPassword': 403,
  'auth.emailTaken': 409,
  'auth.lastAdministrator': 409,
  'auth.forbidden': 403,
  'input.tooLarge': 413,
  'input.notFound': 404,
  'intake.badKey': 401,
  'intake.unknownTicket': 404,
  'message.tooLong': 413,
  'rate.limited': 429,
  'server.otherVersion': 426,
  'server.unavailable': 503,
  'storage.corrupt': 503,
  'storage.full': 503,
  'storage.locked': 503,
  'storage.unwritable': 503,
  'workspace.notEmpty': 409,
};

/** What the asker is told about an error; nothing internal leaks out of an unknown one. */
export function toFailure(error: unknown): Failure {
  if (error instanceof BatonError) {
    const status = STATUSES[error.code] ?? DEFAULT_STATUS;
    return {
      status,
      code: error.code,
      message: status === SERVER_FAULT ? 'something went wrong' : error.message,
    };
  }
  if (error instanceof z.ZodError)
    return { status: DEFAULT_STATUS, code: 'input.invalid', message: firstIssue(error) };
  const { code, statusCode } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || statusCode === 413) {
    return { status: 413, code: 'input.tooLarge', message: 'the request is too large' };
  }
  if (statusCode === 429)
    return { status: 429, code: 'rate.limited', message: 'too many requests; wait a moment' };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < SERVER_FAULT) {
    return { status: statusCode, code: 'input.invalid', message: (error as Error).message };
  }
  return { status: SERVER_FAULT, code: 'internal', message: 'something went wrong' };
}

/** Answers an error as JSON and logs it in full when it is our fault. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, code, message } = toFailure(error);
  logFailure(error, status, request);
  void reply.code(status).send({ error: { code, message } });
}

/** Logs what an operator should know: failures of the server, not of its askers. */
export function logFailure(error: unknown, status: number, request: FastifyRequest): void {
  const route = request.routeOptions.url ?? 'unknown route';
  if (status >= SERVER_FAULT)
    request.log.error({ err: error, method: request.method, route }, 'request failed');
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue
    ? `${issue.path.join('.') || 'body'}: ${issue.message}`
    : 'the request does not have the expected form';
}
