import {
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import type { MadeObject } from '../../backup/testing/sealed-objects.js';

const SPKI = Buffer.from('302a300506032b656e032100', 'hex');
const HEAD = Buffer.from('HFST', 'latin1');

/** A recovery code as its holder uses it, without the words. */
export interface TestCode {
  /** A wrap to it and a roster, of an epoch, as the control plane can read them. */
  wraps(epoch?: number): MadeObject[];
  answer(asked: { readonly challenge: string; readonly publicKey: string }): string;
}

const keyObject = (epoch: number, recipient: string, bytes: Buffer): MadeObject => {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const name = `keys/${String(epoch).padStart(8, '0')}/${recipient}/${sha256}`;
  return { name, bytes, sha256, size: bytes.length };
};

export const newTestCode = (): TestCode => {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
  const id = `recovery-code-${createHash('sha256').update(raw).digest('hex').slice(0, 8)}`;
  return {
    wraps: (epoch = 1) => {
      const number = Buffer.alloc(4);
      number.writeUInt32BE(epoch);
      const recipient = Buffer.concat([Buffer.from([2, id.length]), Buffer.from(id), raw, Buffer.alloc(35)]);
      const start = Buffer.concat([HEAD, Buffer.from([2, 0, 1, 1]), randomBytes(16), number]);
      const wrap = Buffer.concat([start, recipient, randomBytes(32 + 88 + 32)]);
      const roster = Buffer.concat([HEAD, Buffer.from([9, 0, 1, 1]), randomBytes(200)]);
      return [keyObject(epoch, id, wrap), keyObject(epoch, 'roster', roster)];
    },
    answer: ({ challenge, publicKey: theirs }) => {
      const key = Buffer.concat([SPKI, Buffer.from(theirs, 'base64')]);
      const shared = diffieHellman({
        privateKey,
        publicKey: createPublicKey({ key, format: 'der', type: 'spki' }),
      });
      const secret = hkdfSync('sha256', shared, Buffer.alloc(0), 'holdfast/recovery proof', 32);
      return createHmac('sha256', Buffer.from(secret)).update(challenge).digest('base64');
    },
  };
};
