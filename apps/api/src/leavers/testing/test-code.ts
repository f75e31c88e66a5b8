import { createHmac, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto';
import type { TestAgent } from '../../testing/test-agent.js';
import type { TestApp } from '../../testing/test-app.js';
import { KnownCodes } from '../access/known-codes.js';

const SPKI = Buffer.from('302a300506032b656e032100', 'hex');

/** A recovery code as its holder uses it, without the words. */
export interface TestKeyPair {
  answer(asked: { readonly challenge: string; readonly publicKey: string }): string;
}

/** A new one; registered for the agent's employee where one is given. */
export const newKeyPair = async (app: TestApp, agent?: TestAgent): Promise<TestKeyPair> => {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  if (agent) {
    const codes = app.get(KnownCodes);
    const before = codes.publicKeyOf.bind(codes);
    codes.publicKeyOf = (db, companyId, employeeId) =>
      employeeId === agent.enrolled.employee.id ? Promise.resolve(raw) : before(db, companyId, employeeId);
  }
  return {
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
