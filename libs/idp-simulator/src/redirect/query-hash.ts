import { SIGNATURE_ALGORITHMS } from '../signing/algorithms.js';
import { UnreadableMessage } from '../xml/read-xml.js';

const HASHES: Readonly<Record<string, string>> = {
  [SIGNATURE_ALGORITHMS.rsaSha256]: 'RSA-SHA256',
  [SIGNATURE_ALGORITHMS.rsaSha512]: 'RSA-SHA512',
  [SIGNATURE_ALGORITHMS.rsaSha1]: 'RSA-SHA1',
};

/** Node's name of an algorithm that a query was signed by. @throws UnreadableMessage */
export const hashOf = (algorithm: string): string => {
  const hash = HASHES[algorithm];
  if (hash === undefined) throw new UnreadableMessage(`Queries are not signed by ${algorithm}.`);
  return hash;
};
