import { describe, expect, it } from '@jest/globals';
import { isSigned, signatureOf, type SignedObject } from './object-signature.js';

const key = Buffer.alloc(32, 1);
const now = new Date('2026-11-22T12:00:00Z');
const expires = String(now.getTime() / 1000 + 900);
const put: SignedObject = {
  method: 'PUT',
  locationId: 'l',
  repositoryId: 'r',
  name: 'data/00',
  expires,
  size: '5',
  sha256: 'aa',
};
const changes: Partial<SignedObject>[] = [
  { method: 'GET' },
  { locationId: 'm' },
  { repositoryId: 's' },
  { name: 'data/01' },
  { expires: String(Number(expires) - 1) },
  { size: '6' },
  { sha256: 'ab' },
  { size: undefined },
  { size: '', sha256: '5aa' },
];

describe('isSigned', () => {
  it('takes what was signed, until it expires', () => {
    const signature = signatureOf(key, put);
    expect(isSigned(key, put, signature, now)).toBe(true);
    expect(isSigned(key, put, signature, new Date(now.getTime() + 899_000))).toBe(true);
    expect(isSigned(key, put, signature, new Date(now.getTime() + 900_000))).toBe(false);
    expect(isSigned(Buffer.alloc(32, 2), put, signature, now)).toBe(false);
    expect(isSigned(key, put, `${signature}0`, now)).toBe(false);
    expect(isSigned(key, put, '', now)).toBe(false);
  });

  it.each(changes)('refuses %j under the signature of another', (change) => {
    expect(isSigned(key, { ...put, ...change }, signatureOf(key, put), now)).toBe(false);
  });

  it('refuses what would live longer than signed URLs do', () => {
    const forever = { ...put, expires: String(now.getTime() / 1000 + 86_400) };
    expect(isSigned(key, forever, signatureOf(key, forever), now)).toBe(false);
  });
});
