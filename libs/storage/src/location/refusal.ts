import { StorageError } from '../storage-error.js';
import type { Exchanged } from './signed-exchange.js';

const textOf = (answer: Exchanged): string => new TextDecoder().decode(answer.bytes.subarray(0, 8192));

const codeOf = (answer: Exchanged): string =>
  /<Code>([\w.]{1,80})<\/Code>|"code"\s*:\s*"([\w-]{1,80})"/.exec(textOf(answer))?.slice(1).find(Boolean) ??
  '';

/** S3 also answers 409 while another write of the name is under way: then nothing is known to be stored yet. */
const UNDER_WAY = /OperationAborted|ConditionalRequestConflict/;

/** What providers answer when an account is not paid or is closed (Amazon's error codes, and those of others after them). */
const SUSPENDED = /AccountProblem|NotSignedUp|AccountSuspended|UserSuspended|AllAccessDisabled|InvalidPayer/i;

/** Whether a refused PUT means that an object of the name is there: 412 of a condition, 409 of the control plane. */
export const saysPresent = (answer: Exchanged): boolean =>
  answer.status === 412 || (answer.status === 409 && !UNDER_WAY.test(codeOf(answer)));

/** Turns a storage's refusal into what a person can act on. S3 answers XML, the control plane problem details. */
export function refusalOf(method: 'PUT' | 'GET', name: string, answer: Exchanged): StorageError {
  const code = codeOf(answer);
  const said = `the storage answered ${answer.status}${code ? ` (${code})` : ''}`;

  if (/NoSuchBucket/.test(code) || (answer.status === 404 && method === 'PUT')) {
    return new StorageError(
      'location-refused',
      `The storage has no such place for ${name}: ${said}. Check the bucket's name and that it still exists.`,
    );
  }
  if (answer.status === 404)
    return new StorageError('object-missing', `${name} is not in the storage: ${said}.`);
  if (answer.status === 507 || /quota|EntityTooLarge|storage-full|over-quota/i.test(code)) {
    return new StorageError(
      'location-full',
      `The storage takes no more: ${said}. Free space there or raise the quota; what is stored already is safe.`,
    );
  }
  if (answer.status === 402 || SUSPENDED.test(code)) {
    return new StorageError(
      'location-suspended',
      `The provider of the storage has suspended its account: ${said}. Settle it there; what is stored may be deleted if nobody does.`,
    );
  }
  if (answer.status === 422 || /SHA256Mismatch|BadDigest|InvalidDigest|IncompleteBody/i.test(code)) {
    return new StorageError(
      'object-mismatch',
      `${name} did not arrive as it was sent: ${said}. Nothing was stored.`,
      { retryHelps: true },
    );
  }
  if (
    [408, 409, 425, 429].includes(answer.status) ||
    answer.status >= 500 ||
    /RequestTimeout$|SlowDown/i.test(code)
  ) {
    return new StorageError(
      'location-unreachable',
      `The storage is busy or down: ${said}. Try again later; what is stored already is safe.`,
      { retryHelps: true },
    );
  }
  const expired = answer.status === 403;
  return new StorageError(
    'location-refused',
    `The storage refused ${name}: ${said}. Check its credential and that the clock of this computer is right.`,
    { retryHelps: expired },
  );
}
