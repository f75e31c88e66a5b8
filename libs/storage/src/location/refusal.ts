import { StorageError } from '../storage-error.js';
import type { Exchanged } from './signed-exchange.js';

/** Turns a storage's refusal into what a person can act on. S3 answers XML, the control plane problem details. */
export function refusalOf(name: string, answer: Exchanged): StorageError {
  const text = new TextDecoder().decode(answer.bytes.subarray(0, 8192));
  const code = /<Code>([\w.]{1,80})<\/Code>|"code":"([\w-]{1,80})"/.exec(text)?.slice(1).find(Boolean) ?? '';
  const said = `the storage answered ${answer.status}${code ? ` (${code})` : ''}`;

  if (answer.status === 404)
    return new StorageError('object-missing', `${name} is not in the storage: ${said}.`);
  if (answer.status === 507 || /quota|EntityTooLarge|storage-full|over-quota/i.test(code)) {
    return new StorageError(
      'location-full',
      `The storage takes no more: ${said}. Free space there or raise the quota; what is stored already is safe.`,
    );
  }
  if (
    answer.status === 422 ||
    /SHA256Mismatch|BadDigest|InvalidDigest|IncompleteBody|InvalidRequest/i.test(code)
  ) {
    return new StorageError(
      'object-mismatch',
      `${name} did not arrive as it was sent: ${said}. Nothing was stored.`,
      { retryHelps: true },
    );
  }
  if (answer.status === 429 || answer.status >= 500 || /RequestTimeout|SlowDown/i.test(code)) {
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
