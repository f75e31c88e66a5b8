import { opensEverything } from '../crypto/recipient.js';
import { StorageError } from '../storage-error.js';
import type { OwnKey } from './own-wraps.js';

/** `what` is a sentence without its end: why the key of an agent's service is not enough. @throws StorageError `epoch-closed` */
export function expectFullKey({ recipient }: OwnKey, what: string): void {
  if (opensEverything(recipient)) return;
  throw new StorageError(
    'epoch-closed',
    `${what}, and ${recipient.id} is the key of a service, which opens the newest epoch only. Nothing was changed. Use ` +
      'the key of the employee, the recovery code or the password.',
  );
}
