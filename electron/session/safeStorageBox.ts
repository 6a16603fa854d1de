/* eslint-disable @typescript-eslint/no-deprecated -- their asynchronous successors are missing in the oldest Electron that Baton runs on */
import { safeStorage } from 'electron';
import type { Logger } from '../log.ts';
import type { SecretBox } from './sessionFile.ts';

/** True where this system keeps secrets for programs; ask once the app is ready. */
export function hasKeyStore(): boolean {
  return safeStorage.isEncryptionAvailable();
}

/** Keeps secrets in the system's key store; where there is none, says so instead of pretending. */
export function createSafeStorageBox(log: Logger): SecretBox {
  return {
    protect: (text) => {
      if (!hasKeyStore()) return { text, isProtected: false };
      return { text: safeStorage.encryptString(text).toString('base64'), isProtected: true };
    },
    reveal: ({ text, isProtected }) => {
      if (!isProtected) return text;
      try {
        return safeStorage.decryptString(Buffer.from(text, 'base64'));
      } catch (cause) {
        log.warn('the system no longer opens the stored session', cause);
        return undefined;
      }
    },
  };
}
