import { BatonError, isErrorCode } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { StorageCore } from './storageCore.ts';

/** What the worker is started with. */
export type WorkerOptions = { readonly filePath: string };

/** One call of a method of the core. */
export type CallMessage = {
  readonly callId: number;
  readonly method: keyof StorageCore;
  readonly args: readonly unknown[];
};

/** An error as it crosses the port: structured clone would drop the code. */
export type PlainFailure = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** From the worker: first how opening went, then one answer per call, in the order of the calls. */
export type WorkerMessage =
  | { readonly kind: 'opened'; readonly setAside: string | undefined }
  | { readonly kind: 'failedToOpen'; readonly failure: PlainFailure }
  | { readonly kind: 'answer'; readonly callId: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly callId: number; readonly failure: PlainFailure };

/** An error in the form that crosses the port; anything but a `BatonError` becomes `internal` with its stack. */
export function toPlainFailure(error: unknown): PlainFailure {
  if (error instanceof BatonError) return { code: error.code, message: error.message, detail: error.detail };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message, detail: { stack: error instanceof Error ? error.stack : undefined } };
}

/** The `BatonError` the other side had. */
export function fromPlainFailure({ code, message, detail }: PlainFailure): BatonError {
  return new BatonError(isErrorCode(code) ? code : 'internal', message, detail);
}
