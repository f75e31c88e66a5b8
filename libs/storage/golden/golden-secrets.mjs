// Three ways into every golden repository, public on purpose: nothing is kept in them that anybody would miss.
import { keyPairOf } from '../dist/crypto/key-pair.js';
import { noise } from './golden-contents.mjs';

const privateKey = noise('the private key of the golden repositories', 32);

export const GOLDEN_SECRETS = {
  password: 'a password that everybody may know',
  privateKey: privateKey.toString('hex'),
  publicKey: Buffer.from(keyPairOf(privateKey).publicKey).toString('hex'),
  /** A test vector of BIP39. */
  words: 'legal winner thank year wave sausage worth useful legal winner thank yellow',
};
